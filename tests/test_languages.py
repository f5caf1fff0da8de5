"""Welsh is recognised, and goes to the team unread with the same promise."""

from pathlib import Path

import pytest

from adapters.files import settings_from
from bot.app import opened
from bot.understanding.languages import language_of
from tests.storytelling import request, tell
from tests.theatre import TUESDAY, environment, program_in

IN_WELSH = "Hoffem gael ffurflen ar-lein ar gyfer trwyddedau parcio i ymwelwyr"


@pytest.mark.parametrize(
    "text",
    [
        IN_WELSH,
        "Mae pobl yn llenwi ffurflen bapur yn y swyddfa",
        "Bore da, dw i eisiau gwneud cais ar-lein os gwelwch yn dda",
        "Rydym yn teipio pob cais i mewn i PermitPoint wrth law, ac mae hyn yn cymryd amser",
    ],
)
def test_welsh_is_recognised(text: str) -> None:
    assert language_of(text) == "cy"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hiya can we get visitor permits online",
        "Un form for the Pan Wales team please, sent to Neath",
        "Ysgol Bro Edern and Ysgol Y Wern want one form for school trips",
        "diolch",
        "We want the Welsh form: ‘mae ffurflen yn y swyddfa’ is what it says today, and the English"
        " one says that a form is kept at the office for anyone who asks for it by name",
    ],
)
def test_english_with_a_welsh_word_or_name_is_read_as_english(text: str) -> None:
    assert language_of(text) == ""


async def test_a_welsh_message_goes_to_the_team_unjudged_with_the_same_promise(
    tmp_path: Path,
) -> None:
    async with program_in(tmp_path) as program:
        heard = await tell(program, f"Dean: {IN_WELSH}\n")
        found = await request(program)

    assert "Eich cyfeirnod yw GW-1. Bydd rhywun yn eich ateb yma erbyn 17:00 ar " in heard
    assert "A person will reply to you here by 5pm on Thursday 10 December." in heard
    assert "1 of at most 5" not in heard
    assert (found.language, found.outcome) == ("cy", None)
    assert [line.text for line in found.said] == [IN_WELSH]


async def test_where_no_time_is_promised_none_is_said_in_welsh_either(tmp_path: Path) -> None:
    settings = {k: v for k, v in environment(tmp_path).items() if "PROMISE" not in k}
    async with opened(settings_from(settings, tmp_path), real=lambda: TUESDAY) as program:
        heard = await tell(program, f"Dean: {IN_WELSH}\n")

    assert "Bydd rhywun yn eich ateb yma. (" in heard
