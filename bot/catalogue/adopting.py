"""Going through the catalogue: what the team says of each entry, laid over what the file says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.catalogue.capability import Capability, CapabilityStatus, Use
from bot.catalogue.catalogue import Catalogue
from bot.words.dates import month_and_year
from bot.words.rich import Words

ASK_AGAIN = 90
"""Days after which an entry that the team was not sure of comes up again."""


class Answer(StrEnum):
    """What can be said of an entry; that it is true is for whoever looks after it."""

    HAVE_IT = "have_it"
    DO_NOT = "do_not"
    NOT_SURE = "not_sure"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Adoption:
    """One answer, about the entry of this id. `used_by` is the service that uses it, if named."""

    capability: str
    answer: Answer
    at: datetime
    by: str
    steward: str = ""
    used_by: str = ""


def laid_over(catalogue: Catalogue, adoptions: Iterable[Adoption], words: Words) -> Catalogue:
    """The catalogue as the team knows it.

    The newest answer about an entry counts. An entry that the file itself calls more than an idea
    stays as the file has it; an answer about an entry that the file no longer has changes nothing.
    The `words` say since when a service has used it.
    """
    every = tuple(adoptions)
    latest = _latest(every)
    known = (_with(each, latest.get(each.id), words) for each in catalogue.capabilities)
    laid = Catalogue(tuple(known))
    lacking = (each.id for each in laid.capabilities if _missing(each, latest))
    return as_confirmed(laid.without(lacking), every)


def next_to_adopt(
    entries: Iterable[Capability], adoptions: Iterable[Adoption], today: date
) -> Capability | None:
    """The first entry, in the order given, that the team has still to be asked about."""
    latest = _latest(adoptions)
    ideas = (each for each in entries if each.status is CapabilityStatus.IDEA)
    return next((each for each in ideas if _is_open(latest.get(each.id), today)), None)


def at_odds(
    catalogue: Catalogue, adoptions: Iterable[Adoption]
) -> tuple[tuple[Capability, Adoption], ...]:
    """Entries of which chat and file both say more than an idea, and not the same.

    What the file says counts; people have to settle it.
    """
    latest = _latest(adoptions)
    both = ((each, latest[each.id]) for each in catalogue.capabilities if each.id in latest)
    return tuple((each, said) for each, said in both if _differ(each, said))


def _differ(capability: Capability, said: Adoption) -> bool:
    if capability.status is CapabilityStatus.IDEA or said.answer is Answer.NOT_SURE:
        return False
    if said.answer is Answer.DO_NOT:
        return capability.is_confirmed
    named = said.used_by in ("", *(use.service for use in capability.used_by))
    return not (capability.is_confirmed and said.steward == capability.steward and named)


def _latest(adoptions: Iterable[Adoption]) -> Mapping[str, Adoption]:
    said = (each for each in adoptions if each.answer is not Answer.CONFIRMED)
    return {each.capability: each for each in sorted(said, key=lambda one: one.at)}


def as_confirmed(catalogue: Catalogue, adoptions: Iterable[Adoption]) -> Catalogue:
    """Each entry with the day on which it was last said to be true."""
    said: dict[str, date] = {}
    for each in adoptions:
        if each.answer is Answer.CONFIRMED:
            said[each.capability] = max(said.get(each.capability, date.min), each.at.date())
    known = (_confirmed(each, said.get(each.id)) for each in catalogue.capabilities)
    return Catalogue(tuple(known)).without(catalogue.missing)


def _confirmed(capability: Capability, said: date | None) -> Capability:
    latest = max(filter(None, (capability.last_confirmed, said)), default=None)
    return replace(capability, last_confirmed=latest)


def _with(capability: Capability, said: Adoption | None, words: Words) -> Capability:
    if capability.status is not CapabilityStatus.IDEA:
        return capability
    if said is None or said.answer is not Answer.HAVE_IT:
        return capability
    day = said.at.date()
    return replace(
        capability,
        status=CapabilityStatus.LIVE,
        steward=said.steward or capability.steward,
        used_by=_uses(capability, said, words),
        last_confirmed=day,
    )


def _uses(capability: Capability, said: Adoption, words: Words) -> tuple[Use, ...]:
    """Since when a service has used it, nobody was asked: we know of it since the answer."""
    if not said.used_by:
        return capability.used_by
    others = (use for use in capability.used_by if use.service != said.used_by)
    since = words.dated(month_and_year(said.at))
    return (*others, Use(said.used_by, since))


def _missing(capability: Capability, latest: Mapping[str, Adoption]) -> bool:
    said = latest.get(capability.id)
    is_idea = capability.status is CapabilityStatus.IDEA
    return is_idea and said is not None and said.answer is Answer.DO_NOT


def _is_open(said: Adoption | None, today: date) -> bool:
    if said is None:
        return True
    return said.answer is Answer.NOT_SURE and (today - said.at.date()).days >= ASK_AGAIN
