"""Forms as dialogs of Teams: what stands in them, what is wrong, and what was filled in."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.buttons import pressed
from adapters.teams.dialogs import Dialogs, Unreadable, submitted
from adapters.teams.render import Renderer
from bot.events import Filled, Found, Taken
from bot.intake import editing, starting
from bot.messages import (
    Button,
    Choice,
    Dialog,
    Field,
    FieldKind,
    Heading,
    Message,
    Paragraph,
)
from bot.triage import forms
from bot.triage.fields import FIELDS
from bot.words.rich import Run
from tests import cast
from tests.sayings import lines, parts
from tests.teams.limits import of_task
from tests.test_teams_drawing import within
from tests.theatre import TUESDAY

DIALOGS = Dialogs(Renderer(cast.book().words, "Our council"))
Json = dict[str, Any]

TYPED = (FieldKind.LINE, FieldKind.LINES, FieldKind.DAY, FieldKind.PERSON)


def _key(field: Field) -> tuple[FieldKind, str]:
    return field.kind, field.key


def _value(choice: Choice) -> str:
    return choice.value


FORM = Dialog(
    "ask",
    7,
    "Ask about GW-7",
    (
        Field("line", "A line", value="x" * 4_000, hint="A hint", required=True),
        Field("lines", "Lines", FieldKind.LINES),
        Field("who", "Who", FieldKind.PERSON, value="teams:8e1d"),
        Field("day", "Day", FieldKind.DAY, value="2026-12-08"),
        Field("pick", "Pick", FieldKind.CHOICE, "", "b", (Choice("", "None"), Choice("b", "B"))),
    ),
    "Send",
    (Paragraph((Run("What Dean will read."),)),),
    "teams:8e1d",
)


def body(task: Json) -> list[Json]:
    found: list[Json] = task["card"]["content"]["body"]
    return found


def inputs(task: Json) -> dict[str, Json]:
    return {one["id"]: one for one in body(task) if one["type"].startswith("Input.")}


def as_sent(task: Json, **changed: str) -> Json:
    """What Teams sends of it, as it stands or with what was changed."""
    (submit,) = task["card"]["content"]["actions"]
    values = {name: one.get("value", "") for name, one in inputs(task).items()}
    return {"data": {**submit["data"], **values, **changed}, "context": {"theme": "dark"}}


def test_a_form_has_its_fields_each_with_its_label() -> None:
    task = DIALOGS.opened(FORM)
    fields = inputs(task)

    assert list(of_task(task)) == []
    assert task["title"] == "Ask about GW-7"
    assert [one["label"] for one in fields.values()] == ["A line", "Lines", "Who", "Day", "Pick"]
    assert len(fields["line:line"]["value"]) == 3_000
    assert fields["line:line"]["isRequired"] is True
    assert fields["lines:lines"]["isMultiline"] is True
    assert fields["choice:pick"]["value"] == "=b"


def test_somebody_is_looked_for_in_the_whole_organisation() -> None:
    who = inputs(DIALOGS.opened(FORM))["person:who"]

    assert who["value"] == "8e1d"
    assert who["choices.data"] == {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}


def test_whoever_is_known_on_another_platform_alone_does_not_stand_there() -> None:
    asked = Dialog("ask", 7, "Ask", (Field("who", "Who", FieldKind.PERSON, "", "slack:U1"),), "Go")

    assert "value" not in inputs(DIALOGS.opened(asked))["person:who"]


def test_what_was_filled_in_is_read_back() -> None:
    sent = as_sent(DIALOGS.opened(FORM), **{"line:line": "words", "date": "x", "day:day": ""})

    values = {"line": "words", "lines": "", "who": "teams:8e1d", "day": "", "pick": "b"}
    assert submitted(sent) == Filled("ask", 7, values, "teams:8e1d")


def test_nothing_chosen_is_told_from_the_choice_of_nothing_to_nobody() -> None:
    sent = as_sent(DIALOGS.opened(FORM), **{"choice:pick": "=", "person:who": ""})

    assert submitted(sent).values["pick"] == ""
    assert submitted(sent).values["who"] == ""


def test_what_has_to_be_mended_is_said_first_and_under_its_field() -> None:
    values = {"line": "new", "pick": "gone"}
    task = DIALOGS.opened(FORM, values, {"line": "Say more.", "gone": "Not here any more."})
    first, *others = body(task)
    line = others.index(inputs(task)["line:line"])
    error = others[line + 1]

    assert list(of_task(task)) == []
    assert "".join(run["text"] for run in within(first, "TextRun")) == (
        "A line Say more.gone Not here any more."
    )
    assert "".join(run["text"] for run in error["inlines"]) == "Error: Say more."
    assert {run["color"] for run in error["inlines"]} == {"Attention"}
    assert inputs(task)["line:line"]["value"] == "new"
    assert "value" not in inputs(task)["choice:pick"]


said = lines.filter(str.strip)
choices = st.lists(st.builds(Choice, lines, said), min_size=1, max_size=5, unique_by=_value)
fields = st.one_of(
    st.builds(Field, said, said, st.sampled_from(TYPED), lines, lines, required=st.booleans()),
    st.builds(Field, said, said, st.just(FieldKind.CHOICE), lines, lines, choices.map(tuple)),
)
dialogs = st.builds(
    Dialog,
    said,
    st.integers(0, 9),
    said,
    st.lists(fields, min_size=1, max_size=5, unique_by=_key).map(tuple),
    said,
    parts.map(lambda part: (part,)),
    lines,
)


@settings(max_examples=40)
@given(dialogs, st.dictionaries(st.integers(0, 4), said, max_size=5))
def test_whatever_stands_in_a_dialog_fits_and_is_only_text(
    dialog: Dialog, wrong: dict[int, str]
) -> None:
    errors = {one.key: wrong[n] for n, one in enumerate(dialog.fields) if n in wrong}

    assert list(of_task(DIALOGS.opened(dialog, errors=errors))) == []


def every_dialog() -> Iterator[Dialog]:
    """Those about a request, and those with which one begins."""
    request = cast.request(7, "people post us a paper form")
    for name in sorted(FIELDS.keys() - {"fit"}):  # it has a field for each block that was offered
        yield forms.draw(name, request, TUESDAY.date(), cast.book())
    yield starting.draw(cast.book())
    yield starting.draw_found(Found("teams:8e1d", "words " * 400), "Dean Marsh", cast.book())
    yield editing.draw(cast.draft("people post us a paper form"), cast.book())


@pytest.mark.parametrize("dialog", [*every_dialog()], ids=lambda one: one.form)
def test_every_dialog_fits_and_is_read_back_as_it_stood(dialog: Dialog) -> None:
    task = DIALOGS.opened(dialog)

    assert list(of_task(task)) == []
    read = submitted(as_sent(task))
    assert read == Filled(dialog.form, dialog.request, _as_it_stood(dialog), dialog.about)


def _as_it_stood(dialog: Dialog) -> dict[str, str]:
    return {one.key: one.value for one in dialog.fields}


@pytest.mark.parametrize(
    "value",
    [
        None,
        "form",
        {},
        {"data": {}},
        {"data": {"form": "ask"}},
        {"data": {"form": {"name": "ask", "request": -1, "about": "", "source": ""}}},
        {"data": {"form": {"name": "ask", "request": True, "about": "", "source": ""}}},
        {"data": {"form": {"name": "ask", "request": 2**31, "about": "", "source": ""}}},
        {"data": {"form": {"name": ["ask"], "request": 1, "about": "", "source": ""}}},
    ],
)
def test_a_form_that_is_not_ours_is_not_read(value: object) -> None:
    with pytest.raises(Unreadable):
        submitted(value)


def test_a_message_in_a_dialog_has_buttons_that_work_there() -> None:
    told = Message((Heading((Run("Your requests"),)),), (Button("Take", Taken(7)),))
    task = DIALOGS.message(told)
    (button,) = within(task, "Action.Submit")

    assert list(of_task(task)) == []
    assert task["title"] == "Groundwork"
    assert pressed({"data": button["data"], "context": {}}) == Taken(7)


def test_a_fault_in_a_dialog_would_be_found() -> None:
    task = DIALOGS.opened(FORM)
    inputs(task)["line:line"].pop("label")
    inputs(task)["choice:pick"] |= {"value": "=c", "id": "day:day"}
    body(task).append({"type": "ActionSet", "actions": [{"type": "Action.Execute", "title": "x"}]})
    task["title"] = ""

    assert {
        "the dialog has no title",
        "Input.Text: has no label",
        "day:day: 2 times",
        "Input.ChoiceSet: =c is no choice",
        "Action.Execute: works on a card, and not in a dialog",
    } <= set(of_task(task))
