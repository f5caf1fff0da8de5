"""Words that must not be kept are taken out of everything that has them, and of nothing else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import Program
from bot.drafts import Line
from bot.effects import Redact, Save
from bot.events import Filled, Noted, Redacted
from bot.facts import Fact, Source
from bot.messages import Invalid, Open, Quote, text_of
from bot.ports import Store, Work
from bot.redacting import REWRITE, hints, rewritten
from bot.requests import Entry
from bot.triage import card, forms, thread
from bot.triage.taking_out import Redaction
from tests.reviewing import PRIYA, TUESDAY
from tests.storytelling import request, tell
from tests.theatre import program_in
from tests.triaging import HERS, became, book, heard, known, refused, step

GONE = "Zebedee Quux"
WHY = "She never agreed to it"
SAYS = replace(HERS, said=(Line(f"{GONE} posts us a paper form", TUESDAY),))
OUT = Redaction((GONE,), "[redacted]")
LIFE = f"""
Dean: {GONE} rang about a permit, and fills in a paper form at reception for Mr {GONE}
Dean presses Talk to a person
Priya presses Take on GW-1
Priya presses Note on GW-1
  text: I know zebedee  quux
Priya presses Ask on GW-1
  text: Is {GONE.upper()} one of many?
Dean presses Answer
  text: yes, {GONE} is one of 40
Priya in the channel: split GW-1
Priya presses Split
  title: The permit of {GONE}
Ruth: people fill in a paper form for a permit at reception
Ruth presses Not sure until Submit
Ruth presses Submit
Priya in the channel: queue
Priya in the channel: find {GONE}
"""
REDACT = f"""
Priya in the channel: redact GW-1
Priya presses Redact
  gone: {GONE}
  reason: {WHY}
"""


def fill(**values: str) -> object:
    knowing = known(SAYS, history=(Entry(7, TUESDAY, "Priya Nair", Noted(7, "I know Bob")),))
    return forms.read(Filled("redact", 7, values), knowing, book())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Zebedee Quux rang", "[redacted] rang"),
        ("ZEBEDEE  \n quux’s form", "[redacted]\n[redacted]’s form"),
        ("(Zebedee Quux)", "([redacted])"),
        ("Zebedee Quuxley rang", "Zebedee Quuxley rang"),
    ],
)
def test_whole_words_go_in_any_case_however_they_are_spaced(text: str, left: str) -> None:
    assert OUT.of(text) == left


def test_words_that_run_over_lines_kept_apart_go_from_each() -> None:
    said = (Line("It is for Zebedee", TUESDAY), Line("quux\nat reception", TUESDAY))
    shown = Quote(("It is for Zebedee", "quux", "at reception"))

    left = [line.text for line in OUT.of(said)]
    assert left == ["It is for [redacted]", "[redacted]\nat reception"]
    assert OUT.of(shown) == Quote(("It is for [redacted]", "[redacted]", "at reception"))
    assert (OUT.finds(said), OUT.finds(shown)) == (1, 1)


def test_what_is_a_key_stays_so_that_the_request_can_still_be_read() -> None:
    facts = {"channel_now": Fact("paper", Source.READ, "on paper")}
    said = replace(HERS, facts=facts, said=(Line("on paper", TUESDAY),))
    left = Redaction(("paper",), "[redacted]").of(said)

    assert left.facts["channel_now"] == Fact("paper", Source.READ, "on [redacted]")
    assert (left.text, left.requester, left.status) == ("on [redacted]", HERS.requester, "taken")


@given(st.text(max_size=40), st.text("ab c", min_size=1, max_size=4).filter(str.strip))
def test_what_was_taken_out_is_not_there(text: str, piece: str) -> None:
    out = Redaction((piece,), "—")

    assert out.finds(out.of(text)) == 0


def test_it_is_looked_at_before_it_is_done() -> None:
    shown = fill(gone=GONE, reason=WHY)

    assert isinstance(shown, Open)
    assert (shown.dialog.form, shown.dialog.submit) == ("redact:seen", "Redact")
    told = text_of(replace(card.draw(SAYS, book()), parts=shown.dialog.intro, buttons=()))
    assert told == (
        "The words are in 1 place. It cannot be undone. Messages that were sent elsewhere already "
        "may still show them. This is what will be left of what was said:\n"
        "> Visitor permits online\n> [redacted] posts us a paper form\n"
        "This is what Dean will read:\n"
        "GW-7, Visitor permits online: the digital team has taken words out of it that must not be "
        f"kept. Why: {WHY}. What you sent may still show them, so you may want to delete it."
    )


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"gone": "\n ", "reason": WHY}, {"gone": "Write something here first."}),
        ({"gone": "ab", "reason": WHY}, {"gone": "Use at least 3 characters a line."}),
        ({"gone": "Florence", "reason": WHY}, {"gone": "Its record has no such words."}),
        ({"gone": GONE, "reason": f"{GONE} asked"}, {"reason": "This repeats the words that go."}),
        ({"gone": GONE, "reason": "x" * 3_001}, {"reason": "Use at most 3,000 characters."}),
    ],
)
def test_what_cannot_be_taken_out_is_said_under_its_field(
    values: dict[str, str], errors: dict[str, str]
) -> None:
    read = fill(**values)

    assert isinstance(read, Invalid)
    assert {
        key: text.startswith(errors[key]) for key, text in read.errors.items()
    } == dict.fromkeys(errors, True)


def test_words_of_a_note_are_found_too() -> None:
    assert isinstance(fill(gone="Bob", reason=WHY), Open)


def test_the_history_says_that_and_why_and_never_what() -> None:
    turn = step(Redacted(7, WHY, GONE), known(SAYS))
    (saved,) = (one for one in turn.effects if isinstance(one, Save))

    assert (became(turn).text, saved.because) == (
        "[redacted] posts us a paper form",
        Redacted(7, WHY),
    )
    assert turn.effects[-1] == Redact((became(turn),), GONE)
    assert [*heard(turn)] == ["Dean Marsh"]
    line = thread.line(became(turn), saved.because, known(SAYS, who=PRIYA), book())
    assert text_of(line) == (
        "Tue 8 Dec, 9:44am. Priya Nair redacted it: words were taken out that must not be kept. "
        f"‘{WHY}’ Dean was told."
    )


def test_a_request_that_repeats_the_words_is_redacted_with_it() -> None:
    other, none = replace(SAYS, number=8, follows=7), replace(HERS, number=9)
    turn = step(Redacted(7, WHY, GONE), known(SAYS, related=(other, none)))
    saved = [one for one in turn.effects if isinstance(one, Save)]

    assert [one.because for one in saved] == [Redacted(7, WHY), Redacted(8, WHY)]
    assert saved[1].request.text == "[redacted] posts us a paper form"
    assert turn.effects[-1] == Redact(tuple(one.request for one in saved), GONE, (none,))


def test_what_is_on_hold_is_not_redacted() -> None:
    assert refused(Redacted(7, WHY, GONE), known(replace(SAYS, held="a court case"))) == (
        "GW-7 is on hold, so nothing can be taken out of it. Say ‘hold GW-7’ to lift the hold. "
        "Nothing has changed."
    )


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [(("to Zebedee",), ("Zebedee",)), (("né Quux", "42"), ("Quux", "42")), (("é", "Quux"), ())],
)
def test_only_what_may_have_the_words_is_read(
    pieces: tuple[str, ...], wanted: tuple[str, ...]
) -> None:
    assert hints(Redaction(pieces, "")) == wanted


def everything_in(folder: Path) -> str:
    """All that stands in the database's files while the program runs, in small letters."""
    files = (file.read_bytes() for file in folder.iterdir())
    return b"".join(files).decode("latin-1").casefold()


