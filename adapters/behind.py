"""Which buttons are behind us once one of them was pressed.

Chat platforms show nothing of a press, so the message itself says what was chosen, in place of
these. Pressing an old button stays possible wherever one is still in sight, and is decided then.
"""

from collections.abc import Sequence

from bot.events import Began, Look
from bot.wire import Press

_NAMES = ("request", "suggestion", "draft", "capability", "about")
"""The fields of a press that say which one of many things it is about."""

_BESIDE = (Began, Look)
"""What can be pressed beside a question: they leave it open."""


def behind(presses: Sequence[Press], pressed: Press) -> tuple[Press, ...]:
    """Those of a message's presses that are behind us now.

    Of a question about the request under way that is every one; of any other message, those that
    name the same thing.
    """
    if isinstance(pressed, _BESIDE):
        return ()
    if all(map(_named, presses)):
        return tuple(press for press in presses if _named(press) == _named(pressed))
    return tuple(presses)


def _named(press: Press) -> tuple[object, ...]:
    if isinstance(press, _BESIDE):
        return ("beside", press)
    found = (getattr(press, name, None) for name in _NAMES)
    return tuple(each for each in found if each)
