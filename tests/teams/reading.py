"""What people read of a card or a dialog: words, and what can be pressed and filled in."""

from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]


def card_of(activity: Mapping[str, Any]) -> Json:
    """The card that is attached to a message; of a message without any, one of its text."""
    if "attachments" not in activity:
        return {"body": [{"type": "TextBlock", "text": activity["text"]}]}
    (attached,) = activity["attachments"]
    return dict(attached["content"])


def dialog_of(body: Json) -> Json:
    """The card in a dialog that was answered with."""
    assert body["task"]["type"] == "continue"
    card: Json = body["task"]["value"]["card"]["content"]
    return card


def words_of(card: Mapping[str, Any]) -> str:
    """All that is shown, part by part, and what can be pressed, as transcripts have it."""
    lines = [line for element in card["body"] for line in _lines(element)]
    labels = " ".join(f"[{each['title']}]" for each in actions(card))
    return "\n".join([*lines, *([labels] if labels else [])])


def read_out(activity: Mapping[str, Any]) -> str:
    """The text beside the card, as people are told of it; its rows of buttons as one line."""
    said: list[str] = []
    labels: list[str] = []
    for line in str(activity["summary"]).split("\n"):
        (labels if line.startswith("[") and line.endswith("]") else said).append(line)
    return "\n".join([*(line.removeprefix("• ") for line in said), *[" ".join(labels)]]).strip()


def actions(card: Mapping[str, Any]) -> list[Json]:
    """Everything that can be pressed, in order."""
    return [each for row in _within(card["body"], "ActionSet") for each in row["actions"]]


def labelled(card: Mapping[str, Any], label: str) -> Json | None:
    """What is pressed by this label, if the card has it."""
    return next((each for each in actions(card) if each["title"] == label), None)


def inputs(card: Mapping[str, Any]) -> dict[str, Json]:
    """The fields of a dialog, by their ids."""
    return {
        one["id"]: one for one in _every(card["body"]) if str(one.get("type")).startswith("Input.")
    }


def _within(elements: list[Json], kind: str) -> list[Json]:
    return [one for one in _every(elements) if one.get("type") == kind]


def _every(elements: list[Json]) -> Iterator[Json]:
    for one in elements:
        yield one
        yield from _every(one.get("items", []))


def _lines(element: Json) -> Iterator[str]:
    match element["type"]:
        case "TextBlock":
            yield element["text"]
        case "RichTextBlock":
            yield "".join(run["text"] for run in element["inlines"]).removeprefix("• ")
        case "Container":
            for one in element["items"]:
                yield from _lines(one)
