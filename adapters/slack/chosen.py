"""A message whose button was pressed, without the buttons that are behind us then."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adapters.behind import behind
from bot.wire import Press, press_from_text


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was pressed, and the message it was on, as Slack sent both."""

    press: Press
    label: str
    channel: str
    ts: str
    text: str
    blocks: Sequence[Mapping[str, Any]]


def left_of(on: Pressed) -> list[Mapping[str, Any]] | None:
    """The message's blocks without what is behind us, or None where nothing is."""
    presses = [press for block in on.blocks for press in _presses(block)]
    gone = behind(presses, on.press)
    left = [kept for block in on.blocks for kept in _without(block, gone)]
    return left if gone else None


def _presses(block: Mapping[str, Any]) -> Iterator[Press]:
    for element in _elements(block):
        for one in element.get("options") or [element]:
            yield press_from_text(str(one.get("value", "")))


def _elements(block: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return block.get("elements") or [] if block.get("type") == "actions" else []


def _without(block: Mapping[str, Any], gone: Iterable[Press]) -> Iterator[Mapping[str, Any]]:
    """The block, or what is left of it."""
    if not _elements(block):
        yield block
        return
    left = [one for one in (_element(each, gone) for each in _elements(block)) if one]
    if left:
        yield {**block, "elements": left}


def _element(element: Mapping[str, Any], gone: Iterable[Press]) -> Mapping[str, Any] | None:
    if "options" not in element:
        return None if press_from_text(str(element.get("value", ""))) in gone else element
    options = [
        one for one in element["options"] if press_from_text(str(one.get("value", ""))) not in gone
    ]
    return {**element, "options": options} if options else None
