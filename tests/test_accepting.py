"""Accept shows when it is looked at again, before it is sent, and lets that day be changed."""

from dataclasses import replace

import pytest

from bot.events import Accepted, Filled
from bot.levels.judgement import Sureness
from bot.messages import Dialog, FieldKind, Open, text_of
from bot.triage import card, forms
from tests.figuring import outcome
from tests.reviewing import TUESDAY, accepted
from tests.triaging import HERS, book, known

OFFERED = forms.draw("accept", HERS, TUESDAY.date(), book())


def values(dialog: Dialog) -> dict[str, str]:
    return {one.key: one.value for one in dialog.fields}


def filled(dialog: Dialog, **changed: str) -> object:
    """What comes of the dialog, submitted as it stands but for what was changed."""
    sent = Filled(dialog.form, 7, {**values(dialog), **changed}, dialog.about)
    return forms.read(sent, known(), book())


def seen(dialog: Dialog, **changed: str) -> Dialog:
    shown = filled(dialog, **changed)
    assert isinstance(shown, Open)
    return shown.dialog


def days(dialog: Dialog) -> tuple[str, str]:
    return values(dialog)["go_live_on"], values(dialog)["review_on"]


def sent_with(dialog: Dialog, **changed: str) -> tuple[str, str]:
    sent = filled(dialog, **changed)
    assert isinstance(sent, Accepted)
    return str(sent.go_live_on), str(sent.review_on)


def test_the_day_on_which_it_is_looked_at_again_is_there_from_the_first() -> None:
    assert days(OFFERED) == ("2027-01-07", "2027-04-07")
    assert sent_with(seen(OFFERED)) == ("2027-01-07", "2027-04-07")


def test_it_moves_with_the_day_of_going_live_each_time_until_it_is_set_by_hand() -> None:
    once = seen(OFFERED, go_live_on="2027-01-18")
    by_hand = seen(OFFERED, go_live_on="2027-01-18", review_on="2027-03-01")

    assert days(once) == ("2027-01-18", "2027-04-19")
    assert sent_with(once, go_live_on="2027-02-01") == ("2027-02-01", "2027-05-04")
    assert days(by_hand) == ("2027-01-18", "2027-03-01")
    assert sent_with(by_hand, go_live_on="2027-02-01") == ("2027-02-01", "2027-03-01")
    assert sent_with(once, review_on="2027-03-02") == ("2027-01-18", "2027-03-02")


def test_a_dialog_that_an_earlier_release_opened_is_still_read() -> None:
    earlier = replace(seen(OFFERED, go_live_on="2027-01-18"), about="")

    assert sent_with(earlier, review_on="") == ("2027-01-18", "2027-04-19")
    assert sent_with(earlier, review_on="2027-03-01") == ("2027-01-18", "2027-03-01")


@pytest.mark.parametrize("form", ["accept", "level", "close", "later"])
def test_what_has_to_be_chosen_is_not_called_optional(form: str) -> None:
    fields = forms.draw(form, HERS, TUESDAY.date(), book()).fields

    assert all(one.required for one in fields if one.kind is FieldKind.CHOICE)


def test_no_one_is_said_to_agree_with_what_was_but_a_guess() -> None:
    guess = replace(accepted(7), outcome=outcome(sure=Sureness.NOT_SURE))

    assert (
        "Level: Access (putting it online with a form) was my best guess. I was not sure, and the "
        "team has not said."
    ) in text_of(card.draw(guess, book()))
