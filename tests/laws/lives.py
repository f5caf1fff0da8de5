"""Whole lives of requests as they should go, one or more of each kind, for the laws to look at."""

import json

from adapters.web.people import ALL_STAFF, TEAM_CHANNEL
from tests.laws.world import CAST, Fills, Finds, Forges, Says, Step, Taps

Steps = list[Step]
DEAN, RUTH, PRIYA, TOM = range(len(CAST))

SECRET = "zqsecretqz"
"""A word of what is asked in confidence, and of nothing else."""

NOTED = "zqnoteqz"
"""A word of a note of the team's, and of nothing else."""

FOUND = "zqfoundqz"
"""A word of a message that a colleague found, and of nothing else."""

PERSONAL = {
    "Jessop": "Mrs Jessop rang about her permit",
    "Elm Grove": "She lives at 12 Elm Grove, NR1 4BE",
    "NR1 4BE": "The postcode is NR1 4BE",
    "900123": "Her number is 07700 900123",
    "jessie@": "She emails from jessie@example.com",
    "943 476": "Her NHS number is 943 476 5919",
    "AB123456C": "Her NI number is AB123456C",
}
"""What must be nowhere, and a line in which somebody types it."""

PERMITS = (
    "Can we get visitor permits for parking zones online? People bring a paper form to reception"
)
PERMITS_TOO = "Visitor permits for the parking zones are on paper, could people get them online"
SKIPS = "We need to take payment for skip licences over the web, not just by phone."


def mark(who: int) -> str:
    """A word by which somebody's lines are known again."""
    return f"zq{CAST[who].first_name.lower()}qz"


def press(who: int, name: str, request: int = 1, **values: str) -> Forges:
    """A press as a client sends it, of a button that it need not have."""
    return Forges(who, json.dumps({"_": name, "request": request, **values}))


def asked(who: int, text: str, *before: Step) -> Steps:
    """A request up to where it can be sent; all that is asked is skipped."""
    return [Says(who, f"{text} {mark(who)}"), *before, *([Taps(who, "Skip")] * 4)]


def sent(who: int, text: str, *before: Step) -> Steps:
    """A request from its first line to Submit."""
    return [*asked(who, text, *before), Taps(who, "Submit")]


def brought(who: int, text: str = "visitor permits") -> Steps:
    """A request in two steps."""
    return [Says(who, f"{text} {mark(who)}"), Taps(who, "Talk to a person")]


_JOINED: Steps = [*sent(DEAN, PERMITS), *asked(RUTH, PERMITS_TOO), Taps(RUTH, "Me too")]
_ACCEPTED: Steps = [Taps(TOM, "Accept", f"a payment page {mark(TOM)}")]
_LIVE: Steps = [*_ACCEPTED, Taps(TOM, "Close")]
_HELP: Steps = [press(who, "Helped", answer="partly") for who in (DEAN, RUTH, PRIYA)]
_MOVED_UP: Step = press(TOM, "MovedUp")

