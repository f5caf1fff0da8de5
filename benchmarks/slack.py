"""What taking something from Slack costs: `python -m benchmarks.slack --check`.

From the bytes of a signed request to the commit: signature, parsing, seen before, deciding, state
and outbox. Its floor is bolt with the same signature, parsing and dispatch, whose listener runs the
same SQL by the same storage and nothing else. An answer (a button pressed) keeps the bar; a first
message and the last answer, which read and judge, are told. Nothing is delivered in between, and
Slack, which tells people's names, is asked once for each.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import perf_counter, time
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from adapters.http import listening
from adapters.slack.app import slack_of
from benchmarks.rig.costs import Cost, asking, milliseconds, verdict
from benchmarks.rig.databases import KINDS, Fresh, databases
from benchmarks.rig.replaying import BareStore, Notes, Transaction, noting
from benchmarks.turn import ANSWER, AT, FIRST, LAST, asked, bare, pressed, text
from bot.app import Program, opened
from bot.events import Event
from bot.people import Identity
from bot.platforms import Slack, SlackMode
from bot.settings import Settings
from bot.wire import press_to_text

SECRET = "what-both-sides-know"
_AT_MOST = 1.5
_PEOPLE = 40
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


@dataclass(frozen=True, slots=True)
class Step:
    """A request as Slack sends it, and the transactions that taking it once ran."""

    kind: str
    body: str
    content_type: str
    turn: tuple[Transaction, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that the same request took in Groundwork, and in bolt with the SQL alone."""

    kind: str
    ours: float
    floor: float


@asynccontextmanager
async def _slack() -> AsyncIterator[str]:
    """All of Slack that is asked: who we are, who is in the team, and what people are called."""
    answers: dict[str, dict[str, object]] = {
        "auth.test": {"team_id": "T1", "user_id": "U0", "bot_id": "B0"},
        "conversations.info": {"channel": {"is_private": True}},
        "conversations.members": {"members": ["U0"]},
        "users.info": {"user": {"real_name": "Dean Marsh", "team_id": "T1"}},
    }

    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"ok": True} | answers[request.match_info["method"]])

    app = web.Application()
    app.router.add_route("*", "/api/{method}", answer)
    async with listening(app, "127.0.0.1", 0) as address:
        yield f"{address}/api/"


@asynccontextmanager
async def _running(url: str) -> AsyncIterator[tuple[Program, AsyncApp]]:
    """The program, and bolt as it listens to it; nobody delivers."""
    async with _slack() as api_url:
        slack = Slack(SlackMode.HTTP, api_url, "xoxb-1", "", SECRET, "C0TEAM")
        settings = Settings(database_url=url, slack=slack)
        async with (
            opened(settings, real=lambda: AT) as program,
            slack_of(slack, settings.network, program.book.words, "Our council") as app,
        ):
            bot = program.meters.bot(program.bot)
            yield program, app.listener(bot, program.clock.now)


async def recorded(url: str, people: int) -> list[Step]:
    """What so many people say and press until all is answered, one after the other."""
    async with _running(url) as (program, app):
        with noting() as notes:
            return [step for n in range(people) async for step in _told(n, program, app, notes)]


async def _told(person: int, program: Program, app: AsyncApp, notes: Notes) -> AsyncIterator[Step]:
    user, kind, turn = f"U{person + 1}", FIRST, 0
    body, content_type = _line(user, text(person)), _JSON
    while True:
        notes.taken()
        await _dispatched(app, body, content_type)
        ran = notes.taken()
        question = await asked(Identity("slack", user, "Dean Marsh"), program)
        yield Step(kind if question else LAST, body, content_type, ran)
        if question is None:
            return
        kind, turn = ANSWER, turn + 1
        body, content_type = _press(user, turn, *pressed(question, person)), _FORM


def _line(user: str, said: str) -> str:
    event: dict[str, str] = {
        "type": "message",
        "channel": f"D{user}",
        "channel_type": "im",
        "user": user,
    }
    event |= {"text": said, "ts": "1765186680.000100", "event_ts": "1765186680.000100"}
    body = {"type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event": event}
    return json.dumps(body | {"event_id": f"Ev{user}", "event_time": 1765186680})


