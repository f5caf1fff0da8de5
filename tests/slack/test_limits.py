"""The limits that every message of every test is held against: each finds a fault."""

from typing import Any

import pytest

from tests.slack.limits import faults, of_message, of_view


def _plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def _button(**parts: Any) -> dict[str, Any]:
    return {"type": "button", "text": _plain("Take"), "action_id": "0", "value": "{}", **parts}


def _section(text: str, **parts: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **parts}


def _actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def _modal(*blocks: dict[str, Any], **parts: Any) -> dict[str, Any]:
    return {"type": "modal", "title": _plain("Take"), "blocks": list(blocks), **parts}


def _chart(segments: int, title: str = "New") -> dict[str, Any]:
    slices = [{"label": f"{n}", "value": n} for n in range(segments)]
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {"type": "pie", "segments": slices},
    }


def _option(value: str) -> dict[str, Any]:
    return {"text": _plain("One"), "value": value}


def test_a_message_within_the_limits_is_fine() -> None:
    blocks = [_section("*x* <@U0DEAN> &lt;b&gt; &amp; c" + "y" * 2_900), _actions(_button())]

    assert list(of_message({"text": "x", "blocks": blocks})) == []
    assert list(of_view(_modal(*blocks, private_metadata="p" * 3_000))) == []
    assert faults("auth.test", {}) == []


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ([_section("x")] * 51, "blocks: 51, at most 50"),
        ([_section("x" * 3_001)], "text.text has 3001"),
        ([_section("")], "text.text has 0"),
        ([_section("x", fields=[_plain("f")] * 11)], "fields has 11"),
        ([_section("x", fields=[_plain("f" * 2_001)])], "fields.*.text has 2001"),
        ([{"type": "section"}], "has no text|fields"),
        ([{"type": "header", "text": _plain("h" * 151)}], "text.text has 151"),
        ([_actions(*(_button(action_id=str(n)) for n in range(26)))], "elements has 26"),
        ([_actions(_button(text=_plain("x" * 76)))], "text.text has 76"),
        ([_actions(_button(value="v" * 2_001))], "value has 2001"),
        ([_actions(_button(action_id="a" * 256))], "action_id has 256"),
        ([_actions(_button(), _button())], "action_id: ‘0’ twice"),
        ([_actions(_button(text={"type": "mrkdwn", "text": "x"}))], "text is not plain text"),
        (
            [
                _actions(
                    {"type": "static_select", "action_id": "m", "options": [_option("v" * 151)]}
                )
            ],
            "options.*.value has 151",
        ),
        (
            [_actions({"type": "overflow", "action_id": "o", "options": [_option("v")] * 6})],
            "has 6",
        ),
        ([_actions({"type": "plain_text_input", "action_id": "t"})], "cannot hold"),
        ([_section("a", block_id="b"), _section("a", block_id="b")], "block_id: ‘b’ twice"),
        ([_section("a", block_id="b" * 256)], "block_id has 256"),
        ([_chart(7)], "chart.segments has 7"),
        ([_chart(2, "t" * 51)], "title has 51"),
        ([_chart(2)] * 3, "3 charts"),
        ([{"type": "carousel"}], "of no known type"),
        ([_section("hello <!channel>")], "‘<!channel>’ is not escaped"),
        ([_section("a <b> c")], "‘<b>’ is not escaped"),
        ([_section("fish & chips")], "‘&’ is not escaped"),
    ],
)
def test_a_block_over_a_limit_is_found(blocks: list[dict[str, Any]], fault: str) -> None:
    found = list(of_message({"text": "x", "blocks": blocks}))

    assert any(fault in one for one in found), found


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "has no text"),
        ("x" * 4_001, "4001 characters"),
        ("<!everyone> hello", "‘<!everyone>’ is not escaped"),
    ],
)
def test_a_text_that_cannot_be_sent_is_found(text: str, fault: str) -> None:
    assert any(fault in one for one in of_message({"text": text}))


@pytest.mark.parametrize(
    ("view", "fault"),
    [
        (_modal(*[_section("x")] * 101), "blocks: 101, at most 100"),
        (_modal(title=_plain("t" * 25)), "title.text has 25"),
        (_modal(private_metadata="p" * 3_001), "private_metadata has 3001"),
        (_modal({"type": "input", "label": _plain("l")}), "has no submit.text"),
        ({"type": "drawer"}, "of no known type"),
    ],
)
def test_a_view_over_a_limit_is_found(view: dict[str, Any], fault: str) -> None:
    found = faults("views.open", {"view": view})

    assert any(fault in one for one in found), found
