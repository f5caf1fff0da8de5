"""The values of a filled dialog, as they are read one by one."""

from collections.abc import Mapping
from datetime import date

from bot.effects import Known
from bot.triage.refusals import is_near
from bot.working_days import WorkingDays

LONGEST = 3_000
"""Characters of one field. It is also the most that Slack's own fields take."""


def day_in(text: str) -> date | None:
    """The day that a text is, as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Sheet:
    """The values of a filled dialog, noting what is wrong with each as it is read.

    `about` is what the dialog carried beside its fields. `errors` has the name of a sentence for
    each field that needs mending.
    """

    def __init__(self, values: Mapping[str, str], known: Known, about: str = "") -> None:
        self.values = values
        self.about = about
        self.known = known
        self.today = known.at.date()
        self.errors: dict[str, str] = {}

    def text(self, key: str) -> str:
        """What stands there, or ""."""
        return self.values.get(key, "").strip()

    def needed(self, key: str) -> str:
        """What stands there; nothing is an error."""
        if not self.text(key):
            self.errors[key] = "missing"
        return self.text(key)

    def one_of(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of these."""
        if self.text(key) not in allowed:
            self.errors[key] = "choice"
        return self.text(key)

    def day(self, key: str) -> date:
        """A day that somebody can have meant."""
        day = day_in(self.text(key))
        if day is None:
            self.errors[key] = "date" if self.text(key) else "missing"
            return self.today
        if not is_near(day, self.today):
            self.errors[key] = "far"
            return self.today
        return day

    def coming_day(self, key: str) -> date:
        """Today or later."""
        day = self.day(key)
        if day < self.today:
            self.errors[key] = "past"
        return day

    def working_day(self, key: str, days: WorkingDays) -> date:
        """A day to come on which somebody is at work."""
        day = self.coming_day(key)
        if not days.is_working(day):
            self.errors.setdefault(key, "day_off")
        return day

    def past_day(self, key: str) -> date:
        """Today or earlier; today where nothing stands there."""
        day = self.day(key) if self.text(key) else self.today
        if day > self.today:
            self.errors[key] = "future"
        return day

    def wrong(self, key: str, problem: str) -> None:
        """Note what is wrong with a field, if anything is."""
        if problem:
            self.errors[key] = problem

    def note_what_is_too_long(self) -> None:
        """Every field that holds more than anybody has to say at once."""
        for key, value in self.values.items():
            self.wrong(key, "too_long" if len(value.strip()) > LONGEST else "")
