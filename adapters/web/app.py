"""The local page: what it serves, and what it hands to the bot."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from aiohttp import web

from adapters.web import inbound, lines
from adapters.web.clock import MOVES, PageClock, Tick
from adapters.web.guard import HEADERS, body_of, guarded, sentence
from adapters.web.hub import CLOSED, Hub, News
from adapters.web.month import PageStage, play_month
from adapters.web.people import PEOPLE, Someone, all_places, someone_called, someone_named
from adapters.web.playing import ScriptFailed
from adapters.web.record import Record, next_number
from adapters.web.render import Renderer, in_words
from bot.events import Found, Incoming, Look
from bot.messages import Answer, Done, Invalid, Open, Quiet, Show, View, text_of
from bot.people import Identity, Place
from bot.ports import Posted
from bot.working_days import WorkingDays

_STATIC = Path(__file__).parent / "static"
_FILES = frozenset({"page.css", "page.js", "mark.svg"})
_MOST_SHOWN = 200
_A_YEAR_S = 31_536_000
_HEARTBEAT_S = 15


class Bot(Protocol):
    """What the page needs of the bot."""

    async def handle(self, incoming: Incoming) -> Answer:
        """Take one event to its consequences."""
        ...

    async def show(self, look: Look, who: Identity, place: Place, at: datetime) -> View:
        """Show something; nothing happens by it."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What the page is made of. `tick` also delivers what it led to, `deliver` all there is."""

    bot: Bot
    record: Record
    clock: PageClock
    hub: Hub
    tick: Tick
    deliver: Callable[[], Awaitable[None]]
    days: WorkingDays


