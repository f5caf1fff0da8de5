"""Several things in one sentence."""

from collections.abc import Iterable

from bot.words.rich import Rich, Words, join, plain_run


def listed(parts: Iterable[Rich | str], words: Words) -> Rich:
    """For example: a name, an address and 2 phone numbers. Empty parts are left out."""
    riches = [plain_run(part) if isinstance(part, str) else part for part in parts if part]
    if len(riches) < 2:
        return join(riches)
    *first, last = riches
    return words.rich("listing.and", first=join(first, words.plain("listing.between")), last=last)
