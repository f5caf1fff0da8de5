"""A tenant of Teams on paper: the connector's REST surface, who gives out tokens, and keys.

What Groundwork posts is kept by conversation; a test can ask for trouble.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from aiohttp import web

from adapters.http import listening
from tests.teams.keys import ISSUER, Keyring
from tests.teams.limits import faults, on_the_way

Json = dict[str, Any]

APP_ID = "11111111-2222-4333-8444-555555555555"
TENANT_ID = "99999999-8888-4777-8666-555555555555"
SECRET = "a-client-secret"
BOT = f"28:{APP_ID}"
TEAM = "19:digital@thread.tacv2"
DIGITAL = "19:digital-requests@thread.tacv2"
ALL_STAFF = "19:all-staff@thread.tacv2"
_LARGEST = 4 * 1024 * 1024


def person(name: str) -> str:
    """The id in the directory of somebody in a script: Dean, or page:dean."""
    return str(uuid5(NAMESPACE_URL, name.removeprefix("page:").lower()))


def account(key: str) -> str:
    """The id that Teams gives a person for this bot."""
    return f"29:{key}"


@dataclass(slots=True)
class Posted:
    """An activity that stands in a conversation."""

    id: str
    conversation: str
    activity: Json


@dataclass(frozen=True, slots=True)
class Call:
    """A call of Groundwork's: the method and path, and what it said."""

    what: str
    said: Json


@dataclass(slots=True)
class Trouble:
    """What happens to the next calls whose method and path have this in them.

    With no `status` the connection is cut: before the call is done, or `after` it.
    """

    what: str
    status: int = 0
    code: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    times: int = 1
    after: bool = False


@dataclass(slots=True)
class Held:
    """The next calls whose method and path have this in them wait.

    Then they go nowhere, or on if it `goes_on`.
    """

    what: str
    met: asyncio.Event = field(default_factory=asyncio.Event)
    let_go: asyncio.Event = field(default_factory=asyncio.Event)
    goes_on: bool = False


