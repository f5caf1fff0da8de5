"""`check`, of Teams: whether its registration, channels and roster are as they have to be."""

from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

from adapters.findings import Checked, Found, checked
from adapters.teams.calling import FAILED, Failed, calls_of
from adapters.teams.connector import Connector, Tokens
from adapters.teams.edge import PATH
from adapters.teams.inbound import key_of
from adapters.teams.places import PLATFORM, channel, direct
from adapters.teams.references import References
from bot.platforms import Network, Teams
from bot.ports import Store

Answer = TypeVar("Answer")
Json = Mapping[str, Any]

_INSTALL = (
    "In Teams, under Apps, open Groundwork, choose Add to a team, and the digital team’s. Then "
    "mention it in the channel."
)
_NOT_REACHED = "Check [network] proxy and ca_bundle, and that this machine may reach {address}."
_COPY_IT = (
    "Make a new client secret of the registration, copy its value (not its id), and set "
    "MICROSOFT_APP_PASSWORD. Check MICROSOFT_APP_ID and MICROSOFT_APP_TENANT_ID too."
)
_OTHERWISE = "Tell them in another way, or ask them to add Groundwork again."
_NEVER_WROTE = "{person} has no chat with Groundwork, so nothing reaches them."
_WRITE_ONCE = "Check the id, and let them write to Groundwork once."
_MOST_LOOKED_AT = 200
_ANOTHER_CHANNEL = "Name a standard channel of a team that only the digital team is in."


def _wrong(where: str, what: str, mend: str) -> Found:
    return Found("Teams", where, what, mend)


async def check(
    teams: Teams,
    network: Network,
    deciders: Iterable[str],
    people: Mapping[str, str],
    store: Store,
) -> Checked:
    """Ask Microsoft about everything that is set, and about these people. Nothing is posted.

    `people` are names by their ids in the directory.
    """
    async with calls_of(network) as calls:
        connector = Connector(calls, Tokens(calls, teams, monotonic))
        asked = _Asked(connector, References(store), teams, people)
        return await checked(_of_everything(asked, tuple(deciders)))


@dataclass(frozen=True, slots=True)
class _Asked:
    connector: Connector
    references: References
    teams: Teams
    people: Mapping[str, str]

    async def roster(self, key: str) -> list[Json]:
        """Who may read a channel. Raises what a call raises."""
        asked = await self.references.roster(key)
        return await self.connector.members(*asked) if asked else []


async def _of_everything(asked: _Asked, deciders: tuple[str, ...]) -> AsyncIterator[Found | str]:
    async for each in _of_keys(asked):
        yield each
    _, failed = await _tried(asked.connector.tokens.headers())
    if failed:
        yield _of_token(asked.teams, failed)
        return
    yield _token_is_fine(asked.teams)
    if await asked.references.latest() is None:
        yield _wrong("team_channel", "Teams has told us nothing yet.", _INSTALL)
        return
    async for each in _of_team(asked, deciders):
        yield each
    if asked.teams.digest_channel not in ("", asked.teams.team_channel):
        yield await _of_digest(asked)
    async for each in _of_people(asked):
        yield each


async def _tried(asking: Awaitable[Answer]) -> tuple[Answer | None, str]:
    """The answer, or the name of what is wrong; "unreached" where there is no answer."""
    try:
        return await asking, ""
    except Failed as failed:
        return None, str(failed)
    except FAILED as failed:
        return None, f"unreached: {type(failed).__name__}"


async def _of_keys(asked: _Asked) -> AsyncIterator[Found | str]:
    if asked.teams.anonymous:
        yield "Teams: anonymous. Whatever this machine sends is taken: for tests alone."
        return
    address = asked.teams.openid_url
    _, failed = await _tried(asked.connector.calls.get(address))
    if failed:
        mend = _NOT_REACHED.format(address=address)
        yield _wrong(
            "openid_url", f"The keys that sign what arrives are not there ({failed}).", mend
        )
    else:
        yield f"Teams: its activities are awaited at {PATH}, and their keys are there."


