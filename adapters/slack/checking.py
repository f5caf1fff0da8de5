"""`check`, of Slack: whether its tokens, permissions and channels are what Groundwork needs."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from time import time
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.findings import Checked, Found, checked
from adapters.slack import reaching
from adapters.slack.client import FAILED, client_of, error_of
from adapters.slack.people import Me
from adapters.slack.places import PLATFORM
from adapters.slack.scopes import NEEDED, OPTIONAL, Scope
from bot.platforms import Network, Slack, SlackMode

_MOST_MEMBERS = 1_000
_INVITE = "Type /invite @Groundwork in it, and check the id at the end of its details."
_COPY_IT = "In Slack’s settings of the app choose Install App, and copy the Bot User OAuth Token."
_MAKE_ANOTHER = (
    "In Basic Information make an App-Level Token with connections:write, and set SLACK_APP_TOKEN."
)
_NOT_REACHED = (
    "Check [network] proxy and ca_bundle, and that this machine may reach slack.com and, for a "
    "socket, wss-primary.slack.com."
)
_MOST_APART_S = 120
_SET_IT = (
    "Let it be set by NTP: signed requests more than 5 minutes old are refused, and what is due "
    "comes at the wrong time."
)
_OTHERWISE = "Tell them in another way, or name somebody else in their place."
_TO_CHECK_DIGESTS = "channels:read"


_ANOTHER = "Take it out of the archive, or name another channel."

_REFUSED: tuple[tuple[Callable[[Any], bool], tuple[str, str]], ...] = (
    (lambda one: bool(one.get("is_archived")), ("is archived.", _ANOTHER)),
    (
        lambda one: bool(one.get("is_im") or one.get("is_mpim")),
        ("is a direct message.", "Name a private channel."),
    ),
    (
        lambda one: not one.get("is_private"),
        (
            "is public: everybody could join it and decide.",
            "Make it private in its settings, or name a private channel.",
        ),
    ),
    (
        lambda one: bool(one.get("is_ext_shared") or one.get("is_pending_ext_shared")),
        (
            "is shared with another organisation, whose people could decide.",
            "Name a channel that is yours alone.",
        ),
    ),
    (lambda one: not one.get("is_member", True), ("does not have Groundwork in it.", _INVITE)),
)
"""What the team's channel may not be, and how to mend it."""


def _wrong(where: str, what: str, mend: str) -> Found:
    return Found("Slack", where, what, mend)


async def check(
    slack: Slack, network: Network, deciders: Iterable[str], people: Mapping[str, str]
) -> Checked:
    """Ask Slack about everything that is set, and about these people. Nothing is posted.

    `people` are names by their ids in Slack.
    """
    async with client_of(slack, network) as client:
        asked = _Asked(client, slack, people)
        return await checked(_of_everything(asked, tuple(deciders)))


@dataclass(frozen=True, slots=True)
class _Asked:
    client: AsyncWebClient
    slack: Slack
    people: Mapping[str, str] = field(default_factory=dict)

    async def answer(self, method: str, **said: Any) -> tuple[Any, str]:
        """Slack's answer, or the name of what is wrong; "unreached" where there is no answer."""
        try:
            return await self.client.api_call(method, params=said), ""
        except SlackApiError as failed:
            return failed.response, error_of(failed)
        except FAILED as failed:
            return None, f"unreached: {type(failed).__name__}"


async def _of_everything(asked: _Asked, deciders: tuple[str, ...]) -> AsyncIterator[Found | str]:
    me, error = await asked.answer("auth.test")
    if error:
        yield _of_token("bot_token", error, _COPY_IT)
        return
    yield f"Slack: {me['team']}, as {me['user']}."
    for found in _of_clock(me):
        yield found
    granted = _granted(me)
    for each in _of_scopes(granted):
        yield each
    async for each in _of_way_in(asked):
        yield each
    async for each in _of_team(asked, str(me["user_id"]), deciders):
        yield each
    if asked.slack.digest_channel not in ("", asked.slack.team_channel):
        async for each in _of_digest(asked):
            yield each
    async for each in _of_people(asked):
        yield each


async def _of_people(asked: _Asked) -> AsyncIterator[Found | str]:
    unreachable = reaching.unreachable(asked.client, Me(asked.client), asked.people)
    told = [f"{name} {why}, so nothing reaches them." async for name, why in unreachable]
    found = [_wrong("people", what, _OTHERWISE) for what in told]
    for each in found:
        yield each
    looked_at = min(len(asked.people), reaching.MOST_LOOKED_AT)
    if looked_at and not found:
        yield f"Slack: everybody can be reached who has something open ({looked_at} looked at)."


def _of_token(key: str, error: str, mend: str) -> Found:
    if error.startswith("unreached"):
        return _wrong("api_url", f"Slack does not answer ({error}).", _NOT_REACHED)
    return _wrong(key, f"Slack does not take this token ({error}).", mend)