def _press(user: str, turn: int, event: Event, label: str) -> str:
    action: dict[str, object] = {
        "type": "button",
        "action_id": "0",
        "block_id": "b",
        "action_ts": "1765186680.1",
    }
    action |= {"value": press_to_text(event), "text": {"type": "plain_text", "text": label}}
    payload = {
        "type": "block_actions",
        "api_app_id": "A1",
        "team": {"id": "T1", "domain": "northgate"},
        "user": {"id": user, "username": "dean", "team_id": "T1"},
        "channel": {"id": f"D{user}", "name": "directmessage"},
        "trigger_id": f"{user}.{turn}",
        "actions": [action],
    }
    return urlencode({"payload": json.dumps(payload)})


async def _dispatched(app: AsyncApp, body: str, content_type: str) -> float:
    """The seconds from the request, which is signed now, until it is acknowledged."""
    stamp = str(int(time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    headers: dict[str, str | Sequence[str]] = {
        "content-type": [content_type],
        "x-slack-request-timestamp": [stamp],
        "x-slack-signature": [str(signature)],
    }
    begun = perf_counter()
    response = await app.async_dispatch(AsyncBoltRequest(body=body, headers=headers))
    took = perf_counter() - begun
    if response.status != 200:
        raise AssertionError(f"not taken: {response.status}")
    return took


async def timed(steps: list[Step], fresh: Fresh) -> list[Times]:
    """Every request in Groundwork, then in bolt with the SQL alone."""
    storage = bare(fresh())
    floor, ran = _floor(storage)
    try:
        async with _running(fresh()) as (_, app):
            return [await _beside(step, app, floor, ran) for step in steps]
    finally:
        storage.close()


async def _beside(
    step: Step, app: AsyncApp, floor: AsyncApp, ran: list[tuple[Transaction, ...]]
) -> Times:
    ours = await _dispatched(app, step.body, step.content_type)
    ran.append(step.turn)
    return Times(step.kind, ours, await _dispatched(floor, step.body, step.content_type))


def _floor(storage: BareStore) -> tuple[AsyncApp, list[tuple[Transaction, ...]]]:
    """Bolt whose listener runs the transactions that were put into the list last."""
    ran: list[tuple[Transaction, ...]] = []

    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B0", bot_user_id="U0"
        )

    async def listener(ack: AsyncAck) -> None:
        await storage.replay(ran.pop())
        await ack()

    app = AsyncApp(signing_secret=SECRET, process_before_response=True, authorize=authorize)
    app.event("message")(listener)
    app.action("0")(listener)
    return app, ran


def costs(database: str, times: list[Times], at_most: float) -> Iterator[Cost]:
    """The answer keeps the bar; the others are told."""
    for kind in (ANSWER, LAST, FIRST):
        of_kind: list[Any] = [each for each in times if each.kind == kind]
        ours, floor = (
            milliseconds(getattr(each, part) for each in of_kind) for part in ("ours", "floor")
        )
        bar = at_most if kind == ANSWER else None
        yield Cost(f"{database}: {kind} from Slack, over bolt and SQL", ours, floor, at_most=bar)


def _measured(people: int, at_most: float) -> Iterator[Cost]:
    for kind in KINDS:
        with databases(kind) as fresh:
            steps = asyncio.run(recorded(fresh(), people))
            yield from costs(kind, asyncio.run(timed(steps, fresh)), at_most)


def main(arguments: list[str] | None = None) -> int:
    """Print the rows; with --check, 1 where an answer costs too much."""
    parser = asking(__doc__, _AT_MOST)
    parser.add_argument("--people", type=int, default=_PEOPLE)
    given = parser.parse_args(arguments)
    return verdict(_measured(given.people, given.at_most), check=given.check)


if __name__ == "__main__":
    raise SystemExit(main())
