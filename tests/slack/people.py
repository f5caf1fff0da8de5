"""People who use a Slack: what they type, press and fill in, and what they see.

What the server has is done there; what it lacks (shortcuts, presses in a modal and on Home) is
sent to Groundwork as Slack would send it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic, time
from typing import Any
from uuid import uuid4

from aiohttp import FormData

from tests.slack.front import Front
from tests.slack.lines import EVENT, INTERACTIVE
from tests.slack.server import ALL_STAFF, APP_ID, BOT, HELPER, PEOPLE, TEAM_ID

Json = dict[str, Any]
_GIVES_UP_AFTER_S = 4.9
"""The server closes a window about which it hears nothing for 5 s, as on a machine that stalls."""

Values = Mapping[str, Mapping[str, Json]]


@dataclass(frozen=True, slots=True)
class Workspace:
    """What people do in Slack, and what there is to see."""

    front: Front

    # Typing

    async def say(self, user: str, text: str, channel: str = "", thread: str = "") -> str:
        """Post a line: in the direct message with Groundwork, or in a channel. Gives its `ts`.

        It is acknowledged when this returns.
        """
        said = {"channel": channel or user, "user": user, "text": text}
        done = await self._do("message", said | ({"thread_ts": thread} if thread else {}))
        return str(done["message"]["ts"])

    async def send_files(self, user: str, text: str, *names: str) -> None:
        """Post a line with files of these names to the direct message with Groundwork."""
        form = FormData({"channel": await self.direct(user), "user": user, "text": text})
        for name in names:
            form.add_field("file", b"what is in it", filename=name)
        address = f"{self.front.server.address}/_control/upload"
        async with self.front.session.post(address, data=form) as response:
            assert (await response.json())["ok"]

    async def edit(self, user: str, ts: str, text: str, channel: str = "") -> None:
        """Change a line of one's own."""
        there = channel or await self.direct(user)
        await self._do("edit-message", {"channel": there, "ts": ts, "user": user, "text": text})

    async def delete(self, user: str, ts: str, channel: str = "") -> None:
        """Take a line of one's own away."""
        there = channel or await self.direct(user)
        await self._do("delete-message", {"channel": there, "ts": ts, "user": user})

    async def command(self, user: str, text: str, channel: str = ALL_STAFF) -> None:
        """Type /groundwork and more."""
        said = {"channel": channel, "user": user, "command": "/groundwork", "text": text}
        await self._do("command", said)

    # Pressing

    async def press(
        self, user: str, message: Json, element: Json, option: Json | None = None
    ) -> None:
        """Press a button of a message, or choose an option of its menu."""
        action = pressed(element, option)
        where = {"channel": message["channel"], "messageTs": message["ts"]}
        await self._do("interact", where | {"user": user, "action": action})

    async def press_in_view(self, user: str, view: Json, element: Json) -> Any:
        """Press a button on Home or in a modal: the server leaves the view out, so we send it."""
        action = pressed(element, None) | {"action_ts": str(time())}
        about = {"container": {"type": "view", "view_id": view["id"]}, "actions": [action]}
        return await self._interact(user, {"type": "block_actions", "view": view, **about})

    async def shortcut(self, user: str, callback: str) -> Any:
        """Choose one of Groundwork's shortcuts, which can be done from everywhere."""
        return await self._interact(user, {"type": "shortcut", "callback_id": callback})

    async def message_shortcut(self, user: str, callback: str, message: Json) -> Any:
        """Choose one of Groundwork's shortcuts on somebody's message."""
        channel = {"id": message["channel"], "name": "all-staff"}
        about = {"message": message, "message_ts": message["ts"], "channel": channel}
        return await self._interact(
            user, {"type": "message_action", "callback_id": callback, **about}
        )

    async def _interact(self, user: str, payload: Json) -> Any:
        trigger = await self._trigger(user)
        basis = {
            "api_app_id": APP_ID,
            "token": "verification-token",
            "team": {"id": TEAM_ID, "domain": "northgate"},
            "user": {"id": user, "name": PEOPLE[user], "team_id": TEAM_ID},
            "is_enterprise_install": False,
            "action_ts": str(time()),
            "trigger_id": trigger["trigger_id"],
        }
        if payload["type"] == "message_action":
            basis["response_url"] = trigger["response_url"]
        return await self.front.deliver(INTERACTIVE, basis | payload)

    async def _trigger(self, user: str) -> Mapping[str, str]:
        """A trigger of the server's own: the other app gets one with a command."""
        name = str(uuid4())
        asked = {"channel": ALL_STAFF, "user": user, "command": "/trigger", "text": name}
        await self._do("command", asked | {"appId": HELPER})
        return self.front.triggers.pop(name)

    # Modals and Home

    async def home(self, user: str) -> Json:
        """Open the Home tab; what is on it then."""
        await self._do("open-home", {"user": user, "appId": APP_ID})
        found: Json = (await self._snapshot())["homeViews"][user][APP_ID]
        return found

    async def modal(self) -> Json | None:
        """The modal that is open, the topmost if there are several."""
        stack: list[Json] = (await self._snapshot())["modalStack"]
        return stack[-1] if stack else None

    async def submit(self, user: str, values: Values) -> dict[str, str]:
        """Submit the modal that is open. Gives the errors under its fields, if it stays open."""
        async with self.front.session.ws_connect(self._ui(), max_msg_size=0) as ui:
            await ui.receive_json()
            await ui.send_json({"t": "view_submit", "user": user, "values": values})
            given_up = monotonic() + _GIVES_UP_AFTER_S
            answered = False
            async for frame in ui:
                told = json.loads(frame.data)
                entry = told.get("entry", {})
                answered |= entry.get("direction") == "from_bot" and entry["kind"] != "web_api"
                over = answered or monotonic() > given_up
                if over and told["t"] in ("view", "view_errors"):
                    errors: dict[str, str] = told.get("errors", {})
                    answer = await self.front.submitted.get()
                    assert answered or not answer, f"too late to be shown: {answer}"
                    return errors
        raise AssertionError("the window of Slack was closed")

    async def close(self, user: str) -> None:
        """Close the modals that are open."""
        async with self.front.session.ws_connect(self._ui(), max_msg_size=0) as ui:
            await ui.receive_json()
            await ui.send_json({"t": "view_close", "user": user})
            while (await ui.receive_json())["t"] != "view":
                pass

    async def event(self, event: Json) -> Any:
        """An event that the server never sends, such as being asked into a channel."""
        body = {
            "token": "verification-token",
            "team_id": TEAM_ID,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{uuid4().hex[:10].upper()}",
            "event_time": int(time()),
            "authorizations": [{"team_id": TEAM_ID, "user_id": BOT, "is_bot": True}],
        }
        return await self.front.deliver(EVENT, body)

    # Looking

    async def messages(self, channel: str) -> list[Json]:
        """What stands in a channel, oldest first: everybody's, and what only one of them sees."""
        address = f"{self.front.server.address}/_control/messages/{channel}"
        async with self.front.session.get(address) as response:
            found: list[Json] = (await response.json())["messages"]
            return found

    async def direct(self, user: str) -> str:
        """The id of somebody's direct message with Groundwork."""
        address = f"{self.front.server.address}/api/conversations.open"
        async with self.front.session.post(address, data={"users": user}) as response:
            return str((await response.json())["channel"]["id"])

    async def told(self, user: str) -> list[Json]:
        """What Groundwork said to somebody in the direct message, oldest first."""
        there = await self.messages(await self.direct(user))
        return [message for message in there if message["user"] == BOT]

    async def _snapshot(self) -> Json:
        async with self.front.session.ws_connect(self._ui(), max_msg_size=0) as ui:
            state: Json = (await ui.receive_json())["state"]
            return state

    def _ui(self) -> str:
        return f"{self.front.server.address}/ui"

    async def _do(self, what: str, said: Mapping[str, Any]) -> Json:
        address = f"{self.front.server.address}/_control/{what}"
        async with self.front.session.post(address, json=said) as response:
            done: Json = await response.json()
        assert done["ok"], done
        return done


def pressed(element: Json, option: Json | None) -> Json:
    """What Slack tells of a press: the element, and what was chosen of it."""
    kept = {
        key: element[key] for key in ("type", "action_id", "block_id", "value") if key in element
    }
    shown = {"text": element["text"]} if "text" in element else {}
    return kept | shown | ({"selected_option": option} if option else {})
