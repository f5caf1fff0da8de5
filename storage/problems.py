"""What can be wrong with a database, in words for whoever runs it."""

from bot.ports import Unavailable


class StorageProblem(Unavailable):
    """The database cannot be used; the text says why and how to mend it. Nothing was changed."""


NOT_A_URL = (
    "`database_url` is not one that Groundwork can use. "
    "Write sqlite:///folder/file.db or postgresql://user:password@host/database."
)
NEWER = (
    "The database {where} was written by a newer version of Groundwork. "
    "Run that version, or restore a backup that this one made."
)
NOTHING_HERE = (
    "There is nothing here: the database {where} has no tables of Groundwork. Check `database_url`."
)
NOT_EMPTY = (
    "The database {where} holds something already, and it is never written over. "
    "Name a new database in `database_url`; or stop Groundwork and move this one away."
)
HALF_MADE = (
    "The tables in the database {where} are not those of any version of Groundwork. "
    "A restore or a change by hand may have stopped half-way. "
    "Restore a backup, or name an empty database."
)
NO_VERSION = (
    "The database {where} is at version {now} and cannot go down to version {version}. "
    "It can go down to: {older}."
)

READ_ONLY = (
    "The database {where} is read-only, so nothing can be kept. "
    "Make it writable, or change `database_url`."
)
FULL = "There is no room left for the database {where}. Free some space on its disk."
BUSY = "Another program is holding the database {where} locked. Stop that program and try again."