def _of_clock(me: Any) -> Iterator[Found]:
    """Slack says what time it is with every answer."""
    try:
        ahead = time() - parsedate_to_datetime(_header(me, "date")).timestamp()
    except ValueError:
        return
    if abs(ahead) > _MOST_APART_S:
        apart = f"{abs(ahead) / 60:.0f} minutes {'ahead of' if ahead > 0 else 'behind'}"
        yield _wrong("clock", f"This machine’s clock is {apart} Slack’s.", _SET_IT)


def _header(me: Any, name: str) -> str:
    told = {each.lower(): value for each, value in me.headers.items()}
    return str(told.get(name, ""))


def _granted(me: Any) -> frozenset[str]:
    return frozenset(one.strip() for one in _header(me, "x-oauth-scopes").split(","))


def _of_scopes(granted: frozenset[str]) -> list[Found | str]:
    missing = [scope for scope in NEEDED if scope.name not in granted]
    also = [scope.name for scope in OPTIONAL if scope.name in granted]
    fine = f"Slack: every permission is there{', and ' + ', '.join(also) if also else ''}."
    return [*map(_missing, missing)] if missing else [fine]


def _missing(scope: Scope) -> Found:
    what = f"The permission {scope.name} is missing. It is needed {scope.why}."
    return _wrong("scopes", what, "Add it under OAuth & Permissions, and install the app again.")


async def _of_way_in(asked: _Asked) -> AsyncIterator[Found | str]:
    if asked.slack.mode is SlackMode.HTTP:
        yield (
            "Slack: its requests are awaited at /slack/events. Whether they arrive, Slack shows "
            "under Event Subscriptions."
        )
        return
    opening = _Asked(_with_token(asked.client, asked.slack.app_token), asked.slack)
    _, error = await opening.answer("apps.connections.open")
    yield (
        _of_token("app_token", error, _MAKE_ANOTHER) if error else "Slack: a socket can be opened."
    )


def _with_token(client: AsyncWebClient, token: str) -> AsyncWebClient:
    return AsyncWebClient(
        token=token,
        base_url=client.base_url,
        session=client.session,
        proxy=client.proxy,
        ssl=client.ssl,
        retry_handlers=[],
    )


async def _of_team(asked: _Asked, me: str, deciders: tuple[str, ...]) -> AsyncIterator[Found | str]:
    """Who is in it may decide, so it is private, ours alone, and we are in it."""
    key = asked.slack.team_channel
    told, error = await asked.answer("conversations.info", channel=key)
    if error:
        yield _wrong("team_channel", f"Slack does not show us {key} ({error}).", _INVITE)
        return
    channel = told["channel"]
    wrong = [found for refused, found in _REFUSED if refused(channel)]
    for what, mend in wrong:
        yield _wrong("team_channel", f"#{channel.get('name') or key} {what}", mend)
    if not wrong:
        async for each in _of_members(asked, channel, me, deciders):
            yield each


async def _of_members(
    asked: _Asked, channel: Any, me: str, deciders: tuple[str, ...]
) -> AsyncIterator[Found | str]:
    told, error = await asked.answer(
        "conversations.members", channel=asked.slack.team_channel, limit=_MOST_MEMBERS
    )
    members = frozenset(told["members"]) - {me} if not error else frozenset()
    if not members:
        what = (
            f"Nobody is in #{channel['name']} besides Groundwork{f' ({error})' if error else ''}."
        )
        yield _wrong("team_channel", what, "Ask the digital team in: who is in it may decide.")
    for decider in deciders:
        platform, _, key = decider.partition(":")
        if platform == PLATFORM and key not in members:
            what = f"{decider} is not in #{channel['name']}, so they cannot decide."
            yield _wrong("deciders", what, "Ask them into the channel, or take them out.")
    yield f"Slack: {len(members)} in #{channel['name']}, who may decide."


async def _of_digest(asked: _Asked) -> AsyncIterator[Found | str]:
    key = asked.slack.digest_channel
    told, error = await asked.answer("conversations.info", channel=key)
    if error == "missing_scope":
        yield f"Slack: {key} was not looked at. That needs {_TO_CHECK_DIGESTS}, where it is public."
    elif error:
        yield _wrong("digest_channel", f"Slack does not show us {key} ({error}).", _INVITE)
    elif told["channel"].get("is_archived"):
        yield _wrong("digest_channel", f"#{told['channel']['name']} is archived.", _ANOTHER)
    elif not told["channel"].get("is_member"):
        what = f"Groundwork is not in #{told['channel']['name']}."
        yield _wrong("digest_channel", what, _INVITE)
    else:
        yield f"Slack: the digest goes to #{told['channel']['name']}."
