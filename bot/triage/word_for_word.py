"""What somebody said, word for word; what says nothing by itself, with the question it answers."""

from collections.abc import Iterable

from bot.drafts import Line
from bot.handbook import Handbook
from bot.messages import Quote


def word_for_word(said: Iterable[Line], book: Handbook) -> Quote:
    """All of these lines, as they were typed."""
    return Quote(tuple(text for line in said for text in _whole(line, book).splitlines()))


def _whole(line: Line, book: Handbook) -> str:
    if not line.to:
        return line.text
    return book.words.plain("thread.said_to", question=line.to, text=line.text)
