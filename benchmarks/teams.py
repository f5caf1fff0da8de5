"""What taking something from Teams costs: `python -m benchmarks.teams --check`.

From the bytes of a signed activity to the commit and the answer: the token, parsing, seen before,
deciding, state and outbox. Its floor is the SDK's own adapter, patched where it loses most of its
time, which looks at no token, takes the same bytes and runs the same SQL by the same storage and
nothing else. An answer (a button pressed) keeps the bar; a first message and the last answer, which
read and judge, are told. Nothing is delivered in between.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from time import perf_counter
from types import SimpleNamespace
from typing import Any

from aiohttp import web
from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import Activity, ActivityTypes
from msrest.universal_http.requests import ClientRetryPolicy

from adapters.http import listening
from adapters.teams.app import teams_of
from adapters.teams.edge import Edge
from benchmarks.rig.costs import Cost, asking, milliseconds, verdict
from benchmarks.rig.databases import KINDS, Fresh, databases
from benchmarks.rig.replaying import BareStore, Notes, Transaction, noting
from benchmarks.turn import ANSWER, AT, FIRST, LAST, asked, bare, pressed, text
from bot.app import Program, opened
from bot.events import Event
from bot.people import Identity
from bot.platforms import Teams
from bot.settings import Settings
from bot.wire import press_to_text
from tests.teams.keys import ISSUER, Keyring, token

APP = "11111111-2222-4333-8444-555555555555"
TENANT = "99999999-8888-4777-8666-555555555555"
_HERE = "http://microsoft/uk/"
"""Where Teams is says so in each run, for it listens at another port in each."""

_AT_MOST = 1.3
_PEOPLE = 40


@dataclass(frozen=True, slots=True)
class Step:
    """An activity as Teams sends it, and the transactions that taking it once ran."""

    kind: str
    body: bytes
    turn: tuple[Transaction, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds that the same activity took in Groundwork, and in the SDK with the SQL alone."""

    kind: str
    ours: float
    floor: float


@contextmanager
def patched() -> Iterator[None]:
    """The SDK without what takes most of its time: a list looked through 999 times a client."""
    before = ClientRetryPolicy.safe_codes
    ClientRetryPolicy.safe_codes = frozenset(before)
    yield
    ClientRetryPolicy.safe_codes = before


@dataclass(frozen=True, slots=True)
class Ours:
    """Groundwork's edge, and where Teams is."""

    edge: Edge
    where: str

    async def taken(self, body: bytes) -> float:
        """The seconds from an activity, which is signed now, until it is answered."""
        told, signed = body.replace(_HERE.encode(), self.where.encode()), token(APP, self.where)
        begun = perf_counter()
        claims = await self.edge.gate.claims(f"Bearer {signed}")
        answer = await self.edge.taken(told, claims)
        json.dumps(answer.body)
        return _if_fine(perf_counter() - begun, answer.status)


@dataclass(frozen=True, slots=True)
class Floor:
    """The SDK's own adapter, whose turn runs the SQL alone."""

    adapter: CloudAdapter
    storage: BareStore

    async def taken(self, body: bytes, ran: tuple[Transaction, ...]) -> float:
        """The seconds from an activity until it is answered."""

        async def turn(context: TurnContext) -> None:
            await self.storage.replay(ran)
            response = InvokeResponse(status=200, body={"statusCode": 200})
            said = Activity(type=ActivityTypes.invoke_response, value=response)
            await context.send_activity(said)

        begun = perf_counter()
        activity = Activity().deserialize(json.loads(body))
        answer = await self.adapter.process_activity("", activity, turn)
        json.dumps(answer and answer.body)
        return perf_counter() - begun


def _if_fine(took: float, status: int) -> float:
    if status != 200:
        raise AssertionError(f"not taken: {status}")
    return took


