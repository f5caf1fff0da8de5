"""Texts as Slack has them: read into what a person typed, and written so that nothing is markup."""

import re
from collections.abc import Mapping

_MARKED = re.compile(r"<([^<>\n]*)>")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def escaped(text: str) -> str:
    """The text, with nothing in it that Slack would take for a mention or a link."""
    for entity, sign in reversed(_ENTITIES):
        text = text.replace(sign, entity)
    return text


def typed(text: str, names: Mapping[str, str]) -> str:
    """What a person typed, from how Slack sends it; `names` are of the people it mentions."""
    told = _MARKED.sub(lambda marked: _plain(marked[1], names), text)
    for entity, sign in _ENTITIES:
        told = told.replace(entity, sign)
    return told


def mentioned(text: str) -> tuple[str, ...]:
    """The ids of the people whom a text mentions."""
    return tuple(re.findall(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>", text))


def without_mention_of(user: str, text: str) -> str:
    """The text without the mention of this user, wherever it stands."""
    return re.sub(rf"<@{re.escape(user)}(?:\|[^<>]*)?>[,:]?[ \t]*", "", text).strip()


def _plain(marked: str, names: Mapping[str, str]) -> str:
    """What stands between < and >: a mention, a channel, or a link."""
    target, _, label = marked.partition("|")
    if target.startswith("@"):
        return f"@{names.get(target[1:]) or label or target[1:]}"
    if target.startswith("#"):
        return f"#{label or target[1:]}"
    if target.startswith("!"):
        return label or f"@{target[1:].partition('^')[0]}"
    address = target.removeprefix("mailto:").removeprefix("tel:")
    shown = label in ("", address) or address.partition("://")[2].rstrip("/") == label.rstrip("/")
    return address if shown else f"{label} ({address})"
