"""Reading, not deciding: what digests are made from, counted where the rows are.

Of a request no more is read than is told, and nothing at all of what is confidential.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Date,
    Select,
    bindparam,
    case,
    distinct,
    func,
    or_,
    select,
    union,
)

from bot.catalogue.fitting import FITTED
from bot.figures import HELPED_OVER, MIX_OVER, Brief, Figures, Fits, Period
from bot.levels.judgement import Sureness
from bot.naming import Kind
from bot.requests import GOING_ON, OPEN, Entry, Status
from storage.room import Rows
from storage.tables import hand_offs, history, named, people, requests

LONGEST = 50
"""Of those that wait the ones asked first are read: three are told, whoever asked on a day."""

_STARTS: BindParameter[datetime] = bindparam("starts")
_ENDS: BindParameter[datetime] = bindparam("ends")
_OPEN_TO_ALL = requests.c.confidential.is_(False)
_NEW = (_OPEN_TO_ALL, requests.c.asked_at >= _STARTS, requests.c.asked_at < _ENDS)
_DECIDED = (_OPEN_TO_ALL, requests.c.decided_at >= _STARTS, requests.c.decided_at < _ENDS)
_RECENT = (
    _OPEN_TO_ALL,
    requests.c.asked_at >= bindparam("mix_from"),
    requests.c.asked_at < _ENDS,
)
# What was decided since the period ended was still open at its end. Each half has its index; as one
# condition it would have none.
_ASKED = select(requests.c.number).where(requests.c.asked_at < _ENDS)
_OPEN_THEN = union(
    _ASKED.where(requests.c.status.in_(sorted(OPEN))), _ASKED.where(requests.c.decided_at >= _ENDS)
)
_WAITING = (_OPEN_TO_ALL, requests.c.number.in_(_OPEN_THEN))
# An order that is no column's keeps a planner from going through all requests by their age.
_by_age = (func.coalesce(requests.c.asked_at, ""), requests.c.number)

_BRIEF_FIELDS = tuple(each.name for each in fields(Brief))
BRIEFS = select(
    *(requests.c[name] for name in _BRIEF_FIELDS if name != "service"), people.c.service
).join(people, requests.c.requester == people.c.key)
"""Requests in brief; a `where` says which."""

BRIEFLY: dict[str, Select[*tuple[Any, ...]]] = {
    "new": BRIEFS.where(*_NEW).order_by(*_by_age),
    "decided": BRIEFS.where(*_DECIDED).order_by(requests.c.decided_at, requests.c.number),
    "waiting": BRIEFS.where(*_WAITING).order_by(*_by_age).limit(LONGEST),
    "told_late": BRIEFS.where(
        _OPEN_TO_ALL, requests.c.told_late_at >= _STARTS, requests.c.told_late_at < _ENDS
    ).order_by(*_by_age),
    "live": BRIEFS.where(
        _OPEN_TO_ALL,
        requests.c.status == Status.LIVE,
        requests.c.review_on <= bindparam("week_after"),  # what was due before is due still
    ).order_by(requests.c.review_on, requests.c.number),
}
_SENT_ELSEWHERE = (
    select(hand_offs.c.hand_off.label("key"), func.count().label("n"))
    .where(hand_offs.c.at >= _STARTS, hand_offs.c.at < _ENDS)
    .group_by(hand_offs.c.hand_off)
    .order_by(hand_offs.c.hand_off)
)
# A guess that was called one is no level.
_LEVEL = case(
    (requests.c.level.is_not(None), requests.c.level),
    (requests.c.sure != Sureness.NOT_SURE, requests.c.judged),
)
_MIX = select(_LEVEL.label("key"), func.count().label("n")).where(*_RECENT).group_by(_LEVEL)


OFFERED = (
    select(named.c.shown.label("key"), func.count(distinct(named.c.request)).label("n"))
    .where(
        named.c.kind == Kind.OFFERED,
        named.c.asked_at >= _STARTS,
        named.c.asked_at < _ENDS,
        named.c.confidential.is_(False),
    )
    .group_by(named.c.shown)
)
# A group that is no column's keeps a planner from going through those of all that is over.
_WARNING = func.coalesce(named.c.key, "")
WARNED = (
    select(_WARNING.label("key"), func.count().label("n"))
    .where(
        named.c.kind == Kind.WARNED,
        named.c.status.in_(sorted(GOING_ON)),
        named.c.confidential.is_(False),
    )
    .group_by(_WARNING)
)
_offered = named.alias("offered")
_FITS = (
    select(named.c.shown.label("key"), func.count().label("n"))
    .join(requests, named.c.request == requests.c.number)
    .join(
        _offered,
        (_offered.c.request == named.c.request)
        & (_offered.c.key == named.c.key)
        & (_offered.c.kind == Kind.OFFERED),
    )
    .where(
        named.c.kind == Kind.JUDGED,
        *_DECIDED,
        or_(requests.c.accepted.is_not(None), requests.c.stopped.is_not(None)),
        requests.c.stopped.is_not(None) | (requests.c.status != Status.WITHDRAWN),
    )
    .group_by(named.c.shown)
)
_UNHEARD = BRIEFS.where(*_WAITING, requests.c.heard_at.is_(None)).order_by(*_by_age)
_LATE = BRIEFS.where(
    _OPEN_TO_ALL,
    requests.c.status == Status.ACCEPTED,
    requests.c.go_live_on <= bindparam("last", type_=Date),
).order_by(*_by_age)

SAID = (
    select(history.c.request, history.c.at, people.c.name, history.c.event, people.c.key)
    .join(requests, history.c.request == requests.c.number)
    .join(people, history.c.by == people.c.key)
    .where(
        history.c.kind == bindparam("kind"),
        history.c.at >= bindparam("since"),
        history.c.at < _ENDS,
        _OPEN_TO_ALL,
    )
    .order_by(history.c.id)
)


def said(
    connection: Connection, rows: Rows, kind: str, since: datetime, ends: datetime
) -> tuple[Entry, ...]:
    """What happened of one kind, oldest first, but to what is confidential."""
    found = connection.execute(SAID, {"kind": kind, "since": since, "ends": ends})
    return tuple(
        Entry(row.request, rows.local(row.at), row.name, row.event, row.key) for row in found
    )


def figures(
    connection: Connection, rows: Rows, period: Period, starts: datetime, ends: datetime
) -> Figures:
    """What the digest of a period is made from; `ends` is the first instant after it."""
    bounds = {
        "starts": starts,
        "ends": ends,
        "mix_from": ends - MIX_OVER,
        "week_after": period.last + timedelta(days=7),
    }

    def counts(query: Select[*tuple[Any, ...]]) -> Mapping[Any, int]:
        return {row.key: row.n for row in connection.execute(query, bounds)}

    fits = counts(_FITS)
    judged = said(connection, rows, "Judged", starts, ends)
    helped = said(connection, rows, "Helped", ends - HELPED_OVER, ends)
    in_brief = {name: briefs(connection, rows, query, bounds) for name, query in BRIEFLY.items()}
    return Figures(
        period,
        new=in_brief["new"],
        decided=in_brief["decided"],
        told_late=in_brief["told_late"],
        waiting=in_brief["waiting"],
        live=in_brief["live"],
        mix=counts(_MIX),
        offered=counts(OFFERED),
        warned=counts(WARNED),
        fits=Fits(sum(fits.values()), sum(fits.get(each, 0) for each in FITTED)),
        sent_elsewhere=counts(_SENT_ELSEWHERE),
        said=(*judged, *helped),
    )


def unheard(connection: Connection, rows: Rows, ends: datetime) -> tuple[Brief, ...]:
    """What was open then, and nobody had answered since."""
    return briefs(connection, rows, _UNHEARD, {"ends": ends})


def late(connection: Connection, rows: Rows, period: Period) -> tuple[Brief, ...]:
    """What is accepted and should have been live by the end of the period."""
    return briefs(connection, rows, _LATE, {"last": period.last})


def briefs(
    connection: Connection,
    rows: Rows,
    query: Select[*tuple[Any, ...]],
    bounds: Mapping[str, object],
) -> tuple[Brief, ...]:
    """Requests as they are told of."""
    found = connection.execute(query, bounds).mappings()
    return tuple(Brief(**{name: rows.local(row[name]) for name in _BRIEF_FIELDS}) for row in found)
