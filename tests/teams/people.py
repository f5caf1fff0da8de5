"""People who use a Teams: what they type, press and fill in is sent as Teams sends it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from aiohttp import ClientSession

from tests.teams.keys import token
from tests.teams.limits import on_the_way
from tests.teams.tenant import ALL_STAFF, APP_ID, BOT, DIGITAL, TEAM, TENANT_ID, Tenant, account

Json = dict[str, Any]
US = {"id": BOT, "name": "Groundwork"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a request was answered with."""

    status: int
    body: Any


@dataclass(slots=True)
class People:
    """The people of a tenant. `groundwork` is where Groundwork listens."""

    tenant: Tenant
    session: ClientSession
    groundwork: str = ""
    names: dict[str, str] = field(default_factory=dict)
    sent: list[Json] = field(default_factory=list)

    # Typing

    async def say(self, who: str, text: str, channel: str = "", **more: Any) -> Reply:
        """Type a line: in the personal chat, or where Groundwork is mentioned in it."""
        return await self.send(self.line(who, text, channel, **more))

    def line(self, who: str, text: str, channel: str = "", **more: Any) -> Json:
        """A line, with its twin in HTML, as Teams has it."""
        twin = {"contentType": "text/html", "content": f"<div>{text}</div>"}
        said = {"type": "message", "text": text, "textFormat": "plain", "attachments": [twin]}
        mention = {"type": "mention", "text": "<at>Groundwork</at>", "mentioned": US}
        entities = [mention] if "<at>Groundwork</at>" in text else []
        return {**self._activity(who, channel), **said, "entities": entities, **more}

    async def quote(self, who: str, quoted: str, text: str) -> Reply:
        """Reply to a message of the personal chat, by its id: Teams quotes it."""
        block = (
            '<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" '
            f'itemid="{quoted}"><strong itemprop="mri">Groundwork</strong>'
            f'<p itemprop="preview">what was said</p></blockquote><p>{text}</p>'
        )
        twin = {"contentType": "text/html", "content": block}
        placed = f'<quoted messageId="{quoted}"/>{text}'
        return await self.say(who, placed, attachments=[twin])

    async def mention(self, who: str, text: str, channel: str = ALL_STAFF, **more: Any) -> Reply:
        """Mention Groundwork in a channel."""
        return await self.say(who, f"<at>Groundwork</at> {text}", channel, **more)

    async def send_files(self, who: str, text: str, *names: str) -> Reply:
        """Type a line, and leave files of these names with it."""
        kind = "application/vnd.microsoft.teams.file.download.info"
        files = [
            {"contentType": kind, "name": name, "contentUrl": f"https://files.example/{name}"}
            for name in names
        ]
        line = self.line(who, text)
        return await self.send({**line, "attachments": [*files, *line["attachments"]]})

    async def edit(self, line: Json, text: str) -> Reply:
        """Change a line of one's own: it keeps its id."""
        return await self._change(line, "messageUpdate", "editMessage", text=text)

    async def delete(self, line: Json) -> Reply:
        """Take a line of one's own away."""
        return await self._change(line, "messageDelete", "softDeleteMessage", text="")

    async def _change(self, line: Json, kind: str, event: str, **more: Any) -> Reply:
        data = {**line["channelData"], "eventType": event}
        at = f"2026-12-08T10:00:00.{next(self.tenant.ids):06}Z"
        return await self.send(
            {**line, "type": kind, "channelData": data, "timestamp": at, "attachments": [], **more}
        )

    # Pressing

    async def press(self, who: str, action: Json, channel: str = "", on: str = "") -> Reply:
        """Press a button of the card `on`, in the personal chat or in a channel."""
        if action["type"] == "Action.Execute":
            told = {key: action[key] for key in ("type", "verb", "data")}
            value = {"action": told, "trigger": "manual"}
            return await self.invoke(who, "adaptiveCard/action", value, channel, replyToId=on)
        value = {"data": action["data"], "context": {"theme": "default"}}
        return await self.invoke(who, "task/fetch", value, channel, replyToId=on)

    async def submit(
        self,
        who: str,
        action: Json,
        values: Mapping[str, Any],
        channel: str = "",
        command: str = "",
    ) -> Reply:
        """Press a button of a dialog, with what was filled in; `command` is what opened it."""
        name = "composeExtension/submitAction" if command else "task/submit"
        value = {"data": {**action["data"], **values}}
        more = {"commandId": command, "commandContext": "message"} if command else {}
        return await self.invoke(who, name, value | more, channel)

    async def mark(self, who: str, author: str, text: str) -> Reply:
        """Make this a digital request, on somebody's message."""
        user = {"id": author, "displayName": self.names.get(author), "userIdentityType": "aadUser"}
        message = {
            "id": "1",
            "from": {"user": user, "application": None},
            "body": {"contentType": "html", "content": text},
        }
        value = {"commandId": "from_message", "commandContext": "message"}
        return await self.invoke(
            who, "composeExtension/fetchTask", {**value, "messagePayload": message}, ALL_STAFF
        )

    async def invoke(
        self, who: str, name: str, value: Any, channel: str = "", **more: Any
    ) -> Reply:
        """Anything that is answered in its own response."""
        told = {**self._activity(who, channel), "type": "invoke", "name": name, "value": value}
        return await self.send(told | more)

    # Joining

    async def install(self, who: str, channel: str = "") -> Reply:
        """Install Groundwork for oneself, or in a team."""
        told = {**self._activity(who, channel), "type": "installationUpdate", "action": "add"}
        return await self.send(told)

    # Sending

    def _activity(self, who: str, channel: str) -> Json:
        number = str(next(self.tenant.ids))
        at = {"timestamp": f"2026-12-08T09:38:00.{number.zfill(6)}Z", "channelId": "msteams"}
        sender = {"id": account(who), "aadObjectId": who, "name": self.names.get(who, who)}
        data: Json = {"tenant": {"id": TENANT_ID}}
        chat: Json = {"id": f"a:{who}", "conversationType": "personal", "tenantId": TENANT_ID}
        if channel:
            data |= {"channel": {"id": channel}, "team": {"id": TEAM}}
            thread = channel if ";" in channel else f"{channel};messageid={number}"
            chat |= {"id": thread, "conversationType": "channel", "isGroup": True}
        where = {"serviceUrl": self.tenant.service_url, "conversation": chat, "channelData": data}
        return {"id": number, **at, **where, "from": sender, "recipient": US}

    async def send(self, activity: Json, authorization: str | None = None) -> Reply:
        """Post an activity, with a token that holds unless another is given."""
        self.sent.append(activity)
        signed = token(APP_ID, str(activity.get("serviceUrl")))
        told = f"Bearer {signed}" if authorization is None else authorization
        return await self.post(json.dumps(activity).encode(), told)

    async def post(
        self, body: bytes, authorization: str, content_type: str = "application/json"
    ) -> Reply:
        """One request, whatever it is."""
        headers = {"Content-Type": content_type} if content_type else {}
        headers |= {"Authorization": authorization} if authorization else {}
        address = f"{self.groundwork}/api/messages"
        skipped = ["Content-Type"] * (not content_type)
        async with self.session.post(
            address, data=BytesIO(body), headers=headers, skip_auto_headers=skipped
        ) as response:
            self.tenant.faults += on_the_way(await response.read())
            as_json = response.content_type == "application/json"
            return Reply(response.status, await response.json() if as_json else None)


__all__ = ["ALL_STAFF", "DIGITAL", "People", "Reply"]