def _of_token(teams: Teams, failed: str) -> Found:
    if "login" in failed and failed.startswith("401"):
        return _wrong("app_password", f"Microsoft gives us no token ({failed}).", _COPY_IT)
    mend = _NOT_REACHED.format(address=teams.login_url)
    return _wrong("login_url", f"Microsoft gives us no token ({failed}).", mend)


def _token_is_fine(teams: Teams) -> str:
    if teams.anonymous:
        return "Teams: no token is needed."
    return (
        "Teams: the registration holds. Teams does not tell when its secret expires: keep the day "
        "in a calendar."
    )


async def _of_team(asked: _Asked, deciders: tuple[str, ...]) -> AsyncIterator[Found | str]:
    """Who is in it may decide, so it is a standard channel, and they are all ours."""
    key = asked.teams.team_channel
    members, failed = await _tried(asked.roster(key))
    if members is None:
        what = f"Teams does not show us who is in {key} ({failed})."
        yield _wrong("team_channel", what, _INSTALL)
        return
    yield await _of_kind(asked, key)
    for each in _of_members(asked.teams, members, deciders):
        yield each


async def _of_kind(asked: _Asked, key: str) -> Found | str:
    at = await asked.references.of(channel(key))
    if at is None or not at.team:
        return f"Teams: the kind of {key} was not looked at. Mention Groundwork in it once."
    channels, failed = await _tried(asked.connector.channels(at.service_url, at.team))
    if channels is None:
        return _wrong("team_channel", f"Teams does not show us its team ({failed}).", _INSTALL)
    found = next((one for one in channels if one.get("id") == key), None)
    if found is None:
        return _wrong("team_channel", f"{key} is no channel of the team it was.", _ANOTHER_CHANNEL)
    name, kind = found.get("name") or "General", str(found.get("type") or "standard")
    if kind != "standard":
        return _wrong("team_channel", f"‘{name}’ is a {kind} channel.", _ANOTHER_CHANNEL)
    return f"Teams: the digital team’s channel is ‘{name}’."


def _of_members(
    teams: Teams, members: list[Json], deciders: tuple[str, ...]
) -> Iterable[Found | str]:
    keys = frozenset(map(key_of, members))
    strangers = [one for one in members if one.get("tenantId") not in (None, "", teams.tenant_id)]
    if not members:
        yield _wrong("team_channel", "Nobody is in it.", "Add the digital team: they may decide.")
    if strangers and teams.tenant_id:
        what = f"{len(strangers)} in it are of another organisation, and could decide."
        yield _wrong("team_channel", what, _ANOTHER_CHANNEL)
    for decider in deciders:
        platform, _, key = decider.partition(":")
        if platform == PLATFORM and key not in keys:
            what = f"{decider} is not in the digital team’s team, so they cannot decide."
            yield _wrong("deciders", what, "Add them to the team, or take them out.")
    guests = sum(one.get("userRole") == "guest" for one in members)
    also = f", {guests} of them guests" if guests else ""
    yield f"Teams: {len(members)} in the digital team’s team{also}, who may decide."


async def _of_people(asked: _Asked) -> AsyncIterator[Found | str]:
    """Whoever has removed or blocked the app is in no chat with it any more."""
    looked_at, found = 0, 0
    for key, name in list(asked.people.items())[:_MOST_LOOKED_AT]:
        at = await asked.references.of(direct(key))
        if at is None:
            if name == f"{PLATFORM}:{key}":  # an admin, of whom nothing is known but the setting
                yield _wrong("admins", _NEVER_WROTE.format(person=name), _WRITE_ONCE)
            continue  # they have no chat with us yet, so there is nothing to look at
        looked_at += 1
        _, failed = await _tried(asked.connector.members(at.service_url, at.conversation))
        if failed.startswith(("403", "404")):
            found += 1
            yield _wrong("people", f"Nothing reaches {name or key} ({failed}).", _OTHERWISE)
    if looked_at and not found:
        yield f"Teams: everybody can be reached who has something open ({looked_at} looked at)."


async def _of_digest(asked: _Asked) -> Found | str:
    key = asked.teams.digest_channel
    members, failed = await _tried(asked.roster(key))
    if members is None:
        return _wrong("digest_channel", f"Teams does not show us {key} ({failed}).", _INSTALL)
    return f"Teams: the digest goes to {key}, which {len(members)} read."
