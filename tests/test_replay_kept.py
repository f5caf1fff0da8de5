"""`replay` over a database that was kept, with the files changed since, one after the other."""

import asyncio
import json
from contextlib import chdir
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.clock import real_now
from tests.operating import Out, configured, ended
from tests.storytelling import tell
from tests.theatre import EXAMPLE_CATALOGUE, program_in

SHIPPED = Path("bot").resolve()
STORY = """
Dean: people fill in a paper form for a skip licence at reception and we type it into Uniform
Dean presses Talk to a person
Dean: we want a gazebo
Dean presses Skip until Submit
Dean presses Submit
Ruth: we want a carousel
Priya: the bulky waste form is broken
Priya presses It is different
Priya presses Skip until Submit
Priya presses Submit
"""
BY_WHEN = """
  - fills: [deadline]
    ask: By when?
    why: I ask because some things cannot wait.
    worth: always
"""
ONE_BLOCK = "capabilities: [{id: tent, name: Gazebo, summary: A tent.}]"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a program that has heard the story, an hour ago."""
    folder = tmp_path_factory.mktemp("kept")
    asyncio.run(_heard_in(folder))
    return folder


async def _heard_in(folder: Path) -> None:
    own = str(hand_offs(folder, "fault", "carousel"))
    at = real_now() - timedelta(hours=1)
    async with program_in(folder, at=at, GROUNDWORK_HAND_OFFS=own) as program:
        await tell(program, STORY)


def hand_offs(folder: Path, key: str, phrase: str) -> Path:
    """The operator's file, in which this goes there whatever is wished for."""
    shipped = (SHIPPED / "understanding/hand_offs.yaml").read_text("utf-8")
    before, place, after = shipped.partition(f"  - key: {key}\n")
    has = "    beyond_wishes:\n"
    after = after.replace(has, f"{has}      - {phrase}\n", 1)
    own = folder / f"{key}.yaml"
    own.write_text(before + place + after, "utf-8")
    return own


def replayed(folder: Path, out: Out, *settings: str) -> dict[str, dict[str, dict[str, str]]]:
    """What differs, by the request, or by what was sent elsewhere."""
    catalogue = f'catalogue = "{EXAMPLE_CATALOGUE.resolve()}"'
    own = any(each.startswith("catalogue") for each in settings)
    configured(folder, *settings, *(() if own else (catalogue,)))
    with chdir(folder):
        assert ended("replay", "--json") == 0
    told = map(json.loads, out.readouterr().out.splitlines())
    return {one.get("request", one.get("sent_elsewhere")): one["changes"] for one in told}


def test_with_the_files_as_they_were_nothing_differs(kept: Path, capsys: Out) -> None:
    """What was insisted on was sent elsewhere first then, too."""
    assert replayed(kept, capsys, f'hand_offs = "{hand_offs(kept, "fault", "carousel")}"') == {}


def test_other_hand_offs_send_a_request_elsewhere_and_the_other_way_round(
    kept: Path, capsys: Out
) -> None:
    gazebos = hand_offs(kept, "hardware", "gazebo")

    assert replayed(kept, capsys, f'hand_offs = "{gazebos}"') == {
        "GW-2": {"hand_off": {"was": "request", "now": "hardware"}},
        "Carousel": {"hand_off": {"was": "fault", "now": "request"}},
    }


def test_other_rules_questions_and_blocks_come_out_differently(kept: Path, capsys: Out) -> None:
    """Where everything begins as Transformation, one more is asked, and there is one block."""
    rules = (SHIPPED / "levels/rules.yaml").read_text("utf-8")
    (kept / "rules.yaml").write_text(rules.replace("transformation: -0.7}", "transformation: 9}"))
    questions = (SHIPPED / "understanding/questions.yaml").read_text("utf-8")
    (kept / "questions.yaml").write_text(questions.replace("most: 5", "most: 9") + BY_WHEN)
    (kept / "catalogue.yaml").write_text(ONE_BLOCK)
    files = ("rules", "questions", "catalogue")

    found = replayed(kept, capsys, *(f'{each} = "{kept / each}.yaml"' for each in files))

    assert found["GW-2"] == {
        "level": {"was": "access, not sure", "now": "transformation, not sure"},
        "blocks": {"was": "none", "now": "Gazebo"},
        "questions": {"was": "", "now": "deadline"},
    }
    assert found["GW-3"]["blocks"] == {"was": "Online forms", "now": "none"}
    assert "GW-1" not in found