@asynccontextmanager
async def _microsoft() -> AsyncIterator[str]:
    """All of Microsoft that is asked: its keys, our token, and who is in the team."""
    answers: dict[str, Any] = {
        "keys": Keyring().document(),
        "token": {"access_token": "a-token", "expires_in": 3600},
        "pagedmembers": {"members": [{"id": "29:priya", "aadObjectId": "priya"}]},
    }

    async def answer(request: web.Request) -> web.Response:
        keys = {"issuer": ISSUER, "jwks_uri": f"http://{request.host}/keys"}
        asked_for = request.path.rpartition("/")[2]
        return web.json_response(answers.get(asked_for, keys))

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with listening(app, "127.0.0.1", 0) as address:
        yield address


@asynccontextmanager
async def _running(url: str) -> AsyncIterator[tuple[Program, "Ours"]]:
    """The program, and the way in to it; nobody delivers."""
    async with _microsoft() as address:
        teams = Teams(APP, "a-secret", TENANT, f"{address}/openid", address, "19:t@thread.tacv2")
        settings = Settings(database_url=url, teams=teams)
        async with (
            opened(settings, real=lambda: AT) as program,
            teams_of(
                teams, settings.network, program.book.words, "Our council", program.store
            ) as app,
        ):
            edge = app.edge(program.meters.bot(program.bot), program.clock.now)
            yield program, Ours(edge, f"{address}/uk/")


async def recorded(url: str, people: int) -> list[Step]:
    """What so many people say and press until all is answered, one after the other."""
    async with _running(url) as (program, send):
        with noting() as notes:
            return [step for n in range(people) async for step in _told(n, program, send, notes)]


async def _told(person: int, program: Program, send: "Ours", notes: Notes) -> AsyncIterator[Step]:
    user, kind, turn = f"p{person}", FIRST, 0
    body = _line(user, text(person))
    while True:
        notes.taken()
        await send.taken(body)
        ran = notes.taken()
        question = await asked(Identity("teams", user, "Dean Marsh"), program)
        yield Step(kind if question else LAST, body, ran)
        if question is None:
            return
        kind, turn = ANSWER, turn + 1
        body = _press(user, turn, *pressed(question, person))


def _activity(user: str, turn: int, **more: object) -> bytes:
    told = {
        "id": f"{turn}",
        "timestamp": "2026-12-08T09:38:00.0000000Z",
        "channelId": "msteams",
        "serviceUrl": _HERE,
        "from": {"id": f"29:{user}", "aadObjectId": user, "name": "Dean Marsh"},
        "recipient": {"id": f"28:{APP}", "name": "Groundwork"},
        "conversation": {"id": f"a:{user}", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
    }
    return json.dumps(told | more).encode()


def _line(user: str, said: str) -> bytes:
    return _activity(user, 0, type="message", text=said, textFormat="plain")


def _press(user: str, turn: int, event: Event, label: str) -> bytes:
    data = {"press": press_to_text(event)}
    action = {"type": "Action.Execute", "title": label, "verb": "Chose", "data": data}
    value = {"action": action, "trigger": "manual"}
    return _activity(user, turn, type="invoke", name="adaptiveCard/action", value=value)


async def timed(steps: list[Step], fresh: Fresh) -> list[Times]:
    """Every activity in Groundwork, then in the SDK with the SQL alone."""
    storage = bare(fresh())
    anonymous = SimpleNamespace(APP_ID="", APP_PASSWORD="")
    try:
        with patched():
            adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(anonymous))
            floor = Floor(adapter, storage)
            async with _running(fresh()) as (_, ours):
                return [
                    Times(
                        each.kind,
                        await ours.taken(each.body),
                        await floor.taken(each.body, each.turn),
                    )
                    for each in steps
                ]
    finally:
        storage.close()


def costs(database: str, times: list[Times], at_most: float) -> Iterator[Cost]:
    """The answer keeps the bar; the others are told."""
    for kind in (ANSWER, LAST, FIRST):
        of_kind = [each for each in times if each.kind == kind]
        ours = milliseconds(each.ours for each in of_kind)
        floor = milliseconds(each.floor for each in of_kind)
        bar = at_most if kind == ANSWER else None
        yield Cost(f"{database}: {kind} from Teams, over the SDK and SQL", ours, floor, at_most=bar)


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
