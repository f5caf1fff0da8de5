"""Corrections as people type them in haste, and the bare labels of what they would choose now."""

from pathlib import Path

import pytest

from bot.intake.correcting import relabelled
from tests.cast import book
from tests.storytelling import tell
from tests.test_correcting import drafted, put_right
from tests.theatre import program_in

SEVERAL = "Residents fill in a paper form, we key it into PermitPoint and then finance check it."


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("sorry meant email not paper", {"channel_now": "email"}),
        ("meant to say they email us", {"channel_now": "email"}),
        ("sorry i meant email not post", {"channel_now": "email"}),
        ("i meant to say it’s by phone", {"channel_now": "phone"}),
        ("no sorry i was wrong it's email after all", {"channel_now": "email"}),
        ("actually phone though", {"channel_now": "phone"}),
        ("actually in person really", {"channel_now": "in_person"}),
    ],
)
def test_what_is_typed_in_haste_is_put_right(line: str, right: dict[str, str]) -> None:
    assert put_right(line, drafted()) == right


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("Only my team", {"teams_affected": "one"}),
        ("only my team.", {"teams_affected": "one"}),
        ("Other teams here", {}),
        ("Yes", {}),
        ("only my team and finance", {}),
    ],
)
def test_the_label_of_another_choice_puts_right_what_is_known(
    line: str, right: dict[str, str]
) -> None:
    found = relabelled(line, None, drafted(SEVERAL), book().form)

    assert {key: fact.value for key, fact in found.items()} == right


def test_the_label_of_what_is_asked_is_its_answer() -> None:
    asked = next(q for q in book().form.questions.questions if q.key == "teams_affected")

    assert relabelled("Only my team", asked, drafted(SEVERAL), book().form) == {}


async def test_a_label_typed_at_the_check_changes_what_was_read(tmp_path: Path) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(
            program, f"Dean: {SEVERAL}\nDean: 20 a month, 10 mins each\nDean: Only my team\n"
        )

    assert "who has a part in it: several teams" in heard
    assert "Thank you. I’ve put that right:\n- who has a part in it: one team" in heard
