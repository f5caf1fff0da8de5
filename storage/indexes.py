"""The indexes of some rows only. They are apart from the tables, for SQLAlchemy loads both dialects
to read them, and a start with a schema that is up to date needs none.
"""

from sqlalchemy import Index

from storage.tables import outbox, requests

_UNSETTLED = outbox.c.settled_at.is_(None)
_REFUSED = outbox.c.refusal != ""
_TOLD_LATE = requests.c.told_late_at.is_not(None)

_PARTIAL = (
    Index("ix_outbox_unsettled", outbox.c.id, sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED),
    Index(
        "ix_outbox_unsettled_place",
        outbox.c.place,
        outbox.c.id,
        sqlite_where=_UNSETTLED,
        postgresql_where=_UNSETTLED,
    ),
    Index(
        "ix_requests_told_late",
        requests.c.told_late_at,
        sqlite_where=_TOLD_LATE,
        postgresql_where=_TOLD_LATE,
    ),
    Index("ix_outbox_refused", outbox.c.id, sqlite_where=_REFUSED, postgresql_where=_REFUSED),
)

WHOLE = outbox.metadata
"""Every table with all of its indexes: to make an index is to lay it on its table."""
