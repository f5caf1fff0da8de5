"""A card whose button was pressed, without the buttons that are behind us then."""

from adapters.behind import behind
from bot.messages import Message, Paragraph
from bot.wire import Press
from bot.words.rich import Words


def label_of(message: Message, pressed: Press) -> str:
    """What the button that was pressed is called, or "" if the message has none that is it."""
    return next((button.label for button in message.buttons if button.press == pressed), "")


def left_of(message: Message, pressed: Press, words: Words) -> Message | None:
    """The message with what was chosen in place of its buttons, or None where that is nothing."""
    gone = behind([button.press for button in message.buttons], pressed)
    label = label_of(message, pressed)
    if not gone or not label:
        return None
    said = Paragraph(words.rich("teams.chose", label=label))
    left = tuple(button for button in message.buttons if button.press not in gone)
    return Message((*message.parts, said), left)