@dataclass(slots=True)
class Tenant:
    """What stands in Teams, and what Groundwork asked of it."""

    address: str = ""
    region: str = "uk"
    keyring: Keyring = field(default_factory=Keyring)
    posted: dict[str, list[Posted]] = field(default_factory=dict)
    staff: dict[str, str] = field(default_factory=dict)
    team: dict[str, str] = field(default_factory=dict)
    guests: set[str] = field(default_factory=set)
    strangers: set[str] = field(default_factory=set)
    channels: list[Json] = field(default_factory=lambda: [{"id": DIGITAL, "name": "Requests"}])
    refuses: dict[str, str] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    heard: asyncio.Condition = field(default_factory=asyncio.Condition)
    ids: Any = field(default_factory=lambda: count(1))

    @property
    def service_url(self) -> str:
        """Where the tenant is served from."""
        return f"{self.address}/{self.region}/"

    def settings(self) -> dict[str, str]:
        """What whoever runs Groundwork in this tenant has set in the environment."""
        return {
            "MICROSOFT_APP_ID": APP_ID,
            "MICROSOFT_APP_PASSWORD": SECRET,
            "MICROSOFT_APP_TENANT_ID": TENANT_ID,
            "GROUNDWORK_TEAMS__OPENID_URL": f"{self.address}/openid",
            "GROUNDWORK_TEAMS__LOGIN_URL": f"{self.address}/login",
            "GROUNDWORK_TEAMS__TEAM_CHANNEL": DIGITAL,
        }

    def there(self, conversation: str) -> list[Posted]:
        """What stands in a conversation, and in the threads of a channel, oldest first."""
        found = [
            one
            for key, every in self.posted.items()
            if key.partition(";")[0] == conversation
            for one in every
        ]
        return sorted(found, key=lambda one: int(one.id))

    def made(self, what: str) -> list[Call]:
        """The calls so far whose method and path have this in them."""
        return [call for call in self.calls if what in call.what]

    def attach(self, app: web.Application) -> None:
        app.middlewares.append(self._noted)
        app.router.add_get("/openid", self._openid)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/login/{tenant}/oauth2/v2.0/token", self._login)
        app.router.add_post("/{region}/v3/conversations", self._create)
        there = "/{region}/v3/conversations/{conversation}"
        app.router.add_post(f"{there}/activities", self._post)
        app.router.add_put(f"{there}/activities/{{activity}}", self._update)
        app.router.add_get(f"{there}/pagedmembers", self._members)
        app.router.add_get("/{region}/v3/teams/{team}/conversations", self._channels)

    @web.middleware
    async def _noted(self, request: web.Request, handler: Callable[..., Any]) -> web.StreamResponse:
        said = await request.json() if request.content_type == "application/json" else {}
        what = f"{request.method} {request.path}"
        if message := said.get("activity") or (said if "/activities" in what else None):
            self.faults += [*faults(message), *on_the_way(await request.read())]
            self.faults += [] if request.charset else ["nothing says how it is encoded"]
        if held := next((one for one in self.held if one.what in what), None):
            held.met.set()
            await held.let_go.wait()
            if not held.goes_on:
                return _failed(request, Trouble(what))
        trouble = next((one for one in self.troubles if one.what in what and one.times), None)
        if trouble:
            trouble.times -= 1
        if trouble and not trouble.after:
            return _failed(request, trouble)
        if "/v3/" in what and not self._is_signed(request):
            return web.json_response({"error": {"code": "Unauthorized"}}, status=401)
        answer: web.StreamResponse = await handler(request)
        async with self.heard:
            self.calls.append(Call(what, said))
            self.heard.notify_all()
        return _failed(request, trouble) if trouble else answer

    def _is_signed(self, request: web.Request) -> bool:
        return request.headers.get("Authorization", "").removeprefix("Bearer ") in self.tokens

    async def _openid(self, _: web.Request) -> web.Response:
        return web.json_response({"issuer": ISSUER, "jwks_uri": f"{self.address}/keys"})

    async def _keys(self, _: web.Request) -> web.Response:
        return web.json_response(self.keyring.document())

    async def _login(self, request: web.Request) -> web.Response:
        form = await request.post()
        if (form["client_id"], form["client_secret"]) != (APP_ID, SECRET):
            return web.json_response({"error": "invalid_client"}, status=401)
        assert request.match_info["tenant"] == TENANT_ID
        self.tokens.append(f"token-{next(self.ids)}")
        return web.json_response({"access_token": self.tokens[-1], "expires_in": 3600})

    async def _create(self, request: web.Request) -> web.Response:
        said = await request.json()
        if not said.get("isGroup"):
            key = said["members"][0]["id"]
            return self._refusal(key) or web.json_response({"id": f"a:{key}"}, status=201)
        channel = said["channelData"]["channel"]["id"]
        if refusal := self._refusal(channel):
            return refusal
        number = str(next(self.ids))
        thread = f"{channel};messageid={number}"
        self.posted[thread] = [Posted(number, thread, said["activity"])]
        return web.json_response({"id": thread, "activityId": number}, status=201)

    async def _post(self, request: web.Request) -> web.Response:
        conversation = request.match_info["conversation"]
        key = conversation.removeprefix("a:").partition(";")[0]
        if refusal := self._refusal(key):
            return refusal
        posted = Posted(str(next(self.ids)), conversation, await request.json())
        self.posted.setdefault(conversation, []).append(posted)
        return web.json_response({"id": posted.id}, status=201)

    async def _update(self, request: web.Request) -> web.Response:
        every = self.posted.get(request.match_info["conversation"], [])
        found = [one for one in every if one.id == request.match_info["activity"]]
        if not found:
            return web.json_response({"error": {"code": "ActivityNotFound"}}, status=404)
        found[0].activity = await request.json()
        return web.json_response({"id": found[0].id})

    async def _members(self, request: web.Request) -> web.Response:
        """A few on each page, so that there is more than one."""
        chat = request.match_info["conversation"].removeprefix("a:")
        if refusal := self._refusal(chat):
            return refusal
        there = {key: name for key, name in self.staff.items() if key == chat} or self.team
        every = [self._member(key, name) for key, name in there.items()]
        first = int(request.query.get("continuationToken", "0"))
        more = {"continuationToken": str(first + 2)} if len(every) > first + 2 else {}
        return web.json_response({"members": every[first : first + 2], **more})

    def _member(self, key: str, name: str) -> Json:
        tenant = "another" if key in self.strangers else TENANT_ID
        role = "guest" if key in self.guests else "user"
        known = {"id": account(key), "aadObjectId": key, "name": name}
        return {**known, "tenantId": tenant, "userRole": role}

    async def _channels(self, request: web.Request) -> web.Response:
        assert request.match_info["team"] == TEAM
        return web.json_response({"conversations": self.channels})

    def _refusal(self, key: str) -> web.Response | None:
        code = self.refuses.get(key)
        body = {"error": {"code": code, "message": "no"}}
        return web.json_response(body, status=403) if code else None


def _failed(request: web.Request, trouble: Trouble) -> web.StreamResponse:
    if trouble.status:
        body = {"error": {"code": trouble.code, "message": "no"}}
        return web.json_response(body, status=trouble.status, headers=dict(trouble.headers))
    if request.transport:
        request.transport.close()
    return web.Response()


@asynccontextmanager
async def tenant_there(port: int = 0) -> AsyncIterator[Tenant]:
    """A tenant, listening. At the end nothing that was posted may have been over a limit."""
    tenant = Tenant()
    app = web.Application(client_max_size=_LARGEST)
    tenant.attach(app)
    async with listening(app, "127.0.0.1", port) as address:
        tenant.address = address
        yield tenant
    assert tenant.faults == []
