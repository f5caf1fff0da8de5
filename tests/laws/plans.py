"""What several people may do, one after another: sensible, careless and hostile."""

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, get_args

from hypothesis import strategies as st

from adapters.web.people import ALL_STAFF, TEAM_CHANNEL
from bot.events import Event, Look
from tests.laws.lives import FOUND, LIVES, NOTED, PERSONAL, Steps, brought, mark, sent
from tests.laws.world import CAST, Fills, Finds, Forges, Grabs, Says, Taps

URGENT = (
    "A resident has just told me that she is going to kill herself",
    "There has been a data breach, with everybody’s addresses in it",
)
REQUESTS = (
    "hiya can we get visitor permits online\npeople keep coming to reception w the paper form",
    "Carers fill in a paper timesheet, then someone types 200 of them a month into payroll.",
    "We need to take payment for skip licences over the web, not just by phone.",
    "People ring us, the ward and the nurses and get three different answers about assessments.",
    "visitor permits",
)
ELSEWHERE = ("The printer on floor 2 is broken", "I forgot my password", "hello", "thanks")
ANSWERS = (
    *("yes", "no", "not sure", "skip", "200 a month, 10 minutes each", "we type it into a system"),
    *("something is broken", "I need access", "on paper", "somebody emails it on"),
)
COMMANDS = (
    *("help", "NEW", "status", "my  requests", "queue", "GW-1", "gw-2", "GW-99999999999"),
    *("mine", "adopt", "form", "new for Joe Bloggs", "withdraw"),
    *("reviews", "gaps", "find permits", f"find {NOTED}"),
    *("split GW-1", "REOPEN gw-1", "split GW-2", "hold GW-1", "redact GW-1"),
    *("block online forms", "propose block", "retire block online forms", "propose block GW-1"),
    *("away until Friday", "away until today", "away until 1 May", "away until never"),
)
HOSTILE = (
    *("", " ", "😀😀", "مرحبا بكم في المجلس", "\u202eevil\u202c", "\x00\x07\x1b[31m"),
    *("<script>alert(1)</script>", "'; DROP TABLE requests; --", "{reference} {0} **x**", "%s"),
)
LABELS = (
    *("Skip", "Not sure", "Back", "Submit", "Edit", "Cancel", "Talk to a person", "Yes", "No"),
    *("It is different", "Answer", "Take", "Ask", "Accept", "Stop", "Close", "Withdraw"),
    *("Level", "Blocks", "Merge", "Split", "Reopen", "Filter"),
    *("Keep", "Move up", "Retire", "Hold", "Lift the hold"),
    *("Add to it", "A new or changed way", "Something is broken", "New request", "My requests"),
    *("Me too", "Confidential", "Not confidential", "Fill in a form", "Finish this one"),
    *("Set it aside", "Now", "Tomorrow", "We have it", "We do not have it"),
)
FORMS = (
    *("accept", "stop", "ask", "close", "keep", "go_live_moved", "answer", "add", "edit", "no"),
    *("ask:seen", "stop:seen", "accept:seen", "take", "reword", "request", "found", "adopt"),
    *("note", "level", "level:seen", "blocks", "merge", "merge:seen", "split", "reopen:seen"),
    *("fit", "filter", "later", "hold", "release", "block_edit", "block_retire", "block_propose"),
)
FIELDS = (
    *("text", "reason", "instead", "title", "on", "review_on", "how", "minutes_each"),
    *("step", "to", "whom", "link", "horizon", "go_live_on", "steward", "name", "summary", "why"),
    *(
        "until",
        "into",
        "level",
        "gap",
        "added",
        "added_verdict",
        "verdict_online-forms",
        "why_online-forms",
    ),
)

