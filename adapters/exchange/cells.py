"""What people type into the cells of a table, and above them."""

import re
from datetime import date
from time import strptime

STEWARDS = ("steward", "contract owner", "contract manager", "responsible officer")
"""What the column is called that names who looks after something."""

_FORMS = ("%d/%m/%Y", "%Y-%m-%d", "%d/%m/%y", "%d-%b-%Y", "%d-%b-%y", "%d %B %Y", "%d.%m.%Y")
_DAY = re.compile(r"^(\S+)[T ]00:00(:00)?$")
_NOTHING = frozenset(("tbc", "tbd", "tba", "na", "n a", "unknown", "not known", "not applicable"))


def says_nothing(cell: str) -> bool:
    """Whether this only says that nobody knows yet, as ‘TBC’ does."""
    return bare(cell) in _NOTHING


def day_of(said: str) -> date | None:
    """British order, day first, as registers have it."""
    day = _DAY.sub(r"\1", said)
    for form in _FORMS:
        try:
            return date(*strptime(day, form)[:3])
        except ValueError:
            continue
    return None


def bare(heading: str) -> str:
    """Its words alone: `ContractTitle` is ‘contract title’."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return " ".join(re.findall(r"[a-z0-9]+", apart.casefold()))
