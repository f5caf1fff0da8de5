"""Another language: every sentence, label and day that people read can be put in other words.

The made-up language has every letter of ours as the one of the same sound in a wider type, so that
whatever is still in plain letters was said by somebody, or was left untranslated.
"""

import re
import string
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters import files
from adapters.files import FileProblem
from adapters.web.playing import Player
from adapters.web.script import steps_of
from bot.app import handbook, words
from bot.messages import Dialog, Open
from bot.settings import Language, Settings
from bot.understanding.personal import Marks
from tests import house
from tests.listening import Listener
from tests.storytelling import CAST
from tests.theatre import EXAMPLE_CATALOGUE, TUESDAY, program_in, stage_of

BOT = house.ROOT / "bot"
MASKING = BOT / "understanding" / "masking.yaml"
WIDE = str.maketrans(
    string.ascii_letters, "".join(chr(ord(each) + 0xFEE0) for each in string.ascii_letters)
)
SAID_BY_US = frozenset(
    {
        *("ask", "why", "label", "say", "name", "can_help", "copy", "sentence", "system_unnamed"),
        *("summary", "works_when", "stops_fitting_when", "instead", "text", "cleared_by"),
        *("service", "since", "steward", "capability"),
    }
)
"""The keys of the data files whose texts people read."""

DATA = {
    "questions": BOT / "understanding" / "questions.yaml",
    "rules": BOT / "levels" / "rules.yaml",
    "hand_offs": BOT / "understanding" / "hand_offs.yaml",
    "watch_outs": BOT / "catalogue" / "watch_outs.yaml",
    "catalogue": EXAMPLE_CATALOGUE,
}


def wide(text: str) -> str:
    """The text in the made-up language; slots stay as they are."""
    parts = re.split(r"(\{\w*\})", text)
    return "".join(part if part.startswith("{") else part.translate(WIDE) for part in parts)


def translated(value: Any, key: str = "") -> Any:
    """A data file with every text that people read in the made-up language."""
    match value:
        case dict():
            return {each: translated(inner, each) for each, inner in value.items()}
        case list():
            return [translated(each, key) for each in value]
        case str() if key in SAID_BY_US:
            return wide(value)
        case _:
            return value


def in_wide(english: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {
        section: {name: wide(text) for name, text in part.items()}
        for section, part in english.items()
    }


def written(folder: Path, name: str, value: object) -> str:
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(value, allow_unicode=True, width=10_000), encoding="utf-8")
    return str(path)


def everything_translated(folder: Path) -> dict[str, str]:
    """Settings that name a translation of every file that people's sentences are in."""
    own = {name: translated(files.read(path).value) for name, path in DATA.items()}
    own["words"] = in_wide(words(Settings()).sections)
    paths = {f"GROUNDWORK_{name.upper()}": written(folder, name, own[name]) for name in own}
    levels = ("access", "efficiency", "transformation")
    return paths | {f"GROUNDWORK_LEVELS__{each.upper()}": wide(each.title()) for each in levels}


STORY = """
Dean: hello
Dean: {help}
Dean: PermitPoint has crashed and I cannot log in
Dean presses {Cancel}
Dean: people fill in a paper form for permits and we type it into PermitPoint. Mr John Brown rang
Dean: about 40 a month, 10 minutes each
Dean presses {Not sure}
Dean presses {Edit}
Dean presses {Submit}
Dean: {status}
Dean: {my requests}
Priya in the channel: {queue}
Priya presses {Take} on GW-1
Priya presses {Ask} on GW-1
  text: How many
Dean: 40
Dean presses {Yes}
Priya presses {Accept} on GW-1
  horizon: now
Dean: {status}
Ruth: people post us a paper form for visitor permits and we type it into PermitPoint
Ruth presses {Talk to a person}
-- 4 working days later, 10am --
-- 6 working days later, 10am --
"""


def in_their_language(script: str) -> str:
    """The script with its labels and commands, which stand in braces, in the made-up language."""
    return re.sub(r"\{([^}]+)\}", lambda found: wide(found[1]), script)


def _of_dialog(dialog: Dialog) -> str:
    texts = [dialog.title, dialog.submit]
    for field in dialog.fields:
        texts += [field.label, field.hint, *(choice.label for choice in field.choices)]
    return "\n".join(texts)


