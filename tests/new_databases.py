"""An empty SQLite database of today, laid once in each process; every test gets a copy of it.

That an empty file gets its tables is told in `tests/storage/test_migrating.py`.
"""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage import migrating


@cache
def _laid() -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder, "new.db")
        migrating.up(f"sqlite:///{file}")
        return file.read_bytes()


def laid(file: Path) -> str:
    """The address of the database in this file, made anew where there is none."""
    if not file.exists():
        file.write_bytes(_laid())
    return f"sqlite:///{file}"
