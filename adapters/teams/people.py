"""Who is in the digital team, and what people are called: asked of Teams, and kept a while."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.pausing import Pause, Seconds
from adapters.teams.calling import FAILED, Failed
from adapters.teams.channel import TeamsChannel
from adapters.teams.connector import Connector
from adapters.teams.inbound import key_of
from adapters.teams.places import PLATFORM, direct
from adapters.teams.references import References
from bot.people import Identity
from bot.ports import Later, Unavailable

log = logging.getLogger(__name__)

TEAM_KEPT_S = 300
"""Who has left the team may still look for so long; decisions are asked about anew."""


class TeamsMembers:
    """Who is in the digital team's channel: everybody of the team that it belongs to."""

    def __init__(
        self, connector: Connector, references: References, channel: str, seconds: Seconds
    ) -> None:
        self._connector = connector
        self._references = references
        self._channel = channel
        self._pause = Pause(seconds, TEAM_KEPT_S)
        self._members: Mapping[str, str] = {}

    async def has(self, who: Identity, *, now: bool = False) -> bool:
        """Whether this person is in it; asked of Teams at once, where `now` is asked for.

        Where Teams does not answer, what was last known serves for what is no decision. Raises
        Unavailable for a decision.
        """
        if now or self._pause.is_over:
            await self._ask(needed=now)
        return who.platform == PLATFORM and who.key in self._members

    def name(self, key: str) -> str:
        """What somebody of the team is called, as far as it was told."""
        return self._members.get(key, "")

    async def _ask(self, *, needed: bool) -> None:
        roster = await self._references.roster(self._channel)
        if roster is None:
            return  # nobody of the tenant was heard of yet
        try:
            told = await self._connector.members(*roster)
        except FAILED as failed:
            log.warning("members not told", exc_info=True)
            self._pause.failed(failed.retry_after if isinstance(failed, Failed) else None)
            if needed:
                raise Unavailable("Teams does not say who is in the team’s channel.") from failed
            return
        self._members = {key_of(one): _name(one) for one in told if one.get("id")}
        self._pause.answered()


@dataclass(frozen=True, slots=True)
class Names:
    """What people are called who were named in a form, of whom Teams tells an id alone."""

    members: TeamsMembers
    connector: Connector
    channel: TeamsChannel

    async def of(self, key: str) -> str:
        """Their name; none of whoever cannot be written to, and keeps the name we knew, if any.

        Teams tells names in a chat of theirs with us, which is opened if there is none yet.
        """
        if name := self.members.name(key):
            return name
        try:
            at = await self.channel.there(direct(key))
            told = await self.connector.members(at.service_url, at.conversation)
        except (*FAILED, Later):
            log.warning("name not told", exc_info=True)
            return ""
        return next((_name(one) for one in told if one.get("id") and key_of(one) == key), "")


def _name(member: Mapping[str, Any]) -> str:
    return " ".join(str(member.get("name") or "").split())
