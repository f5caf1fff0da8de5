"""Adaptive Cards 1.5 as tables: what each kind of element needs, and what it can have.

Written from the documentation of Adaptive Cards and of charts in Teams, November 2026, for the
kinds that are used. What is not listed has not been looked up.
"""

from collections.abc import Mapping
from dataclasses import dataclass

_SPACING = ("default", "none", "small", "medium", "large", "extralarge", "padding")
_COLOURS = ("default", "dark", "light", "accent", "good", "warning", "attention")
_SIZES = ("default", "small", "medium", "large", "extralarge")
_WEIGHTS = ("default", "lighter", "bolder")
_SIDES = ("left", "center", "right")
_FONTS = ("default", "monospace")


@dataclass(frozen=True, slots=True)
class Held:
    """What a property holds: one of these kinds, or where `many` a list of them."""

    kinds: frozenset[str]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """The properties of one kind: those it needs, and what each can be."""

    needs: tuple[str, ...]
    has: Mapping[str, "Can"]


Can = type | tuple[str, ...] | Held
"""A type of JSON, one of some texts in lower case, or other elements."""

INPUTS = frozenset({"Input.Text", "Input.Date", "Input.ChoiceSet"})
CHARTS = frozenset({"Chart.HorizontalBar"})
ACTIONS = frozenset({"Action.Execute", "Action.Submit"})
ELEMENTS = frozenset({"TextBlock", "RichTextBlock", "Container", "ActionSet"}) | INPUTS | CHARTS

_TEXT_LOOKS: dict[str, Can] = {
    "color": _COLOURS,
    "fontType": _FONTS,
    "isSubtle": bool,
    "size": _SIZES,
    "weight": _WEIGHTS,
}
_ELEMENT: dict[str, Can] = {
    "fallback": Held(ELEMENTS),
    "height": ("auto", "stretch"),
    "separator": bool,
    "spacing": _SPACING,
    "id": str,
    "isVisible": bool,
    "requires": dict,
}
_INPUT: dict[str, Can] = {**_ELEMENT, "errorMessage": str, "isRequired": bool, "label": str}
_ACTION: dict[str, Can] = {
    "title": str,
    "iconUrl": str,
    "id": str,
    "style": ("default", "positive", "destructive"),
    "fallback": Held(ACTIONS),
    "tooltip": str,
    "isEnabled": bool,
    "mode": ("primary", "secondary"),
    "requires": dict,
    "data": dict,
    "associatedInputs": ("auto", "none"),
}

KINDS = {
    "AdaptiveCard": Kind(
        ("version", "body"),
        {
            "$schema": str,
            "version": ("1.5",),
            "body": Held(ELEMENTS, many=True),
            "actions": Held(ACTIONS, many=True),
            "refresh": dict,
            "fallbackText": str,
            "speak": str,
            "lang": str,
            "rtl": bool,
            "msteams": dict,
        },
    ),
    "TextBlock": Kind(
        ("text",),
        {
            **_ELEMENT,
            **_TEXT_LOOKS,
            "text": str,
            "style": ("default", "heading"),
            "wrap": bool,
            "maxLines": int,
            "horizontalAlignment": _SIDES,
        },
    ),
    "RichTextBlock": Kind(
        ("inlines",),
        {
            **_ELEMENT,
            "inlines": Held(frozenset({"TextRun"}), many=True),
            "horizontalAlignment": _SIDES,
        },
    ),
    "TextRun": Kind(
        ("text",),
        {
            **_TEXT_LOOKS,
            "text": str,
            "italic": bool,
            "strikethrough": bool,
            "underline": bool,
            "highlight": bool,
        },
    ),
    "Container": Kind(
        ("items",),
        {
            **_ELEMENT,
            "items": Held(ELEMENTS, many=True),
            "style": ("default", "emphasis", "good", "attention", "warning", "accent"),
            "bleed": bool,
            "minHeight": str,
        },
    ),
    "ActionSet": Kind(("actions",), {**_ELEMENT, "actions": Held(ACTIONS, many=True)}),
    "Input.Text": Kind(
        ("id", "label"),
        {
            **_INPUT,
            "isMultiline": bool,
            "maxLength": int,
            "placeholder": str,
            "regex": str,
            "style": ("text", "tel", "url", "email"),
            "value": str,
        },
    ),
    "Input.Date": Kind(
        ("id", "label"), {**_INPUT, "max": str, "min": str, "placeholder": str, "value": str}
    ),
    "Input.ChoiceSet": Kind(
        ("id", "label", "choices"),
        {
            **_INPUT,
            "choices": Held(frozenset({""}), many=True),
            "choices.data": Held(frozenset({"Data.Query"})),
            "isMultiSelect": bool,
            "style": ("compact", "expanded", "filtered"),
            "value": str,
            "placeholder": str,
            "wrap": bool,
        },
    ),
    "": Kind(("title", "value"), {"title": str, "value": str}),  # a choice, of no named kind
    "Data.Query": Kind(("dataset",), {"dataset": ("graph.microsoft.com/users",)}),
    "Action.Execute": Kind(("title", "verb", "data", "fallback"), {**_ACTION, "verb": str}),
    "Action.Submit": Kind(("title", "data"), _ACTION),
    "Chart.HorizontalBar": Kind(
        ("data", "fallback"),
        {
            **_ELEMENT,
            "title": str,
            "data": list,
            "color": str,
            "colorSet": str,
            "displayMode": ("absolutewithaxis", "absolutenoaxis", "parttowhole"),
            "xAxisTitle": str,
            "yAxisTitle": str,
        },
    ),
}
