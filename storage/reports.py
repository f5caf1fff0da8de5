"""Reading, not deciding: plain selects into frozen values."""

from datetime import datetime, timedelta

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, or_, select

from bot.effects import Figures, Period
from bot.requests import OPEN, Entry, Status
from storage.room import REQUESTS, Rows
from storage.tables import hand_offs, history, people, requests

MIX_OVER = timedelta(weeks=8)
"""How far back the mix of levels looks; one week is too few to judge by."""

HELPED_OVER = timedelta(weeks=4)
"""How far back answers to ‘Did this help?’ are counted: there are few in a week."""

_STARTS: BindParameter[datetime] = bindparam("starts")
_ENDS: BindParameter[datetime] = bindparam("ends")
_by_age = REQUESTS.order_by(requests.c.asked_at, requests.c.number)
_by_decision = REQUESTS.order_by(requests.c.decided_at, requests.c.number)
_by_review = REQUESTS.order_by(requests.c.review_on, requests.c.number)

_QUERIES: dict[str, Select[*tuple[object, ...]]] = {
    "new": _by_age.where(requests.c.asked_at >= _STARTS, requests.c.asked_at < _ENDS),
    "decided": _by_decision.where(requests.c.decided_at >= _STARTS, requests.c.decided_at < _ENDS),
    "recent": _by_age.where(
        requests.c.asked_at >= bindparam("mix_from"), requests.c.asked_at < _ENDS
    ),
    # What was decided since the period ended was still open at its end.
    "waiting": _by_age.where(
        requests.c.asked_at < _ENDS,
        or_(requests.c.status.in_(sorted(OPEN)), requests.c.decided_at >= _ENDS),
    ),
    "late": _by_age.where(
        requests.c.status == Status.ACCEPTED, requests.c.go_live_on <= bindparam("last")
    ),
    "live": _by_review.where(
        requests.c.status.in_([Status.ACCEPTED, Status.LIVE]),
        requests.c.review_on <= bindparam("week_after"),  # what was due before is due still
    ),
}
_SENT_ELSEWHERE = (
    select(hand_offs.c.hand_off, func.count().label("times"))
    .where(hand_offs.c.at >= _STARTS, hand_offs.c.at < _ENDS)
    .group_by(hand_offs.c.hand_off)
    .order_by(hand_offs.c.hand_off)
)


SAID = (
    select(history.c.request, history.c.at, people.c.name, history.c.event, people.c.key)
    .join(requests, history.c.request == requests.c.number)
    .join(people, history.c.by == people.c.key)
    .where(
        history.c.kind == bindparam("kind"),
        history.c.at >= bindparam("since"),
        history.c.at < _ENDS,
        requests.c.confidential.is_(False),
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
        "last": period.last,
        "week_after": period.last + timedelta(days=7),
    }
    found = {name: rows.requests(connection.execute(q, bounds)) for name, q in _QUERIES.items()}
    counts = {row.hand_off: row.times for row in connection.execute(_SENT_ELSEWHERE, bounds)}
    judged = said(connection, rows, "Judged", starts, ends)
    helped = said(connection, rows, "Helped", ends - HELPED_OVER, ends)
    return Figures(period, **found, sent_elsewhere=counts, said=(*judged, *helped))
