"""What `check` finds on a platform: what is wrong, where, and how to mend it; and what is fine."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is wrong on a platform: where, what, and how to mend it."""

    platform: str
    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.platform}, {self.where}: {self.what} {self.mend}"


@dataclass(slots=True)
class Checked:
    """What is wrong, and what is fine."""

    wrong: list[Found] = field(default_factory=list)
    fine: list[str] = field(default_factory=list)


async def checked(looked_at: AsyncIterator[Found | str]) -> Checked:
    """All that was found, put apart."""
    result = Checked()
    async for each in looked_at:
        if isinstance(each, Found):
            result.wrong.append(each)
        else:
            result.fine.append(each)
    return result
