"""From what is known to what is said: the level, the blocks, the gaps and the warnings."""

from dataclasses import dataclass
from datetime import date

from bot.catalogue import ranking
from bot.catalogue.capability import Match
from bot.catalogue.ranking import Ranker
from bot.catalogue.watching import WatchOuts, watch_out
from bot.facts import Facts, value_of
from bot.levels.judging import Rules, judge
from bot.outcome import Offer, Outcome

OFFERED = ranking.OFFERED
"""Blocks shown in chat; `assess` lists up to 10."""


_NOTHING = WatchOuts()


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The outcome to keep, all matches behind it, and the first of them that are shown in chat."""

    outcome: Outcome
    matches: tuple[Match, ...]
    offered: tuple[Match, ...] = ()


def conclude(  # noqa: PLR0913, PLR0917 - what a request is held against, each of its own type
    text: str,
    facts: Facts,
    rules: Rules,
    ranker: Ranker,
    today: date,
    watch: WatchOuts = _NOTHING,
) -> Conclusion:
    """What the bot makes of a request as it is known now."""
    matches = ranker.match(_but_likened(text, facts), facts)
    offered = _offered(matches, facts)
    outcome = Outcome(
        judgement=judge(facts, rules),
        offers=tuple(map(_offer, offered)),
        gaps=ranker.gaps(text, facts),
        warnings=watch_out(_watched(matches, offered, text), text, facts, today, watch),
    )
    return Conclusion(outcome, matches, offered)


def _but_likened(text: str, facts: Facts) -> str:
    """Without what they only likened it to: of ‘like the bin day page’ the idea alone is meant."""
    likened = facts.get("like_existing")
    return text.replace(likened.words, " ") if likened and likened.words else text


def _offered(matches: tuple[Match, ...], facts: Facts) -> tuple[Match, ...]:
    """The first few; nobody is offered the system that they say they use."""
    used = str(value_of(facts, "system_named") or "").casefold()
    fit = (each for each in matches if each.score >= ranking.FITS)
    return tuple(each for each in fit if each.shown.name.casefold() != used)[:OFFERED]


def _watched(
    matches: tuple[Match, ...], offered: tuple[Match, ...], text: str
) -> tuple[Match, ...]:
    """What is shown, and any product that the requester named."""
    said = text.casefold()
    named = (m for m in matches if any(p.name.casefold() in said for p in m.met_by))
    return tuple(dict.fromkeys((*offered, *named)))


def _offer(match: Match) -> Offer:
    sense = match.sense.name if match.sense else ""
    return Offer(match.need.id, match.shown.name, sense, match.words)
