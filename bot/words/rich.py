"""Sentences by name. Emphasis belongs to the template, so nothing a person wrote can format."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from bot.structuring import Misfit
from bot.words.dates import Dated, name_of, parts_of

LONGEST_LABEL = 75
"""Slack’s limit for the words on a button, in characters."""

MOST_TEMPLATES = 4096
"""Templates whose parts are kept in mind; one language has about a thousand."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some text in one weight."""

    text: str
    strong: bool = False


Sections = Mapping[str, Mapping[str, str]]
Rich = tuple[Run, ...]
Value = str | int | Rich | Dated


@dataclass(frozen=True, slots=True)
class Words:
    """Every sentence people read, as `section.name` in one file a language.

    A sentence has `{slots}` and may have `**strong**` parts. Where a number decides the form,
    the file has `name.one` and `name.many`.
    """

    sections: Sections

    def with_more(self, more: Sections) -> "Words":
        """These sentences with others added or laid over them."""
        sections = {**self.sections, **more}
        both = self.sections.keys() & more.keys()
        return Words(sections | {key: {**self.sections[key], **more[key]} for key in both})

    def misfits(self, own: Sections) -> tuple[Misfit, ...]:
        """What in an operator's sentences would fail when it is said: a name or a slot of none."""
        named = (
            (section, key, text) for section, part in own.items() for key, text in part.items()
        )
        return tuple(
            Misfit((section, key), what, mend)
            for section, key, text in named
            for what, mend in self._wrong(section, key, text)
        )

    def _wrong(self, section: str, key: str, text: str) -> Iterable[tuple[str, str]]:
        if not self.has(f"{section}.{key}"):
            yield "There is no sentence of this name.", "Take it out, or correct its name."
            return
        known, used = slots(self.sections[section][key]), slots(text)
        if used is None:
            yield "A { or } stands alone.", "Write {{ or }} to show one."
        elif section == "button" and len(text) > LONGEST_LABEL:
            yield "This is too long for a button.", f"Use at most {LONGEST_LABEL} characters."
        elif unknown := sorted(used - (known or set())):
            yield (
                f"It has no slot {unknown[0]}.",
                f"Use {', '.join(sorted(known or ())) or 'none'}.",
            )

    def rich(self, name: str, /, **values: Value) -> Rich:
        """The sentence with its slots filled. Raises KeyError for a name the file lacks."""
        section, _, key = name.partition(".")
        return self.filled(self.sections[section][key], values)

    def filled(self, template: str, values: Mapping[str, Value]) -> Rich:
        """A template of somebody else's, such as the catalogue's, its days in our words."""
        return fill(template, {slot: self._in_words(value) for slot, value in values.items()})

    def dated(self, when: Dated) -> str:
        """A day or a time as bare text: for a label that is nothing else."""
        return self.plain(f"dates.{name_of(when)}", **parts_of(when))

    def _in_words(self, value: Value) -> str | int | Rich:
        return self.dated(value) if isinstance(value, Dated) else value

    def plain(self, name: str, /, **values: Value) -> str:
        """The sentence as bare text: for labels, and for text that is itself quoted."""
        return bare(self.rich(name, **values))

    def count(self, name: str, n: int, /, **values: Value) -> Rich:
        """The sentence in the form that `n` calls for, `n` itself being a slot."""
        return self.rich(f"{name}_one" if n == 1 else f"{name}_many", n=n, **values)

    def typed(self, name: str) -> frozenset[str]:
        """What people may type for one thing; the file has it with | between."""
        return frozenset(one.strip().casefold() for one in self.plain(name).split("|"))

    def has(self, name: str) -> bool:
        """Whether the file has the sentence."""
        section, _, key = name.partition(".")
        return key in self.sections.get(section, {})


def slots(template: str) -> set[str] | None:
    """The names of a template's slots, or None where its braces do not match."""
    try:
        return {slot for _, slot, _, _ in Formatter().parse(template) if slot is not None}
    except ValueError:
        return None


def fill(template: str, values: Mapping[str, str | int | Rich]) -> Rich:
    """Put values into a template; every other part between `**` is strong."""
    runs: list[Run] = []
    for literal, slot in _parts(template):
        runs.append(literal)
        if slot is not None:
            runs.extend(_as_runs(values[slot], strong=literal.strong))
    return tuple(run for run in runs if run.text)


@lru_cache(maxsize=MOST_TEMPLATES)
def _parts(template: str) -> tuple[tuple[Run, str | None], ...]:
    """What a template is made of: some of its own text, then the slot that follows it, if any."""
    return tuple(
        (Run(literal, strong=position % 2 == 1), slot)
        for position, part in enumerate(template.split("**"))
        for literal, slot, _, _ in Formatter().parse(part)
    )


def _as_runs(value: str | int | Rich, *, strong: bool) -> Iterable[Run]:
    if isinstance(value, tuple):
        return (Run(run.text, run.strong or strong) for run in value)
    return (Run(str(value), strong),)


def plain_run(text: str) -> Rich:
    """A person's own words, as they typed them."""
    return (Run(text),)


def bare(rich: Rich) -> str:
    """The text without its weights."""
    return "".join(run.text for run in rich)


def sentence(text: str) -> str:
    """What somebody filled in, with a full stop where it has no end, for more comes after it."""
    said = text.rstrip()
    return said if said.endswith((".", "!", "?", "…", ".’", "!’", "?’")) else f"{said}."


def join(parts: Iterable[Rich], between: str = " ") -> Rich:
    """Several sentences as one."""
    runs: list[Run] = []
    for part in filter(None, parts):
        if runs:
            runs.append(Run(between))
        runs.extend(part)
    return tuple(runs)