LIVES: dict[str, Steps] = {
    "to its end": [
        *sent(DEAN, SKIPS, Taps(DEAN, "Skip"), Taps(DEAN, "Back")),
        Taps(PRIYA, "Take"),
        Taps(PRIYA, "Take", whom=TOM),
        Taps(TOM, "Ask", f"How many a month? {mark(TOM)}"),
        *(Says(DEAN, f"about forty {mark(DEAN)}"), Says(DEAN, "yes")),
        *(*_LIVE, press(TOM, "Kept", review_on="2027-06-01")),
        *(_MOVED_UP, _MOVED_UP, press(TOM, "Retired")),
    ],
    "asked all there is": [
        Says(DEAN, f"visitor permits {mark(DEAN)}"),
        *(*([Taps(DEAN, "Not sure")] * 8), Taps(DEAN, "Submit")),
    ],
    "joined": [
        *_JOINED,
        *(Taps(PRIYA, "Take"), Taps(PRIYA, "Ask", "How many?"), Taps(DEAN, "Answer", "Forty")),
        *(Taps(PRIYA, "Take", pick=3), Taps(PRIYA, "Take", pick=5), Taps(PRIYA, "Take", pick=4)),
        *(
            *_LIVE,
            press(TOM, "GoLiveMoved", on="2027-03-01"),
            *_HELP,
            press(RUTH, "Helped", answer=""),
        ),
        *(Taps(TOM, "Keep", "2027-06-01"), Taps(TOM, "Blocks"), _MOVED_UP, Says(RUTH, "GW-1")),
    ],
    "joined and withdrawn": [*_JOINED, press(DEAN, "Withdrawn")],
    "joined twice": [
        *(*_JOINED, *asked(RUTH, f"{PERMITS_TOO} for carers as well"), Taps(RUTH, "Me too")),
    ],
    "joined with a file": [
        *(*sent(DEAN, PERMITS), Says(RUTH, f"{PERMITS_TOO} {mark(RUTH)}", files=("permit.pdf",))),
        *(*([Taps(RUTH, "Skip")] * 4), Taps(RUTH, "Me too")),
    ],
    "one different and one joined": [
        *(*sent(DEAN, PERMITS), *asked(TOM, PERMITS), Taps(TOM, "It is different")),
        *(Taps(TOM, "Submit"), *asked(RUTH, PERMITS_TOO)),
        *(Says(RUTH, f"ours are for carers {mark(RUTH)}"), Taps(RUTH, "Me too")),
    ],
    "different": [
        *(*sent(DEAN, PERMITS), *asked(RUTH, PERMITS_TOO)),
        *(Taps(RUTH, "It is different"), Taps(RUTH, "Back"), Says(RUTH, "ours are for carers")),
        Taps(RUTH, "Submit"),
    ],
    "not shown": [
        *(*brought(DEAN, SKIPS), Says(RUTH, f"Timesheets come on paper {mark(RUTH)}")),
        *(press(RUTH, "SaidDifferent"), press(RUTH, "SaidSame"), Taps(RUTH, "Talk to a person")),
    ],
    "in confidence": [
        *asked(DEAN, f"{SECRET} {PERMITS}"),
        *(Taps(DEAN, "Confidential"), Taps(DEAN, "Submit"), Says(RUTH, "GW-1"), Says(TOM, "GW-1")),
        *(*asked(RUTH, PERMITS_TOO), press(RUTH, "SaidSame"), press(RUTH, "Withdrawn")),
        *(Taps(TOM, "Ask", "Is it so?", whom=RUTH), Taps(RUTH, "Answer", "It is")),
        *(Taps(TOM, "Stop", "no need"), Says(DEAN, "status")),
    ],
    "of a colleague": [
        *(*brought(DEAN), Taps(TOM, "Ask", f"Who does it? {mark(TOM)}", whom=RUTH)),
        *(Says(RUTH, f"I do {mark(RUTH)}"), Says(RUTH, "yes"), press(RUTH, "Answered")),
        *(Taps(TOM, "Ask", "And when?", whom=RUTH), Says(RUTH, "a new form"), Taps(RUTH, "No")),
    ],
    "found": [
        Finds(DEAN, RUTH, f"We type {FOUND} timesheets from paper into payroll {mark(RUTH)}"),
        *(Taps(RUTH, "Yes"), *([Taps(RUTH, "Skip")] * 4), Taps(RUTH, "Submit")),
    ],
    "found and refused": [
        Finds(TOM, RUTH, f"Why are {FOUND} timesheets still on paper {mark(RUTH)}"),
        *(Finds(TOM, RUTH, f"Why are {FOUND} timesheets still on paper {mark(RUTH)}"),),
        *(Taps(RUTH, "No"), Finds(DEAN, DEAN, f"My own {FOUND} paper forms {mark(DEAN)}")),
    ],
    "two at once": [
        *(Says(DEAN, f"{SKIPS} {mark(DEAN)}"), Says(DEAN, "new"), Taps(DEAN, "Set it aside")),
        *(*brought(DEAN, PERMITS), Taps(DEAN, "Yes"), Taps(DEAN, "Cancel")),
    ],
    "three at once": [
        *(Says(DEAN, f"{SKIPS} {mark(DEAN)}"), Says(DEAN, "new"), Taps(DEAN, "Set it aside")),
        *(Says(DEAN, f"{PERMITS} {mark(DEAN)}"), Says(DEAN, "form")),
        *(Taps(DEAN, "Fill in a form", f"Timesheets come on paper {mark(DEAN)}"),),
        *(
            Taps(DEAN, "Submit"),
            Taps(DEAN, "Yes"),
            Says(DEAN, "new"),
            Taps(DEAN, "Finish this one"),
        ),
        *(Taps(DEAN, "Talk to a person"), Taps(DEAN, "No")),
    ],
    "put off": [
        Says(DEAN, f"The printer on floor 2 is broken {mark(DEAN)}"),
        Says(DEAN, f"{SKIPS} {mark(DEAN)}"),
        *(Taps(DEAN, "Tomorrow"), Says(DEAN, "yes"), Taps(DEAN, "Talk to a person")),
    ],
    "sent elsewhere": [
        Says(DEAN, f"The printer on floor 2 is broken {mark(DEAN)}"),
        *(Taps(DEAN, "It is different"), Taps(DEAN, "Talk to a person")),
        *(Says(who, "The printer on floor 2 is broken again") for who in (RUTH, PRIYA, TOM)),
    ],
    "urgent": [Says(DEAN, "A resident has just told me that she is going to kill herself")],
    "in a form": [
        *(Says(RUTH, "form"), Taps(RUTH, "Fill in a form", f"{PERMITS} {mark(RUTH)}", pick=1)),
        *(Taps(RUTH, "Submit"), Says(RUTH, "my requests"), Says(TOM, "queue")),
    ],
    "for somebody": [Says(TOM, "new for Joe Bloggs"), *sent(TOM, PERMITS), Says(TOM, "mine")],
    "from a channel": [
        *(Says(DEAN, f"{PERMITS} {mark(DEAN)}", ALL_STAFF), Says(DEAN, "GW-1", ALL_STAFF)),
        *(Says(DEAN, f"forty {mark(DEAN)}", ALL_STAFF), Says(TOM, "queue", TEAM_CHANNEL)),
        *(Says(RUTH, "new", TEAM_CHANNEL), Says(RUTH, "new", ALL_STAFF), Says(RUTH, "help")),
    ],
    "with files": [
        Says(DEAN, f"{SKIPS} {mark(DEAN)}", files=("licence.pdf",)),
        *(
            Says(DEAN, f"and this {mark(DEAN)}", files=("a.png", "b.png")),
            Says(DEAN, "", None, ("c",)),
        ),
        *(Taps(DEAN, "Edit", pick=1), Taps(DEAN, "Talk to a person")),
    ],
    "put in other words": [
        *(
            *brought(DEAN),
            Says(DEAN, "status"),
            Taps(DEAN, "Edit"),
            Taps(DEAN, "Add to it", "more"),
        ),
        *(press(RUTH, "Withdrawn"), press(TOM, "Withdrawn"), Taps(DEAN, "Withdraw")),
    ],
    "it waits": [
        *(*brought(DEAN), Taps(PRIYA, "Take"), Taps(PRIYA, "Take", pick=2), Says(DEAN, "status")),
        *(Taps(PRIYA, "Take", pick=4), Taps(PRIYA, "Take", pick=1), Taps(TOM, "Take")),
        *(Taps(PRIYA, "Take", pick=1), press(TOM, "Waits", on="the rain")),
    ],
    "taken by nobody": [
        *brought(DEAN),
        *(press(who, name) for who in (DEAN, RUTH) for name in ("Taken", "LetGo", "WentLive")),
        *(press(PRIYA, name) for name in ("WentLive", "Finished", "Retired")),
        *(Taps(PRIYA, "Accept"), Taps(PRIYA, "Stop"), Taps(TOM, "Stop", "no")),
    ],
    "noted": [
        *(*_JOINED, Taps(PRIYA, "Note", f"{NOTED} they owe us an answer")),
        *(Taps(PRIYA, "Take"), Taps(PRIYA, "Ask", "How many?"), Taps(PRIYA, "Ask", "When?")),
        *(Taps(TOM, "Level", f"it is typed in again {mark(TOM)}"), Says(DEAN, "GW-1")),
        *(Taps(TOM, "Blocks", f"nothing of ours {mark(TOM)}"), Says(RUTH, "status")),
        *(*_LIVE, Taps(PRIYA, "Note", f"{NOTED} again"), Says(PRIYA, "GW-1")),
        *(press(DEAN, "Noted", text=NOTED), Taps(DEAN, "Note", NOTED), Says(RUTH, "queue")),
        *(Says(DEAN, f"find {NOTED}"), Says(RUTH, f"find {NOTED}"), Says(PRIYA, f"find {NOTED}")),
        *(Says(PRIYA, "gaps"), Says(PRIYA, "reviews"), Says(DEAN, "gaps"), Taps(PRIYA, "Filter")),
    ],
    "merged": [
        *(*_JOINED, *brought(TOM, "Visitor permits for the parking zones"), Taps(PRIYA, "Take")),
        *(Taps(TOM, "Merge", "GW-1"), Says(TOM, "GW-2"), Says(RUTH, "GW-2"), Says(DEAN, "GW-1")),
        *(Taps(PRIYA, "Note", f"{NOTED} both want it"), Taps(TOM, "Accept", f"yes {mark(TOM)}")),
        *brought(RUTH),
        *(Fills(TOM, "merge:seen", 3, {"into": "GW-2"}), Fills(TOM, "merge", 3, {"into": "GW-3"})),
        *(Fills(DEAN, "merge", 3, {"into": "GW-1"}), Fills(PRIYA, "merge", 3, {"into": "GW-1"})),
    ],
    "redacted and held": [
        *(*_JOINED, Says(RUTH, "redact GW-1"), Says(PRIYA, "hold GW-1")),
        *(Taps(PRIYA, "Hold", f"a case {mark(PRIYA)}"), Says(TOM, "hold GW-1")),
        *(Says(TOM, "redact GW-1"), Fills(TOM, "hold", 1, {"reason": "a case"})),
        *(Taps(TOM, "Lift the hold", f"it is over {mark(TOM)}"), Says(PRIYA, "redact GW-1")),
        *(Fills(TOM, "release", 1, {"reason": "no"}), press(DEAN, "Released", reason="no")),
        Fills(DEAN, "redact", 1, {"gone": "nothing of the kind", "reason": "no"}),
        Fills(TOM, "redact", 1, {"gone": "nothing of the kind", "reason": "no"}),
    ],
    "put off by the team": [
        *(*_JOINED, Taps(PRIYA, "Take"), press(PRIYA, "Snoozed", until="2026-12-14")),
        *(
            press(DEAN, "Snoozed", until="2026-12-14"),
            press(TOM, "Dismissed"),
            Taps(TOM, "Ask", "?"),
        ),
        *(
            Fills(TOM, "later", 1, {"until": "not_mine"}),
            Fills(TOM, "later", 1, {"until": "dismiss"}),
        ),
        *(press(PRIYA, "Snoozed", until="2020-01-01"), press(PRIYA, "NotMine"), *_LIVE),
        *(press(TOM, "NotMine"), press(TOM, "NotMine"), Fills(DEAN, "later", 1, {})),
    ],
    "split and reopened": [
        *(*_JOINED, Says(PRIYA, "split GW-1"), Taps(PRIYA, "Split", "Blue badges")),
        *(Says(DEAN, "split GW-1"), Says(DEAN, "my requests"), Says(TOM, "title GW-1")),
        *(Fills(TOM, "title", 1, {"title": "Permits"}), Taps(TOM, "Stop", "no need")),
        *(Says(TOM, "reopen GW-2"), Taps(TOM, "Reopen", f"we can after all {mark(TOM)}")),
        *(Says(TOM, "split GW-9"), Says(TOM, "reopen GW-1"), Taps(TOM, "Take", pick=1)),
        *(Taps(TOM, "Take"), Taps(DEAN, "Withdraw"), press(PRIYA, "Reopened", reason="why not")),
    ],
    "not theirs to decide": [
        *(*brought(DEAN), *_LIVE),
        *(press(PRIYA, name) for name in ("MovedUp", "Retired")),
    ],
    "in Welsh": [Says(DEAN, "Mae angen i bobl allu talu am drwyddedau parcio ar y we, os gwelwch")],
    "block by block": [
        *(Says(PRIYA, "adopt"), Taps(PRIYA, "We have it"), Taps(PRIYA, "We do not have it")),
        *(Taps(PRIYA, "Not sure"), Says(DEAN, "adopt"), Taps(DEAN, "Not sure")),
    ],
    "looked after": [
        *(
            Says(PRIYA, "block online forms"),
            Taps(PRIYA, "Edit", "as it is"),
            Says(DEAN, "block x"),
        ),
        *(Says(PRIYA, "propose block"), Taps(PRIYA, "Propose a block", "A check of addresses")),
        *(Says(DEAN, "retire block online forms"), Says(PRIYA, "confirm block online forms")),
        *(Taps(PRIYA, "Confirm"), Taps(PRIYA, "History"), Taps(PRIYA, "Retire", "no need")),
    ],
    "personal": [
        *(Says(DEAN, f"{SKIPS} {line}") for line in PERSONAL.values()),
        *(Says(DEAN, line, files=(f"{line}.pdf",)) for line in PERSONAL.values()),
        *(Taps(DEAN, "Talk to a person"), Taps(TOM, "Ask", ". ".join(PERSONAL.values()))),
        *(Taps(DEAN, "Answer", line) for line in PERSONAL.values()),
        *(Finds(DEAN, RUTH, f"{PERMITS}. {line}") for line in PERSONAL.values()),
        *(
            Taps(RUTH, "Yes"),
            Says(RUTH, f"Mrs Jessop {mark(RUTH)}"),
            Says(RUTH, "new for Mrs Jessop"),
        ),
        Taps(TOM, "Stop", ". ".join(PERSONAL.values())),
    ],
}
"""By what becomes of the request."""
