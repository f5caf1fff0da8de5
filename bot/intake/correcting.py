"""Typed corrections: ‘actually it’s phone’ puts right what was read or answered before."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.drafts import Draft
from bot.fact_keys import CHOICES, IN_PASSING
from bot.facts import NO_VALUES, Fact, Facts, Source, value_of
from bot.understanding.form import Form, Question, facts_given
from bot.understanding.phrases import PhraseBook, Words, words_of
from bot.understanding.reading import Reader
from bot.understanding.titles import LONGEST, title_of

_TAKES_BACK = (
    "actually",
    "correction",
    "scratch that",
    "i meant to say",
    "i meant",
    "meant to say",
    "meant",
    "i mean",
    "i should have said",
    "i got that wrong",
    "i was wrong",
    "you got that wrong",
    "you have that wrong",
    "youve got that wrong",
    "thats wrong",
    "that is wrong",
    "thats not right",
    "that is not right",
    "that isnt right",
    "thats incorrect",
    "not quite",
    "my mistake",
    "wrong",
    "should be",
    "it should be",
    "it should say",
    "that should be",
    "change it to",
    "change that to",
    "ignore that",
)
"""How people begin when they take something back."""

_STUMBLES = ("no", "nope", "sorry", "oops", "ah", "oh", "wait", "hang on", "hold on")
"""They may come before it. Alone they may as well begin an answer: ‘no it’s only my team’."""

_GOES_ON = (
    *("it", "its", "they", "theyre", "that", "we", "people", "residents", "about", "around"),
    *("nobody", "noone"),
)
"""What follows a stumble, a number apart, where it takes something back: ‘no, it’s by phone’."""

_PLAINLY_SAID = ("channel_now", "has_rekeying", "needs_payment", "volume_per_month", "minutes_each")
"""After a stumble only these are put right by what is read: the others are read from too little."""

_PLAIN_AT_THE_CHECK = frozenset({"has_rekeying", "needs_payment"})
"""What is put right by whatever is said of it while nothing is asked: it can mean nothing else."""

_DOES = frozenset({"do", "does", "did"})
_SUBJECTS = frozenset({"we", "they", "i", "people", "residents", "customers", "staff", "it"})
"""‘We do type it in again’ takes back that nobody does."""

_TITLE = re.compile(
    r"^(?:(?:no|sorry|actually|oops|also|and)\W+)*(?:"
    r"(?:change|make|set) (?:the )?title (?:to )?"
    r"|(?:the )?title should (?:be|say|read) "
    r"|(?:the )?title(?: is|['’]s) (?:wrong|not right|incorrect)\W+"
    r"(?:it(?:['’]?s| is)|(?:it )?should (?:be|say|read)|(?:make|call) it) "
    r")(?P<title>.*\w.*)$",
    re.IGNORECASE,
)
"""How people put the title right: ‘the title is wrong, it’s renewing blue badges online’."""

_LEADING = frozenset(
    {"its", "it", "is", "they", "theyre", "by", "on", "in", "via", "for", "a", "the"}
)
"""Small words before what is named: ‘it’s by phone’."""

_TRAILING = frozenset(
    {"after", "all", "instead", "really", "actually", "now", "sorry", "please", "then", "though"}
)
"""Small words behind it: ‘it’s paper after all’."""

_NOTS = frozenset({"not", "isnt", "arent"})
_LONGEST_NAME = 4
"""Words after ‘not’ in which a value is named."""

_YES_NO = ("yes", "no")
"""They name no fact: a bare ‘no’ answers whatever was asked."""

_IN_PART = frozenset(
    {"half", "some", "sometimes", "few", "third", "quarter", "others", "rest", "too", "also"}
)
"""What comes to us so in part does not take back how the rest comes: ‘half come by phone’."""

_TOO_SHORT_TO_READ = (("needs_payment", "no", "=dont|=doesnt|=nobody|=never =pay|=pays"),)
"""What tells something only of a fact that is known: ‘residents don’t pay’."""

_SHORT = PhraseBook(((at, one[2]) for at, one in enumerate(_TOO_SHORT_TO_READ)), {})


def title_in(text: str) -> str:
    """The title that the line puts in place of ours, or "" where it is of something else."""
    found = _TITLE.match(" ".join(text.split()))
    title = found["title"].strip(" .‘’“”\"'") if found else ""
    return title[:1].upper() + title[1:] if len(title) <= LONGEST else title_of(title)


def correction_at_the_check(text: str, draft: Draft, reader: Reader) -> Mapping[str, Fact]:
    """What the line puts right while nothing is asked, however it begins."""
    read = reader.read(text)
    return {
        key: replace(fact, source=Source.ANSWERED)
        for key, fact in read.items()
        if key in _PLAIN_AT_THE_CHECK & draft.facts.keys() and fact.value != draft.facts[key].value
    }


def relabelled(text: str, asked: Question | None, draft: Draft, form: Form) -> Facts:
    """What a line puts right that is the label of a choice, of a question that is not asked now."""
    others = (each for each in form.questions.questions if each is not asked)
    chosen = ((each, each.labelled(text)) for each in others)
    given = next((each.given_by(choice) for each, choice in chosen if choice), {})
    known = {key: value_of(draft.facts, key) for key in given}
    contradicts = any(known[key] not in (None, value) for key, value in given.items())
    return facts_given(given, None) if contradicts else {}


def correction_in(text: str, draft: Draft, reader: Reader) -> Mapping[str, Fact] | None:
    """The facts that the line puts right, or None where it is an ordinary answer.

    A line counts only if it contradicts something known, and either begins as corrections do or
    says what is known with a ‘not’: ‘by phone, not on paper’.
    """
    known = {key: fact for key, fact in draft.facts.items() if fact.value not in NO_VALUES}
    found = _instead(text, known)
    if found is None:
        return None
    rest, plainly = found
    found_there = reader.read(rest).items()
    read = {
        key: fact
        for key, fact in found_there
        if fact.source is Source.READ and key not in IN_PASSING
    }
    kept = {key: fact for key, fact in read.items() if not plainly or key in _PLAINLY_SAID}
    said = {**kept, **_named(rest, known)}
    if _IN_PART.intersection(word.text for word in words_of(rest)):
        said.pop("channel_now", None)
    contradicts = {k for k, f in said.items() if k in known and known[k].value != f.value}
    if not contradicts:
        return None
    new = (key for key in said if key in contradicts or key not in draft.facts)
    return {key: replace(said[key], source=Source.ANSWERED) for key in new}


def _instead(text: str, known: Facts) -> tuple[str, bool] | None:
    """What stands instead, and whether it has to be said plainly; None where nothing is taken back.

    ‘Not paper, phone’ and ‘phone, not paper’ leave ‘phone’.
    """
    words = tuple(word for word in words_of(text) if word.text)
    stumbled = _begun_with(_STUMBLES, words)
    begun = stumbled + _begun_with(_TAKES_BACK, words[stumbled:])
    words = words[begun:]
    rest = _from(words, text)
    if (without := _without_the_known(words, text, known)) is not None:
        return without, False
    if begun > stumbled:
        return rest, False
    goes_on = bool(words) and (words[0].text in _GOES_ON or words[0].text[0].isdigit())
    takes_back = _actually(words) or _insists(words) or (stumbled and goes_on)
    return (rest, True) if takes_back else None


def _begun_with(phrases: tuple[str, ...], words: Words) -> int:
    """How many of the first words are of these phrases, one after another."""
    texts = [word.text for word in words]
    parts = [phrase.split() for phrase in phrases]
    at = 0
    while found := next((each for each in parts if texts[at : at + len(each)] == each), None):
        at += len(found)
    return at


def _actually(words: Words) -> bool:
    """‘They actually ring us’ takes back as well, if it comes early."""
    return "actually" in [word.text for word in words[1:3]]


def _insists(words: Words) -> bool:
    """‘We do type it in’ takes back; ‘we do not’ and ‘we do it’ tell no more than what is done."""
    first, does, what = (*(word.text for word in words[:3]), "", "", "")[:3]
    return first in _SUBJECTS and does in _DOES and what not in ("", "not", "it", "that", "this")


def _without_the_known(words: Words, text: str, known: Facts) -> str | None:
    """The text without the ‘not’ and what is known after it, at its beginning or its end."""
    names = frozenset(_plain(fact.value) for fact in known.values())
    for at, word in enumerate(words):
        if word.text in _NOTS:
            end = at + 1 + _known_first(words[at + 1 : at + 1 + _LONGEST_NAME], names)
            if end > at + 1 and all(each.text in _LEADING for each in words[:at]):
                return _from(words[end:], text)
            if at + 1 < end == len(words):
                return text[words[0].start : word.start]
    return None


def _known_first(words: Words, names: frozenset[str]) -> int:
    """How many of the first words name something known; 0 if they name nothing known."""
    lengths = range(len(words), 0, -1)
    return next((n for n in lengths if _name(words[:n]) in names), 0)


def _from(words: Words, text: str) -> str:
    return text[words[0].start :] if words else ""


def _named(text: str, known: Facts) -> dict[str, Fact]:
    """What tells something only of a fact that is known: a value’s bare name, such as ‘phone’.

    Of ‘email not post’ what comes first is meant, whatever we knew before.
    """
    words = words_of(text)
    until = next((at for at, word in enumerate(words) if word.text in _NOTS), len(words))
    names = (_name(words), _name(words[:until]))
    named = {
        key: Fact(value, Source.READ, text.strip())
        for key in known
        for value in CHOICES.get(key, ())
        if value not in _YES_NO and _plain(value) in names
    }
    return named | _said_short(text, words, known)


def _said_short(text: str, words: Words, known: Facts) -> dict[str, Fact]:
    found = ((_TOO_SHORT_TO_READ[one.label], one) for one in _SHORT.find(words))
    return {
        key: Fact(value, Source.READ, text[words[one.first].start : words[one.end - 1].end])
        for (key, value, _), one in found
        if key in known
    }


def _name(words: Words) -> str:
    """The words without the small ones around them: ‘it’s by phone after all’ names ‘phone’."""
    texts = [word.text for word in words if word.text]
    first = next((at for at, word in enumerate(texts) if word not in _LEADING), len(texts))
    while texts[first:] and texts[-1] in _TRAILING:
        texts.pop()
    return " ".join(texts[first:])


def _plain(value: str | int) -> str:
    """A value as people say it: ‘in_person’ is ‘person’, as the small words are left out."""
    return _name(words_of(str(value).replace("_", " ")))
