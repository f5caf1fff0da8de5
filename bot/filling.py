"""Dialogs that were filled in: the event that each stands for, or what to mend in it."""

from collections.abc import Callable

from bot.effects import Known, Needs
from bot.events import Event, Filled, Stale
from bot.handbook import Handbook
from bot.intake import editing, starting
from bot.messages import Invalid, Open, Quiet
from bot.requests import Request
from bot.triage import adopting, block_forms, finding, forms, news, relating, sense_forms
from bot.triage.block_fields import PROPOSE


def needs(filled: Filled, book: Handbook) -> Needs:
    """What has to be known to read it: its request, whom it names, and a request it names."""
    if filled.form == finding.FORM:
        return Needs(listed=(finding.look_of(filled),))
    name, about = filled.form.removesuffix(forms.SEEN), filled.request or None
    if name == "merge":
        other = relating.named_in(filled.values, book) or None
        return Needs(request=about, other=other, resembling=True)
    rests = (filled.about,) if filled.form == sense_forms.OF_SENSES else ()
    return Needs(request=about, whom=whom(filled), record=name == "redact", of_blocks=rests)


def whom(filled: Filled) -> str:
    """The PERSON that a dialog names, or ""."""
    return filled.about or filled.values.get("to", "") or filled.values.get("whom", "")


def read_form(filled: Filled, known: Known, book: Handbook) -> Event | Invalid | Quiet | Open:
    """The event that a filled dialog stands for, or what to mend in it, or to look at first."""
    name, request = filled.form.removesuffix(forms.SEEN), known.request
    if name in _FORMS_OF_TEAM and not known.member:
        return Quiet(news.only_team(book))
    if request and request.confidential and not _may_know(request, known):
        return Quiet(news.no_such_request(book, member=False))
    if filled.form == finding.FORM:
        return finding.read(filled, known, book)
    if filled.form in block_forms.FORMS:
        return block_forms.read(filled, known, book)
    if read := _OWN_READERS.get(filled.form):
        return read(filled, book)
    return forms.read(filled, known, book) or Stale()


def _may_know(request: Request, known: Known) -> bool:
    """Whether this person may know that a confidential request is there."""
    return known.member or known.person.key in (request.requester.key, *request.joined)


_FORMS_OF_TEAM = frozenset({*forms.TEAM_FORMS, adopting.FORM, finding.FORM, PROPOSE})
_OWN_READERS: dict[str, Callable[[Filled, Handbook], Event | Invalid]] = {
    editing.FORM: editing.read,
    starting.FORM: starting.read,
    starting.FOUND: starting.read_found,
    adopting.FORM: adopting.read,
}
