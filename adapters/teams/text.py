"""Texts written so that no card takes anything in them for more than text."""

import re

_MARKUP = re.compile(
    r"[\\`*_{}\[\]<>()#|~&@/]"  # Markdown, mentions and addresses
    r"|\w\.\w"  # what may be a name of the web
    r"|^\s*(?:[-+=]|\d+[.)]\s)"  # a list, or a line under a title
    r"|\n|\s$"
)


def literal(text: str) -> str:
    """The text for a `TextRun`. A card makes `{{DATE(...)}}` a date, but for the sign between."""
    return text.replace("{{", "{\u2060{")


def is_plain(text: str) -> bool:
    """Whether a `TextBlock`, which reads Markdown, shows the text as it stands."""
    return bool(text.strip()) and not _MARKUP.search(text)
