"""Cul-de-sacs: where an immediate fix would leave us stuck, and what would clear the way.

What is warned of, in which order and in which words is data: watch_outs.yaml.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.catalogue.capability import Capability, CapabilityStatus, CulDeSac, Match, shown
from bot.catalogue.future import Future, FuturePart
from bot.catalogue.holding import says_no
from bot.catalogue.terms import Text, in_any, phrase_of, read, telling
from bot.facts import Facts, value_of
from bot.structuring import Misfit, Misfits
from bot.words.dates import short_day
from bot.words.rich import Value, Words, bare, slots

MOST = 3
"""Warnings shown, the worst first."""

_WARN_MONTHS = 18
"""A contract is warned of in its last so many months: a new one takes about that long."""

_NEAR = 8
"""What is to be built or bought is named within so many words."""


class Ahead(StrEnum):
    """What can be warned of. The condition of each is below, its words are data."""

    PAST_THE_END = "past_the_end"
    NO_OWNER = "no_owner"
    NO_WAY_OUT = "no_way_out"
    CONTRACT_ENDED = "contract_ended"
    CONTRACT_END = "contract_end"
    RETIRING = "retiring"
    FORM_OVER_FUTURE = "form_over_future"
    BESPOKE = "bespoke"
    NO_STEWARD = "no_steward"


_BLOCK, _DATE, _END, _PART, _WORDS = "block", "date", "end", "part", "words"

SLOTS: Mapping[Ahead, frozenset[str]] = {
    Ahead.PAST_THE_END: frozenset({_BLOCK, _DATE, _END}),
    Ahead.NO_OWNER: frozenset(),
    Ahead.NO_WAY_OUT: frozenset({_BLOCK}),
    Ahead.CONTRACT_ENDED: frozenset({_BLOCK, _DATE}),
    Ahead.CONTRACT_END: frozenset({_BLOCK, _DATE}),
    Ahead.RETIRING: frozenset({_BLOCK}),
    Ahead.FORM_OVER_FUTURE: frozenset({_PART}),
    Ahead.BESPOKE: frozenset({_BLOCK, _WORDS}),
    Ahead.NO_STEWARD: frozenset({_BLOCK}),
}
"""What the sentences of each kind may name."""


@dataclass(frozen=True, slots=True)
class WatchOut:
    """One rule: what is warned of, in which words, and what would clear it.

    `months` is how long before its end a contract is warned of; `said` are the phrases by which
    somebody asks for something of their own. Other kinds need neither.
    """

    kind: Ahead
    text: str
    cleared_by: str
    months: int = _WARN_MONTHS
    said: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if wrong := (*self._wrong("text"), *self._wrong("cleared_by"), *self._said()):
            raise Misfits(*wrong)

    def _wrong(self, key: str) -> Iterator[Misfit]:
        text, known = getattr(self, key), SLOTS[self.kind]
        used = slots(text)
        if not text.strip():
            yield Misfit((key,), "This is blank.", "Fill it in.")
        elif used is None:
            yield Misfit((key,), "A { or } stands alone.", "Write {{ or }} to show one.")
        elif unknown := sorted(used - known):
            mend = f"Use {', '.join(sorted(known)) or 'none'}."
            yield Misfit((key,), f"‘{self.kind}’ has no slot {unknown[0]}.", mend)

    def _said(self) -> Iterator[Misfit]:
        if self.kind is Ahead.BESPOKE and not any(map(phrase_of, self.said)):
            yield Misfit(("said",), "No phrase is given.", "Add the words by which people ask.")


@dataclass(frozen=True, slots=True)
class WatchOuts:
    """What is warned of, the worst first, beside the map of the future and our own last day.

    The `words` put into words the days on which contracts end.
    """

    rules: tuple[WatchOut, ...] = ()
    future: Future = field(default_factory=Future)
    ends_on: date | None = None
    words: Words = field(default_factory=lambda: Words({}))


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that a condition may look at."""

    rule: WatchOut
    needs: tuple[Match, ...]
    blocks: tuple[Capability, ...]
    said: Text
    facts: Facts
    today: date
    watch: WatchOuts


_Found = Iterable[Mapping[str, Value]]
"""The values of the slots, once for each thing to be warned of."""


def watch_out(
    matches: tuple[Match, ...], text: str, facts: Facts, today: date, watch: WatchOuts
) -> tuple[CulDeSac, ...]:
    """At most 3 cul-de-sacs that the blocks, the words or the facts lead into, the worst first."""
    blocks = {each.id: each for match in matches for each in (match.need, *match.met_by)}
    said = read(text)
    found = (
        _warning(rule, values, watch.words)
        for rule in watch.rules
        for values in _CONDITIONS[rule.kind](
            _Seen(rule, matches, tuple(blocks.values()), said, facts, today, watch)
        )
    )
    return tuple(dict.fromkeys(found))[:MOST]


