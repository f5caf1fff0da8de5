"""People whom the team names in a form: Teams tells their ids, and their names when asked."""

import pytest

from tests.teams.office import Office
from tests.teams.reading import dialog_of, inputs, words_of
from tests.teams.tenant import DIGITAL, Trouble, person

DEAN, PRIYA, SAM = map(person, ("Dean", "Priya", "Sam"))
WISH = "people fill in a paper form for a skip licence at reception"


async def asked(office: Office, whom: str) -> str:
    """Priya asks somebody about Dean's request. Gives what is shown before it is sent."""
    await office.people.say(DEAN, WISH)
    await office.press(DEAN, "Talk to a person")
    card = dialog_of((await office.press(PRIYA, "Ask", DIGITAL)).body)
    text, to = (
        next(name for name in inputs(card) if name.endswith(end)) for end in ("text", "whom")
    )
    values = {text: "How many a month?", to: whom}
    preview = await office.people.submit(PRIYA, card["actions"][0], values, DIGITAL)
    await office.people.submit(PRIYA, dialog_of(preview.body)["actions"][0], values, DIGITAL)
    await office.deliver()
    return words_of(dialog_of(preview.body))


async def test_somebody_who_never_wrote_is_asked_by_name(office: Office) -> None:
    office.tenant.staff = {SAM: "Sam Price"}

    shown = await asked(office, SAM)

    assert "Sam" in shown
    assert "Sam Price" in (await office.told(DIGITAL))[-1]
    assert "How many a month?" in (await office.told(SAM))[-1]


async def test_one_of_the_team_is_known_by_the_roster(office: Office) -> None:
    await office.works_in("Tom", "Tom Bell", "Digital", of_team=True)

    await asked(office, person("Tom"))

    assert "Tom Bell" in (await office.told(DIGITAL))[-1]
    assert not [one for one in office.tenant.made("pagedmembers") if "a:" in one.what]


@pytest.mark.parametrize(
    "trouble", [Trouble("a:", 403, "Forbidden", times=9), Trouble("a:", times=9)]
)
async def test_whose_name_is_not_told_is_asked_all_the_same(
    office: Office, trouble: Trouble
) -> None:
    office.tenant.staff = {SAM: "Sam Price"}
    trouble.what = f"a:{SAM}/pagedmembers"
    office.tenant.troubles.append(trouble)

    await asked(office, SAM)

    assert "How many a month?" in (await office.told(SAM))[-1]
