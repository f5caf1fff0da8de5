"""Anything that can be said, for laws about how it is drawn."""

from hypothesis import strategies as st

from bot.events import Taken
from bot.messages import (
    Bar,
    Button,
    Chart,
    Heading,
    Items,
    Message,
    Paragraph,
    Part,
    Quote,
    Weight,
    text_of,
)
from bot.words.rich import Run

NASTY = (
    "<!channel> <@U0DEAN> <at>Dean</at> *bold* _it_ ~no~ `code` :tada: & {{DATE(2026-12-08)}} "
    "<https://evil.example|here> [here](https://evil.example)"
)

lines = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.just(NASTY)
longs = st.builds(lambda text, n: (text + " ") * n, lines.filter(str.strip), st.integers(1, 70))
runs = st.lists(st.builds(Run, lines | longs, st.booleans()), min_size=1, max_size=4).map(tuple)
bars = st.builds(Bar, lines, st.integers(0, 99), lines)


def _says(told: tuple[Part, ...]) -> bool:
    return bool(text_of(Message(told)).strip())


parts: st.SearchStrategy[Part] = st.one_of(
    st.builds(Paragraph, runs),
    st.builds(Heading, runs),
    st.builds(Quote, st.lists(lines | longs, max_size=5).map(tuple)),
    st.builds(Items, st.lists(runs, min_size=1, max_size=6).map(tuple), st.booleans()),
    st.builds(Chart, lines.filter(str.strip), st.lists(bars, min_size=1, max_size=7).map(tuple)),
)
labels = st.text(min_size=1, max_size=75).filter(str.strip)
buttons = st.builds(
    Button, labels, st.builds(Taken, st.integers(1, 9)), st.sampled_from(list(Weight))
)
messages = st.builds(
    Message,
    st.lists(parts, min_size=1, max_size=8).map(tuple).filter(_says),
    st.lists(buttons, max_size=40).map(tuple),
)
