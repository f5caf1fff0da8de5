"""`backup` and `restore`: the whole database as one file, and back."""

from pathlib import Path
from typing import Protocol

from adapters.cli.options import FINE, Backup, Restore


class Copied(Protocol):
    """The database that was copied from or to, and the version of its tables."""

    @property
    def where(self) -> str: ...

    @property
    def version(self) -> str: ...


class Backups(Protocol):
    """What can be done with a database as a whole. The storage provides it."""

    def backup(self, url: str, to: Path) -> Copied:
        """Write all of it into a new file."""
        ...

    def restore(self, url: str, file: Path) -> Copied:
        """Fill an empty one from such a file."""
        ...


def run(asked: Backup | Restore, backups: Backups, url: str) -> int:
    """Do it, and say what was done."""
    if isinstance(asked, Backup):
        made = backups.backup(url, asked.file)
        print(f"The database {made.where}, version {made.version}, is backed up in {asked.file}.")
    else:
        filled = backups.restore(url, asked.file)
        print(
            f"{asked.file} is restored into the database {filled.where}, "
            f"version {filled.version}. Groundwork can be started."
        )
    return FINE
