"""How it works today, in a line: the steps in order, then what else is known."""

from collections.abc import Iterable, Iterator

from bot.facts import TOLD, Facts, value_of
from bot.words.facts import facts_in_short, hours_a_month
from bot.words.rich import Rich, Run, Words, join

_STEPS = (
    "channel_now",
    "checked_elsewhere",
    "has_rekeying",
    "needs_integration",
    "printed_and_posted",
    "kept_in",
)
"""In the order in which a thing is mostly done."""

_COUNTED = ("volume_per_month", "minutes_each")
_SYSTEM = ("system_named",)
_PEOPLE = (("second_hand", "yes"), ("process_owner", TOLD))


def line(facts: Facts, words: Words) -> Rich:
    """For example: paper – typed into PermitPoint – printed and posted. About 15 hours a month."""
    steps = join((_step(facts, key, words) for key in _STEPS), " – ")
    hours = hours_a_month(facts, "card.hours", words)
    people = _people(facts, words)
    told = {*(_COUNTED if hours else ()), *(_SYSTEM if _typed_into(facts) else ()), *people}
    apart = {*_STEPS, *told}
    rest = _short(facts, (key for key in facts if key not in apart), words)
    sentences = tuple(_sentences((*rest, hours, *people.values())))
    if steps:
        return words.rich("card.today", facts=join(((*steps, Run(".")), *sentences)))
    return words.rich("card.known", facts=join(sentences)) if sentences else ()


def _people(facts: Facts, words: Words) -> dict[str, Rich]:
    """For whom they ask, and who would know, in their own words."""
    told = (
        (key, facts[key]) for key, value in _PEOPLE if key in facts if facts[key].value == value
    )
    return {key: words.rich(f"card.{key}", words=one.words) for key, one in told if one.words}


def _step(facts: Facts, key: str, words: Words) -> Rich:
    if key == "has_rekeying" and (system := _typed_into(facts)):
        return words.rich("summary.has_rekeying_yes", system=system)
    return join(_short(facts, (key,), words))


def _typed_into(facts: Facts) -> str:
    """The system into which it is typed in again, if they named it."""
    again = value_of(facts, "has_rekeying") == "yes"
    return str(value_of(facts, "system_named") or "") if again else ""


def _short(facts: Facts, keys: Iterable[str], words: Words) -> tuple[Rich, ...]:
    known = {key: facts[key] for key in keys if value_of(facts, key) is not None}
    return facts_in_short(known, words)


def _sentences(phrases: Iterable[Rich]) -> Iterator[Rich]:
    for first, *others in filter(None, phrases):
        text = first.text[:1].upper() + first.text[1:]
        yield (Run(text, first.strong), *others, Run("."))