def _warning(rule: WatchOut, values: Mapping[str, Value], words: Words) -> CulDeSac:
    text, cleared_by = (bare(words.filled(each, values)) for each in (rule.text, rule.cleared_by))
    return CulDeSac(str(rule.kind), text, cleared_by)


def _named(blocks: Iterable[Capability]) -> _Found:
    return ({_BLOCK: each.name} for each in blocks)


def _retiring(seen: _Seen) -> _Found:
    return _named(each for each in seen.blocks if each.status is CapabilityStatus.RETIRING)


def _no_way_out(seen: _Seen) -> _Found:
    return _named(each for each in seen.blocks if says_no(each.way_out))


def _no_steward(seen: _Seen) -> _Found:
    live = (each for each in seen.blocks if each.status is CapabilityStatus.LIVE)
    return _named(each for each in live if not each.steward.strip())


def _no_owner(seen: _Seen) -> _Found:
    owner = str(value_of(seen.facts, "process_owner") or "").strip().casefold()
    nobody = owner in ("nobody", "no one", "noone")
    return [{}] if nobody or value_of(seen.facts, "nobody_owns_it") == "yes" else []


def _contract_ended(seen: _Seen) -> _Found:
    return _contracts(seen, lambda end: end < seen.today)


def _contract_end(seen: _Seen) -> _Found:
    months = seen.rule.months
    return _contracts(seen, lambda end: end >= seen.today and _months(seen.today, end) < months)


def _past_the_end(seen: _Seen) -> _Found:
    last = seen.watch.ends_on
    if last is None:
        return []
    found = _contracts(seen, lambda end: end > last)
    return ({**each, _END: short_day(last)} for each in found)


def _contracts(seen: _Seen, is_warned_of: Callable[[date], bool]) -> _Found:
    ends = ((each, each.contract_end) for each in seen.blocks)
    return (
        {_BLOCK: each.name, _DATE: short_day(end)}
        for each, end in ends
        if end and is_warned_of(end)
    )


def _form_over_future(seen: _Seen) -> _Found:
    """A form is asked for, and what it is laid over is to become something else."""
    if value_of(seen.facts, "asks_for") != "form":
        return []
    names = {each.id: each.name for each in seen.blocks}
    parts = (each for each in seen.watch.future.future if _concerns(each, seen))
    return ({_PART: names.get(each.capability, each.capability)} for each in parts)


def _concerns(part: FuturePart, seen: _Seen) -> bool:
    """Whether a part names a need of the request, or has all of its words in the request."""
    wanted = part.capability.strip().casefold()
    if wanted in (one.casefold() for each in seen.blocks for one in (each.id, each.name)):
        return True
    stems = in_any((part.capability,))
    return bool(stems) and stems <= seen.said.places.keys()


def _bespoke(seen: _Seen) -> _Found:
    """Somebody asks to build or buy their own of what we have."""
    after = [each for phrase in seen.rule.said if (each := _after(phrase, seen.said))]
    for match in seen.needs:
        block = shown(match.need, match.met_by)
        words = frozenset(telling(phrase_of(match.words or "")))
        if block.status is not CapabilityStatus.LIVE or not words:
            continue
        if said := next((asked for asked, near in after if words <= near), None):
            yield {_BLOCK: block.name, _WORDS: said}


def _after(phrase: str, said: Text) -> tuple[str, frozenset[str]] | None:
    """The phrase as the request has it, and the stems of the words that follow it."""
    asked = said.find(phrase_of(phrase))
    if asked is None:
        return None
    begins = said.said.index(asked)
    first = next(n for n, word in enumerate(said.words) if word.start >= begins)
    last = first + len(phrase_of(asked)) + _NEAR
    return asked, frozenset(each.stem for each in said.words[first:last])


def _months(start: date, end: date) -> int:
    """Whole months from one day to another; negative where `end` is earlier."""
    whole = (end.year - start.year) * 12 + end.month - start.month
    return whole if end.day >= start.day else whole - 1


_CONDITIONS: Mapping[Ahead, Callable[[_Seen], _Found]] = {
    Ahead.PAST_THE_END: _past_the_end,
    Ahead.NO_OWNER: _no_owner,
    Ahead.NO_WAY_OUT: _no_way_out,
    Ahead.CONTRACT_ENDED: _contract_ended,
    Ahead.CONTRACT_END: _contract_end,
    Ahead.RETIRING: _retiring,
    Ahead.FORM_OVER_FUTURE: _form_over_future,
    Ahead.BESPOKE: _bespoke,
    Ahead.NO_STEWARD: _no_steward,
}
