"""Where each conversation is: what Teams last told of it, kept as the JSON that it was."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.teams.places import PLATFORM, channel, without_thread
from bot.people import Place
from bot.ports import Store, Work

Json = Mapping[str, Any]

_LATEST = f"{PLATFORM}:reference"
"""What was told last, of whichever conversation: it says where the whole tenant is."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a conversation is. `told` is raw, for the SDK drops some of what it has."""

    told: Json

    @property
    def service_url(self) -> str:
        """The address of the connector that serves it."""
        return str(self.told["serviceUrl"])

    @property
    def conversation(self) -> str:
        """The conversation's own id."""
        return str(self.told["conversation"]["id"])

    @property
    def bot(self) -> Json:
        """Who we are there."""
        return dict(self.told["bot"])

    @property
    def team(self) -> str:
        """The id of the team it is in, if it is in one."""
        return str(((self.told.get("channelData") or {}).get("team") or {}).get("id") or "")


@dataclass(frozen=True, slots=True)
class References:
    """The references there are. They outlive restarts, and follow where Teams moves to."""

    store: Store

    async def heard(self, place: Place, activity: Json, *, ours: bool) -> None:
        """Keep what an activity tells of where it comes from; of our tenant, if it is from it."""
        await self.keep(place, _reference(activity), ours=ours)

    async def keep(self, place: Place, told: Json, *, ours: bool = True) -> None:
        """Keep this of a place, and of the tenant where it is ours."""
        text = json.dumps(told, separators=(",", ":"), sort_keys=True)
        names = (_name(place), _LATEST) if ours else (_name(place),)

        def keep(work: Work) -> None:
            for name in names:
                if work.recall(name) != text:
                    work.remember(name, text)

        await self.store.transact(keep)

    async def of(self, place: Place) -> Reference | None:
        """Where a place is, or None while Teams has told nothing of it."""
        return await self._recall(_name(place))

    async def latest(self) -> Reference | None:
        """What was told last, or None while Teams has told nothing at all."""
        return await self._recall(_LATEST)

    async def roster(self, key: str) -> tuple[str, str] | None:
        """The address and conversation to ask who may read a channel; None before all is told.

        Everybody in a team may read its channels, so it is the team that is asked, if known.
        """
        at = await self.of(channel(key)) or await self.latest()
        team = at.team if at and at.conversation == key else ""
        return (at.service_url, team or key) if at else None

    async def _recall(self, name: str) -> Reference | None:
        text = await self.store.transact(lambda work: work.recall(name))
        return None if text is None else Reference(json.loads(text))


def _name(place: Place) -> str:
    return f"{PLATFORM}:reference:{place.room.key}"


def _reference(activity: Json) -> Json:
    """What of an activity is the same whoever speaks, and in whichever thread."""
    conversation, data = activity["conversation"], activity.get("channelData") or {}
    return {
        "serviceUrl": activity["serviceUrl"],
        "channelId": activity.get("channelId"),
        "bot": activity["recipient"],
        "conversation": {**conversation, "id": without_thread(str(conversation["id"]))},
        "channelData": {key: data[key] for key in ("tenant", "team", "channel") if key in data},
    }
