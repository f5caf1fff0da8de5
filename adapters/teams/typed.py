"""What people typed, from how Teams sends it."""

import html
import re
from collections.abc import Mapping
from typing import Any

from bot.events import Attachment

Body = Mapping[str, Any]

# None of these reads on beyond the next tag: however many of them begin, all is read once.
_BREAK = re.compile(r"<br[^<>]*>|</(?:p|div|li|h[1-6]|tr)>")
_TAG = re.compile(r"<[^<>]*>")
_MENTION = re.compile(r"<at[^<>]*>([^<]*)</at>")
_QUOTED = re.compile(r"<quoted\b[^<>]*>")
"""Where a newer Teams has the message that is quoted."""

_QUOTE, _QUOTE_ENDS = re.compile(r"<blockquote\b[^<>]*>"), "</blockquote>"
_OF_REPLY, _ITS_ID = "schema.skype.com/Reply", re.compile(r"\bitemid=\"(\d+)\"")
_FILE = "application/vnd.microsoft.teams.file.download.info"
_MOST_FILES = 10
_LONGEST_NAME = 200


def words(body: Body) -> str:
    """Without the mention of us and what is quoted, and with the names of others mentioned."""
    text = _QUOTED.sub("", str(body.get("text") or ""))
    for mention in _mentions(body):
        if mention["mentioned"].get("id") == body["recipient"].get("id"):
            text = text.replace(str(mention.get("text") or ""), "", 1)
    text = _MENTION.sub(lambda at: f"@{html.unescape(at[1])}", text)
    if body.get("textFormat") == "xml":
        text = html.unescape(text)
    lines = text.replace("&nbsp;", " ").replace("\N{NO-BREAK SPACE}", " ").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()


def bare(text: str) -> str:
    """What its author wrote in a piece of HTML; what they quoted is another's."""
    own = "".join(map(_before_quote, text.split(_QUOTE_ENDS)))
    lines = _BREAK.sub("\n", own)
    told = html.unescape(_TAG.sub("", lines)).replace("\N{NO-BREAK SPACE}", " ")
    return "\n".join(line.strip() for line in told.splitlines()).strip()


def _before_quote(text: str) -> str:
    quotes = (tag.start() for tag in _QUOTE.finditer(text) if _OF_REPLY in tag[0])
    return text[: next(quotes, None)]


def is_to_us(body: Body) -> bool:
    """Whether we are mentioned. Where others talk, we may be told of more than that."""
    mine = body["recipient"].get("id")
    return any(mention["mentioned"].get("id") == mine for mention in _mentions(body))


def quoted(body: Body) -> str:
    """The id of the message that is quoted, as it is by a reply in a chat, or ""."""
    twins = (
        str(one.get("content") or "")
        for one in _objects(body, "attachments")
        if one.get("contentType") == "text/html"
    )
    quotes = (tag for twin in twins for tag in _QUOTE.findall(twin) if _OF_REPLY in tag)
    found = next((found for tag in quotes if (found := _ITS_ID.search(tag))), None)
    return found[1] if found else ""


def files(body: Body) -> tuple[Attachment, ...]:
    """Where files are, and what they are called; what is in them is never fetched.

    Teams adds what was typed once more, as text/html: that is no file.
    """
    found = (
        one
        for one in _objects(body, "attachments")
        if one.get("contentType") == _FILE or str(one.get("contentType")).startswith("image/")
    )
    return tuple(_file(one) for one in found)[:_MOST_FILES]


def _file(one: Body) -> Attachment:
    name = " ".join(str(one.get("name") or one.get("contentType") or "file").split())
    link = str(one.get("contentUrl") or "") if one.get("contentType") == _FILE else ""
    return Attachment(name[:_LONGEST_NAME], link)


def _mentions(body: Body) -> list[Body]:
    mentions = [one for one in _objects(body, "entities") if one.get("type") == "mention"]
    return [one for one in mentions if isinstance(one.get("mentioned"), dict)]


def _objects(body: Body, key: str) -> list[Body]:
    return [one for one in body.get(key) or () if isinstance(one, dict)]
