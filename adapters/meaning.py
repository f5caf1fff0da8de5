"""What texts mean, by the table of `adapters.vectors`, which is loaded when it is first asked."""

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.vectors import Table


class WordVectors:
    """See `bot.meaning.Meaning`."""

    def vector(self, text: str) -> bytes:
        return self._table.vector(text)

    def nearness(self, text: str, vectors: tuple[bytes, ...]) -> tuple[float, ...]:
        return self._table.nearness(text, vectors)

    @cached_property
    def _table(self) -> "Table":
        from adapters.vectors import found  # noqa: PLC0415 - numpy takes some 50 ms to load, and only compared texts need it

        return found()
