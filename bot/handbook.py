"""Everything the operator set and wrote that the bot goes by, loaded and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time

from bot.catalogue.adopting import Adoption, as_confirmed, laid_over
from bot.catalogue.capability import Capability
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.changing import Change, with_changes
from bot.catalogue.fitting import fits_of
from bot.catalogue.future import FuturePart
from bot.catalogue.ranking import Ranker
from bot.catalogue.watching import WatchOuts
from bot.commands import (
    AWAY,
    BLOCK,
    FIND,
    NEW_FOR,
    PLEASE,
    SHOW,
    BlockVerb,
    Command,
    Verb,
    Word,
    command_in,
    number_in,
)
from bot.events import Verdict
from bot.levels.judgement import Level
from bot.levels.judging import Rules
from bot.meaning import Meaning
from bot.people import Rooms
from bot.understanding.asides import Asides
from bot.understanding.form import Form
from bot.understanding.masking import Masker
from bot.understanding.reading import Reader
from bot.understanding.screening import HandOffs
from bot.understanding.sounding import Kinds
from bot.words.rich import Words
from bot.working_days import WorkingDays

COMMANDS: Mapping[str, str] = {
    **{str(each).replace(" ", "_"): each for each in (*Word, *Verb, *BlockVerb)},
    "new_for": NEW_FOR,
    "find": FIND,
    "block": BLOCK,
    "away": AWAY,
    "show": SHOW,
    "please": PLEASE,
}
"""Each command by the name under which the words file has what is typed for it."""


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """What the operator set for the digest.

    `at` is the time of day when it is posted; `future` the names on the future map; `intended_mix`
    the per cent aimed for of each level, or nothing.
    """

    at: time = time(9, 30)
    future: tuple[str, ...] = ()
    intended_mix: Mapping[Level, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """For how many months the words of what is over are kept, and messages; 0 is for ever."""

    requests: int = 0
    messages: int = 0


@dataclass(frozen=True, slots=True)
class Handbook:
    """One value that every decision may look into. `promise` is in working days, or None.

    `catalogue` is as the operator's files have it; the `ranker` goes by what was said in chat, in
    `adoptions` and `changes`, laid over it. `deciders` are PERSONs; none means everybody in the
    team. `admins` are PERSONs too, who hear of what cannot be delivered.
    """

    words: Words
    reader: Reader
    hand_offs: HandOffs
    asides: Asides
    kinds: Kinds
    form: Form
    rules: Rules
    catalogue: Catalogue
    ranker: Ranker
    watch_outs: WatchOuts
    masker: Masker
    days: WorkingDays
    rooms: Rooms
    levels: Mapping[Level, str]
    digest: DigestPlan
    prefix: str = "GW"
    kept: Kept = Kept()
    promise: int | None = None
    deciders: frozenset[str] = frozenset()
    admins: tuple[str, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    changes: tuple[Change, ...] = ()

    def with_said(
        self,
        adoptions: tuple[Adoption, ...],
        after_use: tuple[tuple[int, Verdict], ...] = (),
        changes: tuple[Change, ...] = (),
    ) -> "Handbook":
        """The handbook with what was said and changed of blocks in chat laid over the files.

        `after_use` is what the team said at reviews, each with the number of its request.
        """
        adopted = laid_over(self.catalogue, adoptions, self.words)
        known = as_confirmed(with_changes(adopted, self.catalogue, changes), adoptions)
        ranker = self.ranker.over(known, fits_of(after_use, known))
        return replace(self, adoptions=adoptions, changes=changes, ranker=ranker)

    @property
    def blocks(self) -> tuple[Capability, ...]:
        """The catalogue's entries as they are known: the files, and what was said since."""
        return self.ranker.catalogue.capabilities

    @property
    def future(self) -> tuple[FuturePart, ...]:
        """Every part of the map of what we want to be able to do one day."""
        return self.watch_outs.future.future

    @property
    def meaning(self) -> Meaning | None:
        """How near texts are in what they mean, if that is known."""
        return self.ranker.meaning

    def command_in(self, text: str) -> Command | None:
        """The command that a line is, in English or as our words file has it, or None."""
        also = {
            one: command
            for name, command in COMMANDS.items()
            for one in self.words.typed(f"command.{name}")
        }
        return command_in(text, self.prefix, also)

    def number_in(self, named: str) -> int:
        """The number of the request that somebody names in a field, or 0 where it is none."""
        return number_in(named, self.prefix)

    def reference(self, number: int) -> str:
        """For example: GW-123."""
        return f"{self.prefix}-{number}"
