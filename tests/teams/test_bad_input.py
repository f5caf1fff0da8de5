"""What goes wrong on a card in Teams: a clear sentence to whoever pressed, and nothing is lost."""

from typing import Any

import pytest

from tests.teams.office import Office
from tests.teams.reading import card_of, dialog_of, inputs, labelled, words_of
from tests.teams.tenant import DIGITAL, person

DEAN, PRIYA, TOM = map(person, ("Dean", "Priya", "Tom"))
WISH = "people fill in a paper form for a skip licence at reception"


async def asked_for(office: Office) -> dict[str, Any]:
    """A request whose card is there; its button to take it, as it is at first."""
    await office.works_in("Tom", "Tom Bell", "Digital", of_team=True)
    await office.people.say(DEAN, WISH)
    await office.press(DEAN, "Talk to a person")
    await office.deliver()
    take = labelled(card_of(office.tenant.there(DIGITAL)[0].activity), "Take")
    assert take is not None
    return take


async def filled(office: Office, label: str, **values: str) -> str:
    """What is said of a dialog that was submitted as it stands but for these values."""
    card = dialog_of((await office.press(PRIYA, label, DIGITAL)).body)
    (send,) = card["actions"]
    stands = {name: one.get("value", "") for name, one in inputs(card).items()}
    changed = {name: values[key] for name in stands for key in values if name.endswith(key)}
    reply = await office.people.submit(PRIYA, send, {**stands, **changed}, DIGITAL)
    return words_of(dialog_of(reply.body))


async def test_of_two_on_one_card_the_second_is_told_and_so_is_whoever_presses_last_months(
    office: Office,
) -> None:
    old = await asked_for(office)
    await office.people.press(PRIYA, old, DIGITAL)
    second = await office.people.press(TOM, old, DIGITAL)
    seen = dialog_of((await office.press(PRIYA, "Stop", DIGITAL)).body)
    for _ in range(2):
        (send,) = seen["actions"]
        why = dict.fromkeys(inputs(seen), "There is a page for it.")
        reply = await office.people.submit(PRIYA, send, why, DIGITAL)
        seen = dialog_of(reply.body) if reply.body else seen
    late = await office.people.press(TOM, old, DIGITAL)

    assert second.body["value"] == "Priya Nair has GW-1 already. Nothing has changed."
    assert late.body["value"] == (
        "GW-1 is stopped now, so that cannot be done. Nothing has changed."
    )


@pytest.mark.parametrize(
    ("label", "values", "says"),
    [
        ("Accept", {"review_on": "2020-01-01"}, "Choose today or a later day."),
        ("Accept", {"review_on": "2027-03-26"}, "Choose a working day. That one is a weekend,"),
        ("Stop", {"reason": "x" * 10_000, "instead": "ring"}, "Use at most 3,000 characters."),
        ("Merge", {"into": "1"}, "That is this request. Give another one."),
        ("Merge", {"into": "gw 99"}, "There is no request with that reference."),
    ],
)
async def test_what_is_filled_in_wrongly_is_said_under_its_field(
    office: Office, label: str, values: dict[str, str], says: str
) -> None:
    await asked_for(office)

    assert says in await filled(office, label, **values)
    assert (await office.request()).status == "new"