async def heard(folder: Path, script: str, settings: Mapping[str, str]) -> str:
    """All that was read in the course of a story: messages, cards, threads, forms and lists."""
    read: list[str] = []
    async with program_in(folder, TUESDAY, **settings) as program:
        listener = Listener(stage_of(program), Player(stage_of(program), program.book.days))
        for placed in steps_of(CAST + script):
            read += [one.text for one in await listener.after(placed)]
            opened = (one for one in listener.player.answers if isinstance(one, Open))
            read += [_of_dialog(one.dialog) for one in opened]
    return "\n".join(read)


def plain_words(text: str) -> set[str]:
    return {each.casefold() for each in re.findall(r"[A-Za-z]+", text)}


def left_in_english(read: str, script: str) -> set[str]:
    """The words in plain letters that nobody said and that are nobody's name.

    What stands for something that was masked is part of the text as it is kept.
    """
    marks = files.load(MASKING, Marks).marks
    said = plain_words(" ".join((CAST, script, *marks.values())))
    return plain_words(read) - said - {"gw"}


async def test_a_whole_conversation_can_be_had_in_another_language(tmp_path: Path) -> None:
    script = in_their_language(STORY)

    read = await heard(tmp_path, script, everything_translated(tmp_path))

    assert left_in_english(read, script) == set()
    assert len(read.splitlines()) > 100


async def test_a_label_that_is_typed_is_understood_in_the_language_it_is_in(tmp_path: Path) -> None:
    script = in_their_language("Dean: people fill in a form\nDean: {Not sure}\nDean: {skip}.")

    read = await heard(tmp_path, script, everything_translated(tmp_path))

    assert wide("That’s fine.") in read
    assert wide("We’ll leave that one.") in read


def test_what_is_left_in_english_would_be_found() -> None:
    read = f"{wide('Hello')} Dean. Nobody has GW-1 {wide('yet')}."

    assert left_in_english(read, "Dean: hello") == {"nobody", "has"}


def shipped_in(folder: Path, **languages: Mapping[str, object]) -> Path:
    """A folder of words files as a release would have it, English among them."""
    for name, sections in languages.items():
        written(folder, name, sections)
    english = (BOT / "words" / "en.yaml").read_text(encoding="utf-8")
    (folder / "en.yaml").write_text(english, encoding="utf-8")
    return folder


def set_to(name: str, own: str | None = None) -> Settings:
    return Settings(language=Language(name), words=own)


def test_the_language_that_is_set_is_laid_over_english(tmp_path: Path) -> None:
    shipped = shipped_in(tmp_path, cy={"button": {"submit": "Cyflwyno"}})

    welsh, english = words(set_to("cy"), shipped), words(set_to("en"), shipped)

    assert (welsh.plain("button.submit"), welsh.plain("button.back")) == ("Cyflwyno", "Back")
    assert english.plain("button.submit") == "Submit"


def test_the_operators_own_sentences_are_laid_over_the_language(tmp_path: Path) -> None:
    shipped = shipped_in(tmp_path, cy={"button": {"submit": "Cyflwyno", "back": "Yn ôl"}})
    own = tmp_path / "own"
    own.mkdir()
    mine = written(own, "words", {"button": {"submit": "Anfon"}})

    welsh = words(set_to("cy", mine), shipped)

    assert (welsh.plain("button.submit"), welsh.plain("button.back")) == ("Anfon", "Yn ôl")


@pytest.mark.parametrize("name", ["cy", "EN", "", "../en", "en.yaml"])
def test_a_language_that_is_not_there_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(FileProblem) as problem:
        handbook(set_to(name))

    assert str(problem.value) == (
        f"the settings, language.default: There are no words for ‘{name}’ in Groundwork: it has en."
        " Use one of these. The file that the setting words names can hold a translation."
    )


def test_a_translation_that_would_fail_when_said_is_refused_by_its_line(tmp_path: Path) -> None:
    shipped = shipped_in(tmp_path, cy={"hello": {"first": "Helo {enw}."}})

    with pytest.raises(FileProblem, match=r"cy.yaml line 2, hello.first: It has no slot enw"):
        words(set_to("cy"), shipped)


def test_every_words_file_that_is_shipped_can_be_used() -> None:
    for path in (BOT / "words").glob("*.yaml"):
        assert words(set_to(path.stem)).plain("button.submit")