anyone = st.integers(0, len(CAST) - 1)
numbers = st.integers(-1, 4) | st.integers()
huge = st.sampled_from(("lorem ipsum dolor ", "x", "a. ", "\n")).map(
    lambda one: one * (10_000 // len(one))
)
unheard_of = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
words = st.one_of(
    st.sampled_from(REQUESTS),
    st.sampled_from(ANSWERS),
    st.sampled_from(ELSEWHERE),
    st.sampled_from(URGENT),
    st.sampled_from(HOSTILE),
    st.sampled_from(tuple(PERSONAL.values())),
    huge,
    unheard_of,
)


def _marked(who: int, text: str, first: bool) -> str:
    return f"{mark(who)} {text}" if first else f"{text} {mark(who)}"


_files = st.just(()) | st.just(("permit.pdf", "Mrs Jessop.png"))
_channel = st.sampled_from((TEAM_CHANNEL, ALL_STAFF))
lines = st.one_of(
    st.builds(Says, anyone, words | st.sampled_from(COMMANDS)),
    st.builds(lambda who, *rest: Says(who, _marked(who, *rest)), anyone, words, st.booleans()),
    st.builds(Says, anyone, words | st.sampled_from(COMMANDS), _channel, _files),
)
taps = st.builds(
    lambda who, label, text, first, *rest: Taps(who, label, _marked(who, text, first), *rest),
    anyone,
    st.sampled_from(LABELS),
    words,
    st.booleans(),
    st.integers(0, 6),
    st.none() | anyone,
)
finds = st.builds(
    lambda who, author, text: Finds(who, author, f"{FOUND} {text} {mark(author)}"),
    *(anyone, anyone, words),
)
grabs = st.builds(
    Grabs,
    anyone,
    st.integers(0, 40),
    st.text(max_size=5) | st.just("2027-01-18"),
    st.integers(0, 6),
    st.none() | anyone,
)
days = st.sampled_from(("2026-12-08", "2027-01-18", "2027-06-01", "2020-01-01", "soon", ""))
_chosen = st.sampled_from(
    ("page:tom", "page:nobody", "hand_over", "let_go", "link", "now", "GW-1", "GW-2")
)
fills = st.builds(
    Fills,
    anyone,
    st.sampled_from(FORMS),
    st.integers(0, 4),
    st.dictionaries(st.sampled_from(FIELDS), words | days | _chosen, max_size=4),
)


def _as_a_client_would(event: Any) -> str:
    parts = {each.name: getattr(event, each.name) for each in fields(event)}
    return json.dumps({"_": type(event).__name__, **parts}, default=str)


_texts = st.text(max_size=5) | st.sampled_from(("x" * 70, *ANSWERS[:3]))
_keys = st.sampled_from(("channel_now", "volume_per_month", "minutes_each", "audience", "kind"))
_parts = {
    "request": numbers,
    "on": st.dates(),
    "text": _texts,
    "title": _texts,
    "facts": st.dictionaries(_keys, _texts, max_size=1),
    "form": st.sampled_from(FORMS),
    "horizon": st.sampled_from(("now", "never")),
}


def _made(kind: Any) -> st.SearchStrategy[object]:
    """Any event of this kind, its parts as a client could make them up."""
    names = [each.name for each in fields(kind)]
    return st.builds(kind, **{name: part for name, part in _parts.items() if name in names})


_any_event = st.one_of([_made(kind) for kind in (*get_args(Event), *get_args(Look))])
forged = st.builds(
    Forges, anyone, _any_event.map(_as_a_client_would) | st.text(max_size=20) | st.just("[]")
)


_sent = st.builds(sent, anyone, st.sampled_from(REQUESTS))


def _decided(who: int, labels: Iterable[str], text: str) -> Steps:
    return [Taps(who, label, f"{text} {mark(who)}") for label in labels]


_team = st.sampled_from((2, 3, 3))
_labels = st.lists(
    st.sampled_from(("Take", "Ask", "Level", "Blocks", "Merge", "Accept", "Stop", "Close")),
    max_size=3,
)
noted = st.builds(lambda who, text: [Taps(who, "Note", f"{NOTED} {text}")], _team, words)
decided = st.builds(_decided, _team, _labels, st.sampled_from(ANSWERS))

_steps = (
    *("Taken", "Withdrawn", "WentLive", "GoLiveMoved", "Finished", "Kept", "MovedUp", "Retired"),
    *("LetGo", "SaidSame", "SaidDifferent", "MadeConfidential", "SetAside", "PutOff"),
)


def _moves(who: int, name: str, request: int) -> Steps:
    """A press that could be right, sent twice by somebody who need not be the right one."""
    day = {"WentLive": "on", "GoLiveMoved": "on", "Kept": "review_on"}.get(name)
    value = {"_": name, "request": request} | ({day: "2027-03-01"} if day else {})
    value = {**value, "yes": True} if name == "MadeConfidential" else value
    return [Forges(who, json.dumps(value))] * 2


moves = st.builds(_moves, anyone, st.sampled_from((*_steps, "MovedUp")), st.integers(1, 2))


def _lived(who: int, text: str, labels: tuple[str, ...], member: int, press: Steps) -> Steps:
    """A request is brought, and the team decides; then one goes live, and more is pressed."""
    return [
        *brought(who, text),
        *_decided(member, labels, "ok"),
        *_moves(member, "WentLive", 1),
        *press,
    ]


_lives = st.sampled_from(
    (("Accept",), ("Accept",), ("Take", "Accept"), ("Ask",), ("Take", "Stop"), ())
)
_first = st.builds(_moves, _team, st.sampled_from((*_steps, "MovedUp")), st.just(1))
lived = st.builds(_lived, anyone, st.sampled_from(REQUESTS), _lives, _team, moves | _first)
_one = (lines | taps | grabs | fills | forged | finds).map(lambda step: [step])
_lists = [_one, _one, _sent, decided, decided, noted, moves, moves, lived]
_begun = st.builds(
    lambda life, steps: life[:steps], st.sampled_from(tuple(LIVES.values())), st.integers(1, 30)
)
_any_life: st.SearchStrategy[Steps] = st.just([]) | lived | _begun
plans = st.builds(
    lambda life, parts: [*life, *(step for part in parts for step in part)],
    _any_life,
    st.lists(st.one_of(_lists), min_size=1, max_size=10),
)
"""Up to ten things, some of them several steps long; often a request is far on already."""
