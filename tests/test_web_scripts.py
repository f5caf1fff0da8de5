"""Scripts among all staff: lines for colleagues, mentions, files, and requests that others see."""

from dataclasses import dataclass, field
from datetime import datetime

import pytest

from adapters.web.lines import Chatted, keep
from adapters.web.people import ALL_STAFF
from adapters.web.playing import Player, ScriptFailed
from adapters.web.script import Finds, Hears, Says, steps_of
from bot.events import Attachment, Filled, Found, Incoming, Look, Said
from bot.messages import Answer, Dialog, Field, FieldKind, Open, View, text_of
from bot.people import Identity, Place
from bot.ports import Posted
from tests.test_web_world import DAYS, NINE, Paper, PaperBot

GUESS = "does anyone else post these by hand?"
CAST = """
Dean is Dean Marsh, Parking
Ruth is Ruth Okafor, Adult social care
"""


@dataclass
class PaperStage:
    """A stage before the bot and the record on paper, its clock standing still."""

    record: Paper = field(default_factory=Paper)
    bot: PaperBot = field(init=False)

    def __post_init__(self) -> None:
        self.bot = PaperBot(self.record)

    async def handle(self, incoming: Incoming) -> Answer:
        return await self.bot.handle(incoming)

    async def chat(self, line: Chatted) -> None:
        await keep(line, self.record)

    async def show(self, look: Look, who: Identity, place: Place, at: datetime) -> View:
        return await self.bot.show(look, who, place, at)

    async def posted(self, place: Place) -> tuple[Posted, ...]:
        return self.record.posted(place, 100)

    def now(self) -> datetime:
        return NINE

    async def walk(self, to: datetime) -> None:
        raise AssertionError(f"nobody waits until {to} here")


@pytest.fixture
def stage() -> PaperStage:
    return PaperStage()


async def play(stage: PaperStage, script: str) -> None:
    """Play these lines after the cast."""
    await Player(stage, DAYS).play(steps_of(CAST + script))


@pytest.mark.parametrize(
    ("line", "step"),
    [
        (f"Dean among all staff: {GUESS}", Says("Dean", GUESS, among_staff=True)),
        ("Dean: the form (file: a b.pdf)", Says("Dean", "the form", files=("a b.pdf",))),
        ("Dean: (file: a.pdf) (file: b.pdf)", Says("Dean", "", files=("a.pdf", "b.pdf"))),
        ("Ruth makes Dean’s line a request", Finds("Ruth", "Dean")),
        ("Ruth makes Dean's line a request\n  text: x", Finds("Ruth", "Dean", (("text", "x"),))),
        ("Among all staff: one line", Hears("Among all staff", "one line")),
    ],
)
def test_a_line_of_a_script_is_read(line: str, step: Says | Finds | Hears) -> None:
    assert [placed.step for placed in steps_of(line)] == [step]


async def test_colleagues_talk_and_a_mention_asks_the_bot(stage: PaperStage) -> None:
    asks = "Ruth among all staff: @Groundwork can we stop that? (file: letter.pdf)"
    await play(stage, f"Dean among all staff: {GUESS}\n{asks}")

    (incoming,) = stage.bot.taken
    assert incoming.event == Said("can we stop that?", (Attachment("letter.pdf"),))
    assert [(one.author, text_of(one.message)) for one in await stage.posted(ALL_STAFF)] == [
        ("Dean Marsh", GUESS),
        ("Ruth Okafor", "@Groundwork can we stop that?\n(file: letter.pdf)"),
    ]


async def test_the_newest_line_of_somebody_is_made_a_request(stage: PaperStage) -> None:
    fields = (Field("text", "What Dean wrote", FieldKind.LINES, value=GUESS),)
    stage.bot.view = Open(Dialog("found", 0, "From Dean", fields, "Ask Dean", about="page:dean"))
    says = f"Dean among all staff: hello\nDean among all staff: {GUESS}\nRuth among all staff: hm"
    await play(stage, f"{says}\nRuth makes Dean’s line a request\n  text: posting by hand")

    assert [look for look, _, _, _ in stage.bot.looks] == [Found("page:dean", GUESS)]
    (incoming,) = stage.bot.taken
    assert incoming.event == Filled("found", 0, {"text": "posting by hand"}, "page:dean")
    assert (incoming.who.key, incoming.place) == ("ruth", ALL_STAFF)


async def test_whoever_wrote_nothing_has_no_line_to_find(stage: PaperStage) -> None:
    with pytest.raises(ScriptFailed, match="line 4: Dean wrote nothing among all staff"):
        await play(stage, "Ruth makes Dean’s line a request")
