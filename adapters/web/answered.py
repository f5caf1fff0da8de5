"""Which questions of a direct message are behind us, so that their choices can be folded away.

Pressing an old choice stays possible, and whether it still counts is decided when it is pressed. To
be folded away, a question must be answered beyond doubt:

- the next thing that its reader said is one of its choices, and Groundwork has spoken since; or
- it belongs to the request under way, and so does a question further down. What names a request, a
  suggestion or anything else (Answer, Me too) is never taken for that: it can be open for days,
  whatever is said below it.
"""

from collections.abc import Sequence

from bot.messages import Button, text_of
from bot.ports import Posted

_NAMES = ("request", "suggestion", "draft", "capability", "about")
"""The fields of an event or look that say which one of many things it is about."""


def is_answered(question: Posted, later: Sequence[Posted]) -> bool:
    """Whether this message asked something that what stands below it shows to be answered."""
    if question.card or not question.message.buttons:
        return False
    return _was_chosen(question, later) or (
        _is_of_the_draft(question) and any(_is_of_the_draft(each) for each in later)
    )


def _was_chosen(question: Posted, later: Sequence[Posted]) -> bool:
    after = next((at for at, each in enumerate(later) if each.author), len(later))
    if after == len(later) or any(each.message.buttons for each in later[:after]):
        return False
    labels = {button.label.casefold() for button in question.message.buttons}
    spoken_since = any(not each.author for each in later[after + 1 :])
    return spoken_since and text_of(later[after].message).casefold() in labels


def _is_of_the_draft(posted: Posted) -> bool:
    buttons = posted.message.buttons
    return bool(buttons) and not posted.card and not any(map(_names_something, buttons))


def _names_something(button: Button) -> bool:
    return any(getattr(button.press, name, None) for name in _NAMES)
