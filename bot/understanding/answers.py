"""What an answer says: a choice pressed, or words."""

import re
from dataclasses import replace

from bot.fact_keys import NUMBERS
from bot.facts import NOT_SURE, SKIPPED, TOLD, Fact, Source
from bot.understanding.amounts import amounts_in
from bot.understanding.form import Question, facts_given
from bot.understanding.phrases import Found, PhraseBook, Words, part_of, words_of
from bot.understanding.reading import Reader

_NOT_SURE = frozenset(
    [
        "not sure",
        "notsure",
        "unsure",
        "dunno",
        "dont know",
        "i dont know",
        "no idea",
        "not really sure",
        "im not sure",
        "i am not sure",
        "i do not know",
        "do not know",
        "havent a clue",
        "no clue",
        "idk",
        "no one knows",
        "noone knows",
        "nobody knows",
    ]
)
_BESIDE_IT = frozenset(
    [
        "sorry",
        "tbh",
        "honestly",
        "really",
        "afraid",
        "hmm",
        "um",
        "er",
        "oh",
        "well",
        "just",
        "yet",
        "pass",
    ]
)
"""What people say beside it: ‘dunno sorry’."""

_ALWAYS_HEARD = (
    "answers_disagree",
    "checked_elsewhere",
    "has_rekeying",
    "minutes_each",
    "needs_payment",
    "nobody_owns_it",
    "printed_and_posted",
    "system_named",
    "volume_per_month",
)
"""Facts that mean the same whatever was asked, so they are read from any answer."""

_SKIP = frozenset({"skip", "pass", "next"})

_NO = frozenset({"no", "nope", "n"})
_AFTER_NO = frozenset(
    {
        *("it", "its", "they", "theyre", "we", "i", "im", "that", "thats", "theres", "he", "she"),
        *("not", "never", "just", "only", "thanks", "sorry", "really", "tbh", "honestly"),
    }
)
"""What goes on after a No: ‘no its only us’. ‘No idea’ and ‘no one knows’ are none."""

_QUOTED = 60
"""Characters: a No is quoted with the whole answer that it begins, if that is no longer."""

_WHO_KNOWS = re.compile(
    r"\b(?:ask|try|check with|(?:speak|talk) (?:to|with))\s+([^\n.;!?]*\w)"
    r"|\b(\w[\w ’'-]*?)\s+(?:would|will|might|may|should) know\b",
    re.IGNORECASE,
)
"""Whom somebody names who does not know: ‘no idea, ask Linda Grey’."""


def read_answer(question: Question, answer: str, reader: Reader) -> dict[str, Fact]:
    """The facts that a pressed choice or typed words give; never empty, so it is not asked again.

    Words that say nothing we know are kept as `told`.
    """
    plain, told = _plain(answer)
    if answer == NOT_SURE or not plain or plain in _NOT_SURE or told in _NOT_SURE:
        return {question.key: Fact(NOT_SURE, Source.ANSWERED)}
    if plain in _SKIP:
        return {question.key: Fact(SKIPPED, Source.ANSWERED)}
    for choice in question.choices:
        if answer == choice.key or answer.casefold() == choice.label.casefold():
            return facts_given(question.given_by(choice), None)
    heard = _said(question, answer, reader) | _read(question, answer, reader)
    if question.key not in heard and _begins_unsure(told):
        return {question.key: Fact(NOT_SURE, Source.ANSWERED)} | _who_knows(answer) | heard
    return {question.key: Fact(TOLD, Source.ANSWERED, answer)} | heard


def _plain(answer: str) -> tuple[str, str]:
    """The words alone, and those without what people say beside them."""
    words = [word.text for word in words_of(answer) if word.text]
    return " ".join(words), " ".join(word for word in words if word not in _BESIDE_IT)


def _begins_unsure(told: str) -> bool:
    return any(told.startswith(f"{unsure} ") for unsure in _NOT_SURE)


def _who_knows(answer: str) -> dict[str, Fact]:
    named = _WHO_KNOWS.search(answer)
    name = next(filter(None, named.groups())) if named else ""
    return {"process_owner": Fact(TOLD, Source.ANSWERED, name)} if name else {}


def _said(question: Question, answer: str, reader: Reader) -> dict[str, Fact]:
    """What the first choice gives whose phrases the answer has."""
    words = words_of(answer)
    every = enumerate(question.choices)
    book = PhraseBook(((at, text) for at, one in every for text in one.phrases), {})
    said = (
        one
        for one in book.find(words)
        if not _is_lone_no(one, words) or _answers(question, one, words, answer, reader)
    )
    found = min(said, key=lambda one: one.first, default=None)
    if found is None:
        return {}
    whole = _is_lone_no(found, words) and len(answer) <= _QUOTED
    part = answer.strip() if whole else part_of(answer, words, (found.first, found.end))
    return facts_given(question.given_by(question.choices[found.label]), part)


def _is_lone_no(found: Found, words: Words) -> bool:
    return found.end - found.first == 1 and words[found.first].text in _NO


def _answers(question: Question, no: Found, words: Words, answer: str, reader: Reader) -> bool:
    """Whether a No answers the question.

    It begins the answer, and what follows goes on from it. Of what takes more than a Yes or No, it
    must say nothing of its own: ‘no nobody pays us’ puts something else right.
    """
    before, after = words[: no.first], words[no.end : no.end + 1]
    rest = answer[words[no.first].end :]
    begins = all(word.text in _BESIDE_IT for word in before)
    parted = not rest.lstrip()[:1].isalnum()
    goes_on = parted or after[0].text in _AFTER_NO
    takes_no = any(choice.key == "no" for choice in question.choices)
    return begins and goes_on and (takes_no or not reader.read(rest))


def _read(question: Question, answer: str, reader: Reader) -> dict[str, Fact]:
    wanted = {*question.fills, *question.also, *_ALWAYS_HEARD}
    asked = bool(NUMBERS & set(question.fills))
    read = reader.read(answer) | amounts_in(answer, words_of(answer), asked=asked)
    return {
        key: replace(fact, source=Source.ANSWERED)
        for key, fact in read.items()
        if key in wanted and fact.source is Source.READ
    }
