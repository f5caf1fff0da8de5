"""Alembic, run by the program itself: there is no alembic.ini."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage.problems import HALF_MADE, StorageProblem

_HERE = Path(__file__).parent


def scripts() -> ScriptDirectory:
    """Every revision that this release knows."""
    return ScriptDirectory.from_config(_config())


def is_known(revision: str) -> bool:
    """Whether this release knows the revision; it does not know those of later ones."""
    return revision in {script.revision for script in scripts().walk_revisions()}


def below(revision: str) -> tuple[str, ...]:
    """The revisions that one can go down to from this one, the newest first."""
    older = (script.revision for script in scripts().iterate_revisions(revision, "base"))
    return tuple(each for each in older if each != revision)


def upgrade(connection: Connection, where: str) -> None:
    """Bring the schema to the newest revision, within the connection's transaction."""
    _run(command.upgrade, connection, "head", where)


def downgrade(connection: Connection, revision: str, where: str) -> None:
    """Take the schema down to an older revision, within the connection's transaction."""
    _run(command.downgrade, connection, revision, where)


def _run(
    change: Callable[[Config, str], None], connection: Connection, revision: str, where: str
) -> None:
    """Raises StorageProblem where the tables are not as their version says."""
    config = _config()
    config.attributes["connection"] = connection
    try:
        change(config, revision)
    except DBAPIError as error:
        if not _does_not_fit(error):
            raise
        raise StorageProblem(HALF_MADE.format(where=where)) from error


def _does_not_fit(error: DBAPIError) -> bool:
    """A table or column is there already, or missing: SQLite's plain error, PostgreSQL's 42..."""
    plain = getattr(error.orig, "sqlite_errorname", "") == "SQLITE_ERROR"
    code = getattr(error.orig, "sqlstate", None) or ""
    return plain or (code.startswith("42") and code != "42501")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