async def told_and_redacted(program: Program) -> str:
    await tell(program, LIFE)
    heard_ = await tell(program, REDACT)
    await program.tick(TUESDAY)
    return heard_


async def test_redacted_words_are_nowhere_in_the_database(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        before = await tell(program, LIFE)
        assert "quux" in everything_in(tmp_path)
        told = await tell(program, REDACT)
        await program.tick(TUESDAY)
        written = everything_in(tmp_path)
        found = await tell(program, "Priya in the channel: find redacted")
        kept = [await request(program, number) for number in (1, 2)]

    assert "Quux" in before
    assert [word for word in ("zebede", "quux") if word in written] == []
    assert "Priya Nair redacted it" in told
    assert WHY in told
    assert ["[redacted]" in one.text for one in kept] == [True, True]
    assert "GW-1" in found


async def test_words_over_a_line_break_are_nowhere_in_the_database(tmp_path: Path) -> None:
    over = LIFE.replace(
        f"Dean: {GONE} rang", "Dean: Permits again\n  for Zebedee\n  Quux, who rang"
    )
    async with program_in(tmp_path) as program:
        await tell(program, over + REDACT)
        await program.tick(TUESDAY)
        written = everything_in(tmp_path)

    assert [word for word in ("zebede", "quux") if word in written] == []


class Leaves:
    """One transaction's work that leaves the messages as they are."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __getattr__(self, name: str) -> object:
        return getattr(self._work, name)

    def rewrite(self, *_: object) -> None:
        """Forgotten."""


class Careless:
    """A store with a fault: nothing but the requests is redacted, or nothing is written anew."""

    def __init__(self, store: Store, *, rewrites: bool) -> None:
        self._store, self._rewrites = store, rewrites

    async def transact(self, do: Callable[[Work], object]) -> object:
        leave = self._rewrites
        return await self._store.transact(
            lambda work: do(cast("Work", Leaves(work)) if leave else work)
        )

    async def rewrite(self) -> None:
        if self._rewrites:
            await self._store.rewrite()


@pytest.mark.parametrize("rewrites", [True, False])
async def test_words_that_are_left_somewhere_are_found(tmp_path: Path, rewrites: bool) -> None:
    async with program_in(tmp_path) as program:
        careless = cast("Store", Careless(program.bot.store, rewrites=rewrites))
        faulty = replace(program, bot=replace(program.bot, store=careless))
        await told_and_redacted(faulty)
        written = everything_in(tmp_path)

    assert "quux" in written


async def test_what_has_yet_to_be_written_anew_is_after_a_restart(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, LIFE + REDACT)
    async with program_in(tmp_path) as program:
        await program.tick(TUESDAY)
        assert not await program.store.transact(lambda work: work.recall(REWRITE))
        assert "quux" not in everything_in(tmp_path)


async def test_words_taken_out_while_it_is_written_anew_want_it_once_more(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        await tell(program, LIFE + REDACT)
        wanted = await program.store.transact(lambda work: work.recall(REWRITE)) or ""
        await program.store.transact(lambda work: rewritten("of before", work))
        still = await program.store.transact(lambda work: work.recall(REWRITE))
        await program.store.transact(lambda work: rewritten(wanted, work))
        after = await program.store.transact(lambda work: work.recall(REWRITE))

    assert (still, after) == (wanted, "")
