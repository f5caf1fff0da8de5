"""Facts as people read them, each with the words it was read from."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from bot.facts import NO_VALUES, Fact, Facts, Source, minutes_a_month, value_of
from bot.words.rich import Rich, Words, plain_run

STEPS = ("channel_now", "checked_elsewhere", "has_rekeying", "printed_and_posted", "kept_in")
"""How the work goes today, in the order in which a thing is mostly done."""


_FIGURES = 2
"""Of a number that we worked out: 90 a day are about 1,900 a month, not 1,890."""


def facts_in_words(
    facts: Facts, words: Words, more: Mapping[str, Rich] = MappingProxyType({})
) -> tuple[Rich, ...]:
    """To the requester: each fact that has a sentence, with the words it was read from.

    `more` is what else there is to say about a fact, by its name.
    """
    known = _known(facts, words)
    return tuple(_sentence(name, fact, words) + more.get(name, ()) for name, fact in known)


def facts_in_short(facts: Facts, words: Words) -> tuple[Rich, ...]:
    """To the team, who has the requester's words beside it; a guess is still called one."""
    return tuple(_short(name, fact, words) for name, fact in _known(facts, words))


def steps_in_short(facts: Facts, words: Words) -> tuple[Rich, ...]:
    """What is done with each one today, step by step; a guess is still called one.

    For example: paper; typed into PermitPoint; printed and posted.
    """
    return tuple(step for key in STEPS for step in _step(key, facts, words))


def _step(key: str, facts: Facts, words: Words) -> tuple[Rich, ...]:
    """A system they named is told where it belongs: where it is typed in, or else where it is."""
    system = str(value_of(facts, "system_named") or "")
    again = value_of(facts, "has_rekeying") == "yes"
    if system and again and key == "has_rekeying":
        return (words.rich("summary.has_rekeying_yes", system=system),)
    if system and not again and value_of(facts, key) == "legacy_system":
        return (plain_run(system),)
    return facts_in_short({key: facts[key]}, words) if key in facts else ()


def _known(facts: Facts, words: Words) -> list[tuple[str, Fact]]:
    return [(name, fact) for name, fact in _named(facts, words) if fact.value not in NO_VALUES]


def _named(facts: Facts, words: Words) -> list[tuple[str, Fact]]:
    names = ((f"{key}_{fact.value}", key, fact) for key, fact in facts.items())
    found = {
        value_name if value_name in words.sections["facts"] else key: fact
        for value_name, key, fact in names
    }
    return [(name, found[name]) for name in words.sections["facts"] if name in found]


def as_said(fact: Fact) -> str:
    """A number as a person would say it: as they gave it, or to two figures if we worked it out."""
    if not isinstance(fact.value, int):
        return fact.value
    given = fact.words is None or str(fact.value) in re.findall(r"\d+", fact.words.replace(",", ""))
    shown = fact.value if given else round(fact.value, _FIGURES - len(str(fact.value)))
    return f"{shown:,}"


def _sentence(name: str, fact: Fact, words: Words) -> Rich:
    said = words.rich(f"facts.{name}", value=as_said(fact))
    if fact.source is Source.ASSUMED:
        return said + words.rich("reading.guess")
    if fact.words:
        return said + words.rich("reading.from_words", words=fact.words)
    return said


def _short(name: str, fact: Fact, words: Words) -> Rich:
    own = f"facts_for_team.{name}"
    said = words.rich(own if words.has(own) else f"facts.{name}", value=as_said(fact))
    return said + words.rich("card.guess") if fact.source is Source.ASSUMED else said


def hours_a_month(facts: Facts, sentence: str, words: Words) -> Rich:
    """Volume times minutes, in hours, in that sentence; nothing where either is not known."""
    if not (spent := minutes_a_month(facts)):
        return ()
    volume, minutes = (as_said(facts[key]) for key in ("volume_per_month", "minutes_each"))
    whole = round(spent / 60)
    hours = words.count("card.hours", whole) if whole else words.rich("card.hours_few")
    return words.rich(sentence, hours=hours, volume=volume, minutes=minutes)
