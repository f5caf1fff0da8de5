"""Which facts there are, the values each may take, and the keys of the hand-offs."""

from difflib import get_close_matches

from bot.facts import NO_VALUES

_YES_NO = ("yes", "no")

CHOICES: dict[str, tuple[str, ...]] = {
    "answers_disagree": _YES_NO,
    "asks_for": ("form", "report", "tracker", "integration", "rethink"),
    "audience": ("residents", "businesses", "staff", "partners"),
    "channel_now": (
        "paper",
        "phone",
        "email",
        "in_person",
        "spreadsheet",
        "online",
        "legacy_system",
    ),
    "checked_elsewhere": _YES_NO,
    "has_rekeying": _YES_NO,
    "kept_in": ("one_system", "several_systems", "list"),
    "kind": ("new_way", "broken", "access_right", "question"),
    "left_to_do": ("nothing", "checking", "typing", "same_problem"),
    "needs_approvals": _YES_NO,
    "needs_automation": _YES_NO,
    "needs_field_work": _YES_NO,
    "needs_figures": _YES_NO,
    "needs_integration": _YES_NO,
    "needs_messages": _YES_NO,
    "needs_payment": _YES_NO,
    "needs_record": _YES_NO,
    "needs_rules": _YES_NO,
    "nobody_owns_it": _YES_NO,
    "often_costs": _YES_NO,
    "pain": ("slow", "mistakes", "hard_to_track"),
    "printed_and_posted": _YES_NO,
    "rest_stays": _YES_NO,
    "second_hand": _YES_NO,
    "teams_affected": ("one", "several", "external"),
    "whole_service": _YES_NO,
    "worded_like": (
        "access",
        "efficiency",
        "transformation",
        "perhaps_access",
        "perhaps_efficiency",
        "perhaps_transformation",
    ),
}
"""Facts with a fixed set of values."""

NUMBERS = frozenset({"volume_per_month", "minutes_each"})
"""Facts that are whole numbers, from 0 up."""

WORDS = frozenset(
    {"system_named", "like_existing", "deadline", "process_owner", "sense", "service"}
)
"""Facts that are free words."""

IN_PASSING = frozenset(
    {
        "needs_approvals",
        "needs_automation",
        "needs_field_work",
        "needs_figures",
        "needs_messages",
        "needs_record",
        "needs_rules",
        "rest_stays",
        "whole_service",
        "worded_like",
    }
)
"""Facts that are only evidence for the level: nobody is asked for them or puts them right."""


HAND_OFF_KEYS = (
    "urgent",
    "fault",
    "access_right",
    "content",
    "foi",
    "subject_access",
    "complaint",
    "councillor",
    "other_council",
    "training",
    "hardware",
    "greeting",
)
"""Where matters can go that are no requests; others rely on these names."""


_NEAREST = 3
"""So many keys are named to somebody who gave one that is none."""


def problem_with(key: str, value: str | int) -> str | None:
    """Say what is wrong with a fact, or None. Any may also be `not_sure`, `skip` or `told`."""
    if value in NO_VALUES and key in {*CHOICES, *NUMBERS, *WORDS}:
        return None
    if key in CHOICES:
        allowed = CHOICES[key]
        known = value in allowed
        return None if known else f"‘{value}’ is not a value of {key}: use {', '.join(allowed)}"
    if key in NUMBERS:
        return (
            None if _is_count(value) else f"‘{value}’ is not a value of {key}: use a whole number"
        )
    if key in WORDS:
        return None
    near = get_close_matches(key, sorted({*CHOICES, *NUMBERS, *WORDS}), _NEAREST, cutoff=0.0)
    return f"‘{key}’ is no fact: the nearest are {', '.join(near)}"


def _is_count(value: str | int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