class Page:
    """The page in a browser."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._draw = Renderer()
        self._one_at_a_time = asyncio.Lock()

    def attach(self, app: web.Application) -> None:
        """Add the page to a server."""
        app.add_routes(
            [
                web.get("/", guarded(self._home)),
                web.get("/page/static/{name}", guarded(self._file)),
                web.get("/page/messages", guarded(self._messages)),
                web.get("/page/latest", guarded(self._latest)),
                web.get("/page/events", guarded(self._events)),
                *(web.post(f"/page/{name}", guarded(act)) for name, act in self._acts()),
            ]
        )
        app.on_shutdown.append(self._close)

    def _acts(self) -> tuple[tuple[str, Callable[[web.Request], Awaitable[web.Response]]], ...]:
        return (
            ("say", self._say),
            ("press", self._press),
            ("fill", self._fill),
            ("find", self._find),
            ("clock", self._move_clock),
            ("example", self._play_example),
            ("restart", self._start_again),
        )

    async def _close(self, _: web.Application) -> None:
        self._parts.hub.close()

    # Looking

    async def _home(self, request: web.Request) -> web.Response:
        someone = _you(request)
        place = someone.place(request.query.get("place", "")) or someone.direct
        posted = await self._posted(place)
        now = self._parts.clock.now()
        version = _version(posted, now.date())
        html = self._draw.page(someone, place, posted, now, version)
        response = web.Response(text=html, content_type="text/html")
        response.set_cookie("you", someone.key, max_age=_A_YEAR_S, httponly=True, samesite="Strict")
        return response

    async def _file(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        return web.FileResponse(_STATIC / name) if name in _FILES else web.Response(status=404)

    async def _messages(self, request: web.Request) -> web.Response:
        """The messages of a place, or 204 where they are still the version given as `after`."""
        someone = _you(request)
        place = someone.place(request.query.get("place", ""))
        if place is None:
            return sentence(403, f"{someone.name} is not in that channel.")
        posted, now = await self._posted(place), self._parts.clock.now()
        version = _version(posted, now.date())
        headers = {"X-Page-Version": version, "X-Page-Now": in_words(now)}
        if request.query.get("after") == version:
            return web.Response(status=204, headers=headers)
        html = self._draw.messages(someone, place, posted, now)
        return web.Response(text=html, content_type="text/html", headers=headers)

    async def _latest(self, _: web.Request) -> web.Response:
        """The number of the latest message of each place, 0 where there is none."""
        latest = {place.key: await self._posted(place, 1) for place in all_places()}
        return web.json_response({key: max_id(posted) for key, posted in latest.items()})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=HEADERS | {"Content-Type": "text/event-stream"})
        # A page that was closed cannot be written to, which is how its listening ends.
        with self._parts.hub.listening() as news, suppress(ConnectionResetError):
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n")
            while (told := await _next(news)) != CLOSED:
                await response.write(told.as_event())
        return response

    async def _posted(self, place: Place, limit: int = _MOST_SHOWN) -> tuple[Posted, ...]:
        return await self._parts.record.transact(lambda rows: rows.posted(place, limit))

    # Acting

    async def _say(self, request: web.Request) -> web.Response:
        return await self._take(request, inbound.said)

    async def _press(self, request: web.Request) -> web.Response:
        return await self._take(request, inbound.pressed)

    async def _fill(self, request: web.Request) -> web.Response:
        return await self._take(request, inbound.filled)

    async def _find(self, request: web.Request) -> web.Response:
        return await self._take(request, inbound.sought)

    async def _take(self, request: web.Request, read: inbound.Read) -> web.Response:
        body = await body_of(request)
        if isinstance(body, web.Response):
            return body
        try:
            act = read(body, self._parts.clock.now())
        except inbound.Unreadable as why:
            return sentence(400, str(why))
        answer = await self._answer(act)
        if answer is None:
            return sentence(404, "That message is not here any more. Load the page again.")
        return web.json_response(self._as_json(answer))

    async def _answer(self, act: inbound.Act) -> Answer | None:
        """What the bot answers; nothing where the message that was sought is not there."""
        match act:
            case inbound.Looked(look, who, place, at):
                return await self._parts.bot.show(look, who, place, at)
            case inbound.Sought():
                return await self._open_found(act)
            case _:
                answer = await self._taken(act)
                self._parts.hub.notify(act.place)
                return answer

    async def _taken(self, act: Incoming | lines.Chatted) -> Answer:
        if isinstance(act, Incoming):
            return await self._parts.bot.handle(act)
        await lines.keep(act, self._parts.record)
        return Done()

    async def _open_found(self, act: inbound.Sought) -> View | None:
        """Who wrote the message, and what, is read where it stands, never from the browser."""
        for posted in await self._posted(act.place):
            author = someone_named(posted.author)
            if posted.id == act.message and author:
                found = Found(author.person, lines.without_mention(text_of(posted.message)))
                return await self._parts.bot.show(found, act.who, act.place, act.at)
        return None

    def _as_json(self, answer: Answer) -> Mapping[str, object]:
        match answer:
            case Open(dialog):
                return {"dialog": self._draw.dialog(dialog)}
            case Invalid(errors):
                return {"errors": errors}
            case Show(message):
                return {"show": self._draw.message(message)}
            case Quiet(message):
                return {"quiet": self._draw.message(message)}
            case Done():
                return {}

    # The clock, the example month, and starting again

    async def _move_clock(self, request: web.Request) -> web.Response:
        body = await body_of(request)
        if isinstance(body, web.Response):
            return body
        move = body.get("to")
        if not isinstance(move, str) or move not in MOVES:
            return sentence(400, f"The clock can move to: {', '.join(MOVES)}.")
        return await self._alone(lambda: self._walk(move))

    async def _walk(self, move: str) -> None:
        clock = self._parts.clock
        await clock.move(clock.after(move), self._parts.tick, self._progress)

    async def _play_example(self, request: web.Request) -> web.Response:
        return await self._alone(self._month)

    async def _month(self) -> None:
        """On a page without requests: beside such as it plays it would stop half-way."""
        parts = self._parts
        if await next_number(parts.record) > 1:
            raise ScriptFailed("there are requests here already")
        if await parts.record.transact(lambda rows: rows.unfinished()):
            raise ScriptFailed("somebody has a request under way, or a question to answer")
        stage = PageStage(
            parts.bot, parts.record, parts.clock, parts.tick, parts.deliver, self._progress
        )
        await play_month(stage, parts.days, first=1)

    async def _start_again(self, request: web.Request) -> web.Response:
        return await self._alone(self._forget)

    async def _forget(self) -> None:
        await self._parts.record.transact(lambda rows: rows.forget_everything())
        await self._parts.clock.reset()
        self._parts.hub.tell(News("restarted"))

    async def _alone(self, do: Callable[[], Awaitable[None]]) -> web.Response:
        if self._one_at_a_time.locked():
            return sentence(409, "The clock is still moving. Wait until it has arrived.")
        async with self._one_at_a_time:
            try:
                await do()
            except ScriptFailed as why:
                return sentence(409, f"The month needs an empty page: {why}. Start again first.")
        for place in all_places():
            self._parts.hub.notify(place)
        return web.json_response({"now": in_words(self._parts.clock.now())})

    def _progress(self, done: int, of: int) -> None:
        now = in_words(self._parts.clock.now())
        self._parts.hub.tell(News("clock", {"now": now, "done": done, "of": of}))


def max_id(posted: tuple[Posted, ...]) -> int:
    """The highest number among these, 0 if there are none."""
    return max((each.id for each in posted), default=0)


def _you(request: web.Request) -> Someone:
    key = request.query.get("you") or request.cookies.get("you", "")
    return someone_called(key) or PEOPLE[0]


def _version(posted: tuple[Posted, ...], today: date) -> str:
    return hashlib.sha256(repr((posted, today)).encode("utf-8", "replace")).hexdigest()[:16]


async def _next(news: asyncio.Queue[News]) -> News:
    try:
        return await asyncio.wait_for(news.get(), _HEARTBEAT_S)
    except TimeoutError:
        return News("beat")
