"""`digest preview`: the digest of a week, as it would be posted now; `digest post` posts it."""

import sys
from collections.abc import Awaitable, Callable
from datetime import date

from adapters.cli.options import FINE, MISUSED
from bot.figures import Period
from bot.messages import Message, text_of
from bot.reviews import periods


async def preview(week: str, today: date, digest_of: Callable[[Period], Awaitable[Message]]) -> int:
    """Print it: of the week that is named, or of the last one."""
    try:
        period = periods.week_named(week) if week else periods.week_before(today)
    except ValueError as error:
        print(error, file=sys.stderr)
        return MISUSED
    if period.first > today:
        print(f"{period.first:%d %B %Y} is yet to come: choose an earlier week", file=sys.stderr)
        return MISUSED
    print(text_of(await digest_of(period)))
    return FINE


async def post(post_now: Callable[[], Awaitable[bool]]) -> int:
    """Put it in the outbox, unless it is posted already."""
    if await post_now():
        print("The digest is in the outbox. It is posted while Groundwork runs.")
    else:
        print("There is no digest to post: the last one was posted already, or nothing has begun.")
    return FINE
