"""Several people sent to one place about one matter: they hear it, and the team reads one line."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from bot.catalogue.terms import in_any, words_of
from bot.drafts import Draft
from bot.effects import Known, Say, SentElsewhere
from bot.handbook import Handbook
from bot.messages import Message, Paragraph
from bot.understanding.likeness import ALIKE, PRIOR, SHOWN, Compared, compared, score
from bot.words.dates import clock
from bot.words.listing import listed
from bot.words.rich import Rich, Words

ENOUGH = 3
"""So many different people within an hour are a line in the team's channel."""

WITHIN = timedelta(hours=1)

_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True, slots=True)
class Matter:
    """What is alike today, oldest first and this person's last.

    `first` is the number of its first message, which stays the same as more come.
    """

    first: int
    messages: tuple[SentElsewhere, ...]

    @property
    def people(self) -> int:
        """How many different people there are, this one among them."""
        return len({one.person for one in self.messages})

    @property
    def is_news(self) -> bool:
        """Whether this person is not among those who wrote before."""
        *before, this = self.messages
        return this.person not in {one.person for one in before}

    @property
    def is_burst(self) -> bool:
        """Whether enough different people wrote within one hour."""
        return any(_people_from(one, self.messages) >= ENOUGH for one in self.messages)


def matter_of(draft: Draft, known: Known, book: Handbook) -> Matter:
    """What this person wrote, with what others wrote today that is alike."""
    local, today = book.days.local, book.days.local(known.at).date()
    before = [one for one in known.alike or () if local(one.at).date() == today]
    sent = (*before, SentElsewhere(known.person.key, draft.text, known.at))
    group = next(group for group in _groups(sent) if group[-1] == len(sent) - 1)
    return Matter(sent[group[0]].number, tuple(sent[at] for at in group))


def _groups(sent: tuple[SentElsewhere, ...]) -> list[list[int]]:
    """Each message joins the first group that it is alike to, so a later one moves no earlier."""
    read = [compared(one.words) for one in sent]
    groups: list[list[int]] = []
    for at in range(len(sent)):
        found = (group for group in groups if any(_alike(read[at], read[one]) for one in group))
        own = next(found, None)
        if own is None:
            groups.append([at])
        else:
            own.append(at)
    return groups


def _alike(one: Compared, other: Compared) -> bool:
    return score(one, other) >= ALIKE


def _people_from(first: SentElsewhere, messages: Iterable[SentElsewhere]) -> int:
    return len({one.person for one in messages if first.at <= one.at <= first.at + WITHIN})


def not_just_you(matter: Matter, words: Words) -> Rich:
    """To somebody who is not the first today; nothing to who is, or was told so already."""
    n = matter.people
    if n < 2 or not matter.is_news:
        return ()
    if n - 2 < len(_ORDINALS):
        nth = words.plain(f"ordinal.{_ORDINALS[n - 2]}")
        return words.rich("alike.nth", nth=nth)
    return words.rich("alike.one_of", n=n)


def line(matter: Matter, hand_off: str, known: Known, book: Handbook) -> tuple[Say, ...]:
    """For the team, once enough wrote within an hour: how many, of what, since when; no names."""
    if not (matter.is_news and matter.is_burst):
        return ()
    first, *_, newest = matter.messages
    others = (one for one in matter.messages if one.person != known.person.key)
    about = listed((f"‘{each}’" for each in shared_words(newest.words, others)), book.words)
    since = book.days.local(first.at)
    said = book.words.rich(
        "alike.line",
        n=matter.people,
        place=book.hand_offs.named(hand_off).name,
        about=about,
        time=clock(since),
    )
    card = f"alike:{hand_off}:{since.date()}:{matter.first}"
    team = book.rooms.of(known.person.home.platform).team
    return (Say(team, Message((Paragraph(said),)), card=card),)


def shared_words(newest: str, others: Iterable[SentElsewhere]) -> tuple[str, ...]:
    """What most of them say too, in the words of the newest; never a word that is theirs alone."""
    said = Counter(stem for one in others for stem in in_any([one.words]))
    own = in_any([newest]) & said.keys()
    most = sorted(own, key=lambda stem: (-said[stem], -PRIOR.of(stem), stem))[:SHOWN]
    return tuple(_stretches(newest, frozenset(most)))


def _stretches(text: str, stems: frozenset[str]) -> Iterator[str]:
    """The first place of each stem; words side by side are one stretch."""
    first: dict[str, tuple[int, int]] = {}
    for word in words_of(text):
        if word.stem in stems:
            first.setdefault(word.stem, (word.start, word.end))
    places = sorted(first.values())
    if not places:
        return
    begin = places[0][0]
    for (_, end), (start, _) in pairwise(places):
        if not text[end:start].isspace():
            yield text[begin:end]
            begin = start
    yield text[begin : places[-1][1]]
