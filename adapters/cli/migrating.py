"""`migrate`: bring the database's tables up to this release, or down to an older one."""

from typing import Protocol

from adapters.cli.options import FINE, FOUND, Migrate


class Step(Protocol):
    """From which version of the tables to which, in the database called `where`."""

    @property
    def where(self) -> str: ...

    @property
    def before(self) -> str: ...

    @property
    def after(self) -> str: ...


class Tables(Protocol):
    """What can be done with a database's tables. The storage provides it."""

    def needed(self, url: str) -> Step:
        """What an upgrade would do; nothing is changed."""
        ...

    def up(self, url: str) -> Step:
        """Bring them to the newest version."""
        ...

    def down(self, url: str, to: str) -> Step:
        """Take them down to an older version. What only newer ones can hold is lost."""
        ...


def run(asked: Migrate, tables: Tables, url: str) -> int:
    """Do it, and say what was done. With `--check`, 1 says that something is to be done."""
    if asked.down:
        return _went_down(tables.down(url, asked.down))
    step = tables.needed(url) if asked.check else tables.up(url)
    if step.before == step.after:
        print(f"The database {step.where} is at version {step.after}. Nothing is to be done.")
        return FINE
    if asked.check:
        print(
            f"The database {step.where} is at version {step.before}, and this release uses "
            f"{step.after}. Make a backup, then run: groundwork migrate"
        )
        return FOUND
    print(f"The database {step.where} went from version {step.before} to {step.after}.")
    return FINE


def _went_down(step: Step) -> int:
    print(
        f"The database {step.where} went from version {step.before} down to {step.after}. "
        "Start the older release now: this one would bring it up again."
    )
    return FINE
