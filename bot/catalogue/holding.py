"""What has to hold between the entries of a catalogue, and what would make them more useful."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping
from itertools import chain, count

from bot.catalogue.capability import Capability
from bot.fact_keys import HAND_OFF_KEYS
from bot.structuring import At, Misfit, nearest

_MOST_HINTS = 5
"""Of many unknown names so many are compared with the ids: comparing takes its time."""

LONGEST_ID = 60
_ID = re.compile(rf"[a-z0-9][a-z0-9_.-]{{0,{LONGEST_ID - 1}}}")

Entries = tuple[Capability, ...]


def misfits_of(entries: Entries) -> Iterator[Misfit]:
    """Everything that is wrong, with its place."""
    yield from _not_unique(entries)
    yield from _blank(entries)
    yield from _no_ids(entries)
    yield from _unclear(entries)
    yield from _unknown_names(entries)
    yield from _circles(entries)


def remarks_on(entries: Entries) -> tuple[Misfit, ...]:
    """What would make the entries more useful, though nothing is wrong with them."""
    return (*_bare(entries), *_shown_nowhere(entries))


def circles(leads: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Each ring of names that lead to one another, from the first of it that is come upon."""
    done: set[str] = set()
    for start in leads:
        path = {} if start in done else {start: iter(leads[start])}
        while path:
            last = next(reversed(path))
            step = next(path[last], None)
            if step is None:
                done.add(last)
                del path[last]
            elif step in path:
                names = list(path)
                yield tuple(names[names.index(step) :])
            elif step not in done:
                path[step] = iter(leads[step])


def _not_unique(entries: Entries) -> Iterator[Misfit]:
    seen: set[str] = set()
    for position, each in enumerate(entries):
        if each.id in seen:
            what = f"‘{each.id}’ is the id of an entry above too."
            yield Misfit(_at(position, "id"), what, "Give each entry an id of its own.")
        seen.add(each.id)


def _no_ids(entries: Entries) -> Iterator[Misfit]:
    """Buttons carry ids, and carry little."""
    for position, each in enumerate(entries):
        if each.id.strip() and not _ID.fullmatch(each.id):
            what = f"‘{each.id}’ is no id."
            mend = (
                f"Use up to {LONGEST_ID} small letters, figures and hyphens, such as online-forms."
            )
            yield Misfit(_at(position, "id"), what, mend)


def _blank(entries: Entries) -> Iterator[Misfit]:
    for position, each in enumerate(entries):
        for at, text in _mandatory(each):
            if not text.strip():
                yield Misfit(_at(position, *at), "This is blank.", "Fill it in.")


def _mandatory(each: Capability) -> Iterator[tuple[At, str]]:
    yield from (((key,), getattr(each, key)) for key in ("id", "name", "summary"))
    yield from ((("senses", place, "name"), one.name) for place, one in enumerate(each.senses))
    for place, same in enumerate(each.same_word_only):
        yield ("same_word_only", place, "means"), same.means
    yield from (
        (("used_by", place, "service"), one.service) for place, one in enumerate(each.used_by)
    )
    if each.first_customer:
        yield ("first_customer", "service"), each.first_customer.service


def _unclear(entries: Entries) -> Iterator[Misfit]:
    for position, each in enumerate(entries):
        ready = each.first_customer.ready_for_others if each.first_customer else ""
        if ready and not says_yes(ready) and not says_no(ready):
            what, mend = f"‘{ready}’ is neither yes nor no.", "Begin with yes or no."
            yield Misfit(_at(position, "first_customer", "ready_for_others"), what, mend)


def id_with(id_: str, tail: str) -> str:
    """The id with something behind it, cut in the middle where it would be too long."""
    return f"{id_[: LONGEST_ID - len(tail)].rstrip('-.')}{tail}"


def id_of(text: str) -> str:
    """An id made of a name: `GOV.UK Pay` gives `gov-uk-pay`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_ID].strip("-") or "entry"


def free_id(text: str, taken: Container[str]) -> str:
    """An id made of a name, with a number behind it where another entry has it."""
    wanted = id_of(text)
    numbered = (id_with(wanted, f"-{n}") for n in count(2))
    return next(each for each in chain((wanted,), numbered) if each not in taken)


def says_yes(text: str) -> bool:
    """Whether an answer begins with yes."""
    return _first_word(text) == "yes"


def says_no(text: str) -> bool:
    """Whether an answer begins with no, or none."""
    return _first_word(text) in ("no", "none")


def _first_word(text: str) -> str:
    first, *_ = (*text.split(), "")
    return first.strip(".,:;").casefold()


def _unknown_names(entries: Entries) -> Iterator[Misfit]:
    ids = {each.id for each in entries}
    hint = _hints(sorted(ids))
    for position, each in enumerate(entries):
        for place, need in enumerate(each.provides):
            if need not in ids or need == each.id:
                what = f"‘{need}’ is not the id of another entry."
                yield Misfit(_at(position, "provides", place), what, hint(need, each.id, ()))
        for place, same in enumerate(each.same_word_only):
            if same.see and same.see not in ids and same.see not in HAND_OFF_KEYS:
                what = f"‘{same.see}’ is neither an entry nor a hand-off."
                mend = hint(same.see, "", HAND_OFF_KEYS)
                yield Misfit(_at(position, "same_word_only", place, "see"), what, mend)


def _hints(ids: list[str]) -> Callable[[str, str, tuple[str, ...]], str]:
    """Gives the id, or another name, that is nearest to a word; an entry's own id is no help."""
    asked: list[str] = []

    def hint(word: str, own: str, others: tuple[str, ...]) -> str:
        asked.append(word)
        if len(asked) > _MOST_HINTS:
            return ""
        return nearest(word, [each for each in (*ids, *others) if each != own])

    return hint


def _circles(entries: Entries) -> Iterator[Misfit]:
    places = {each.id: position for position, each in enumerate(entries)}
    leads = {
        each.id: tuple(need for need in each.provides if need in places and need != each.id)
        for each in entries
    }
    for ring in circles(leads):
        what = f"These provide one another in a circle: {', '.join((*ring, ring[0]))}."
        mend = "A product provides a need; a need provides nothing."
        yield Misfit(_at(places[ring[0]], "provides"), what, mend)


def _bare(entries: Entries) -> Iterator[Misfit]:
    for position, each in enumerate(entries):
        if not each.synonyms:
            what = f"‘{each.name}’ has no synonyms."
            yield Misfit(_at(position, "synonyms"), what, "Add the words that staff use for it.")
        if not each.senses:
            what = f"‘{each.name}’ has no senses."
            yield Misfit(_at(position, "senses"), what, "Say when it works and when it does not.")


def _shown_nowhere(entries: Entries) -> Iterator[Misfit]:
    """A product is shown under a need; under another product nobody would see it."""
    products = {each.id for each in entries if each.provides}
    for position, each in enumerate(entries):
        for place, need in enumerate(each.provides):
            if need in products:
                what = f"‘{need}’ is a product itself, so ‘{each.name}’ is not shown under it."
                mend = "Name the need that both meet."
                yield Misfit(_at(position, "provides", place), what, mend)


def _at(position: int, *rest: str | int) -> At:
    return ("capabilities", position, *rest)
