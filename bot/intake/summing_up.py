"""The request in a few short parts, as it is shown before it is sent."""

from bot.drafts import Draft
from bot.facts import Facts, Source, value_of
from bot.handbook import Handbook
from bot.words.facts import as_said, steps_in_short
from bot.words.rich import Rich, Words, join

LONGEST_QUOTE = 80
"""Characters of an answer that is quoted whole; a longer one goes with the request anyway."""


def summary(draft: Draft, book: Handbook) -> Rich:
    """For example: Visitor permits online, for residents. Today: paper, printed and posted. …

    Each part is there only where it is known, and nothing that was guessed is told as known.
    """
    words, facts = book.words, draft.facts
    audience = _audience(facts, words)
    cut = draft.title.endswith("…") and not audience
    name = "summary.title_cut" if cut else "summary.title"
    title = words.rich(name, title=draft.title, audience=audience)
    today, paid, amount = _today(facts, words), _paid(draft, words), _amount(facts, words)
    return join((title, today, paid, amount, words.rich("summary.own_words")))


def _audience(facts: Facts, words: Words) -> Rich:
    audience = _said(facts, "audience")
    return () if audience is None else words.rich(f"summary.audience_{audience}")


def _said(facts: Facts, key: str) -> str | int | None:
    """The value, unless it is only our guess."""
    fact = facts.get(key)
    return None if fact is None or fact.source is Source.ASSUMED else value_of(facts, key)


def _today(facts: Facts, words: Words) -> Rich:
    """How it is done now, step by step, as far as they said."""
    steps = join(steps_in_short(facts, words), ", ")
    return words.rich("summary.today", steps=steps) if steps else ()


def _paid(draft: Draft, words: Words) -> Rich:
    """Whether people pay, and what they said of it."""
    pays = _said(draft.facts, "needs_payment")
    if pays is None:
        return ()
    if pays == "no":
        return words.rich("summary.free")
    answer = _priced(draft)
    return words.rich("summary.pays_words", words=answer) if answer else words.rich("summary.pays")


def _priced(draft: Draft) -> str:
    """The answer that says what people pay, if it is short, has a number and still stands."""
    stands = draft.facts["needs_payment"]
    told = (
        " ".join(given.line.text.split())
        for given in draft.answers
        if given.facts.get("needs_payment") == stands
    )
    priced = (text for text in told if any(map(str.isdigit, text)))
    return next((text for text in priced if len(text) <= LONGEST_QUOTE), "")


def _amount(facts: Facts, words: Words) -> Rich:
    """How many and how long, as far as they said."""
    volume, minutes = _said(facts, "volume_per_month"), _said(facts, "minutes_each")
    parts: list[Rich] = []
    if isinstance(volume, int):
        some = words.rich("summary.volume", volume=as_said(facts["volume_per_month"]))
        parts.append(some if volume else words.rich("summary.volume_few"))
    if isinstance(minutes, int) and minutes:
        parts.append(words.count("summary.minutes", minutes))
    return words.rich("summary.amount", amount=join(parts, ", ")) if parts else ()
