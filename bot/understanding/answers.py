"""What an answer says: a choice pressed, or words."""

from dataclasses import replace

from bot.fact_keys import NUMBERS
from bot.facts import NOT_SURE, SKIPPED, TOLD, Fact, Source
from bot.understanding.amounts import amounts_in
from bot.understanding.form import Question, facts_given
from bot.understanding.phrases import PhraseBook, words_of
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


def read_answer(question: Question, answer: str, reader: Reader) -> dict[str, Fact]:
    """The facts that a pressed choice or typed words give; never empty, so it is not asked again.

    Words that say nothing we know are kept as `told`.
    """
    plain = " ".join(word.text for word in words_of(answer)).strip()
    told = " ".join(word for word in plain.split() if word not in _BESIDE_IT)
    if answer == NOT_SURE or not plain or plain in _NOT_SURE or told in _NOT_SURE:
        return {question.key: Fact(NOT_SURE, Source.ANSWERED)}
    if plain in _SKIP:
        return {question.key: Fact(SKIPPED, Source.ANSWERED)}
    for choice in question.choices:
        if answer == choice.key or answer.casefold() == choice.label.casefold():
            return facts_given(question.given_by(choice), None)
    kept = {question.key: Fact(TOLD, Source.ANSWERED, answer)}
    return kept | _said(question, answer) | _read(question, answer, reader)


def _said(question: Question, answer: str) -> dict[str, Fact]:
    """What the first choice gives whose phrases the answer has."""
    words = words_of(answer)
    every = enumerate(question.choices)
    book = PhraseBook(((at, text) for at, one in every for text in one.phrases), {})
    found = min(book.find(words), key=lambda one: one.first, default=None)
    if found is None:
        return {}
    part = answer[words[found.first].start : words[found.end - 1].end]
    return facts_given(question.given_by(question.choices[found.label]), part)


def _read(question: Question, answer: str, reader: Reader) -> dict[str, Fact]:
    wanted = {*question.fills, *question.also, *_ALWAYS_HEARD}
    asked = bool(NUMBERS & set(question.fills))
    read = reader.read(answer) | amounts_in(answer, words_of(answer), asked=asked)
    return {
        key: replace(fact, source=Source.ANSWERED)
        for key, fact in read.items()
        if key in wanted and fact.source is Source.READ
    }
