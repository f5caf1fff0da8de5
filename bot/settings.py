"""The operator's settings: one typed value, every key with its default."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, time
from ipaddress import ip_address
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.levels.judgement import Level
from bot.platforms import Network, Slack, Teams
from bot.structuring import Misfit, Misfits
from bot.working_days import Nation

TimeOfDay: TypeAlias = time
PATHS = ("catalogue", "future", "questions", "rules", "hand_offs", "watch_outs", "needs", "words")
"""The keys that name files."""

_SQLITE = r"sqlite:///.+"
_POSTGRESQL = (
    r"postgres(ql)?(\+psycopg)?://([^/@]*@)?([^/@?:\[]*|\[[0-9a-fA-F:.]+\])(:[0-9]{1,5})?"
    r"/[^/@?]+(\?.*)?"
)
_NO_DATABASE = (
    "This is not the address of a database that we know.",
    "Use sqlite:/// and the path of a file, or postgresql://user:password@host/database.",
)
_NO_DRIVER = (
    "PostgreSQL is reached by psycopg alone.",
    "Begin the address with postgresql:// and name no driver.",
)
_NO_POSTGRESQL = (
    "This is not the address of a PostgreSQL database.",
    "Write postgresql://user:password@host/database. "
    "In a password write @ as %40, : as %3A, / as %2F and % as %25.",
)
_MOST_MONTHS = 1_200
_WHOLE = 100
_PERSON = r"slack:[UW][A-Z0-9]+|(teams|page):\S+"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]"


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whose staff it is for. References begin with the prefix: GW-123.

    `ends_on` is its last day, where it is to be merged or dissolved.
    """

    name: str = "Our council"
    nation: Nation = Nation.ENGLAND
    ends_on: date | None = None
    reference_prefix: str = "GW"

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z][A-Z0-9]{0,9}", self.reference_prefix):
            what = f"‘{self.reference_prefix}’ cannot begin a reference."
            mend = "Use up to 10 capital letters and digits, a letter first."
            raise Misfits(Misfit(("reference_prefix",), what, mend))


@dataclass(frozen=True, slots=True)
class Language:
    """The language of what people read, by the name of a words file that is shipped."""

    default: str = "en"


@dataclass(frozen=True, slots=True)
class LevelNames:
    """The names by which people see the three levels."""

    access: str = "Access"
    efficiency: str = "Efficiency"
    transformation: str = "Transformation"

    def __post_init__(self) -> None:
        blank = [each.name for each in fields(self) if not getattr(self, each.name).strip()]
        if blank:
            raise Misfits(*(Misfit((key,), "This is blank.", "Give it a name.") for key in blank))


@dataclass(frozen=True, slots=True)
class Promise:
    """In how many working days a person replies; None promises no time."""

    working_days: int | None = None

    def __post_init__(self) -> None:
        if self.working_days is not None and not 1 <= self.working_days <= 100:
            what = f"‘{self.working_days}’ is not a time to promise."
            raise Misfits(Misfit(("working_days",), what, "Use 1 to 100, or leave the key out."))


@dataclass(frozen=True, slots=True)
class Retention:
    """For how many months what is over is kept in words, and messages; 0 is for ever."""

    requests_months: int = 72
    messages_months: int = 24

    def __post_init__(self) -> None:
        for key in ("requests_months", "messages_months"):
            if not 0 <= getattr(self, key) <= _MOST_MONTHS:
                what = f"‘{getattr(self, key)}’ is not a number of months."
                raise Misfits(Misfit((key,), what, "Use 1 to 1200, or 0 to keep them for ever."))
        if self.requests_months and not 0 < self.messages_months <= self.requests_months:
            what = "Messages would be kept longer than the requests whose words they have."
            mend = f"Use 1 to {self.requests_months}."
            raise Misfits(Misfit(("messages_months",), what, mend))


@dataclass(frozen=True, slots=True)
class Http:
    """Where the web server listens. Port 0 takes any free port."""

    host: str = "127.0.0.1"
    port: int = 8080

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            what = f"‘{self.port}’ is not a port."
            raise Misfits(Misfit(("port",), what, "Use a number from 0 to 65535."))


@dataclass(frozen=True, slots=True)
class Web:
    """Whether the local page is served; left out, it is where no chat platform is configured."""

    enabled: bool | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """Whether neighbours can read what we can share of the catalogue, at `/feed/catalogue.json`."""

    enabled: bool = False


@dataclass(frozen=True, slots=True)
class Digest:
    """When the weekly digest is posted, on the first working day of the week.

    `intended_mix` is the per cent of new requests aimed for at each level; without it the digest
    shows the mix alone.
    """

    time: str = "09:30"
    intended_mix: Mapping[Level, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not re.fullmatch(_TIME, self.time):
            what = f"‘{self.time}’ is not a time of day."
            raise Misfits(Misfit(("time",), what, "Write it as 09:30."))
        if self.intended_mix and sum(self.intended_mix.values()) != _WHOLE:
            what = f"The shares add up to {sum(self.intended_mix.values())}."
            raise Misfits(Misfit(("intended_mix",), what, "Make them add up to 100 per cent."))

    @property
    def at(self) -> TimeOfDay:
        """In the organisation's time zone."""
        return TimeOfDay.fromisoformat(self.time)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything an operator can set. A path of None means the file that Groundwork ships.

    `database_url` is left out of the repr, since it may hold a password.
    """

    database_url: str = field(default="sqlite:///var/groundwork.db", repr=False)
    timezone: str = "Europe/London"
    working_hours: str = "09:00-17:00"
    holidays: tuple[date, ...] = ()
    closures: tuple[date, ...] = ()
    deciders: tuple[str, ...] = ()
    admins: tuple[str, ...] = ()
    catalogue: str | None = None
    future: str | None = None
    questions: str | None = None
    rules: str | None = None
    hand_offs: str | None = None
    watch_outs: str | None = None
    needs: str | None = None
    words: str | None = None
    organisation: Organisation = field(default_factory=Organisation)
    language: Language = field(default_factory=Language)
    levels: LevelNames = field(default_factory=LevelNames)
    promise: Promise = field(default_factory=Promise)
    http: Http = field(default_factory=Http)
    web: Web = field(default_factory=Web)
    slack: Slack = field(default_factory=Slack)
    teams: Teams = field(default_factory=Teams)
    network: Network = field(default_factory=Network)
    digest: Digest = field(default_factory=Digest)
    feed: Feed = field(default_factory=Feed)
    retention: Retention = field(default_factory=Retention)

    def __post_init__(self) -> None:
        if misfits := [each for check in _CHECKS for each in check(self)]:
            raise Misfits(*misfits)

    @property
    def has_page(self) -> bool:
        """Whether the local page is served."""
        return not self.has_platform if self.web.enabled is None else self.web.enabled

    @property
    def has_platform(self) -> bool:
        """Whether a chat platform is configured."""
        return self.slack.configured or self.teams.configured

    @property
    def opens(self) -> time:
        """When a working day begins."""
        return time.fromisoformat(self.working_hours.split("-")[0])

    @property
    def closes(self) -> time:
        """When a working day ends."""
        return time.fromisoformat(self.working_hours.split("-")[1])


def _database(settings: Settings) -> Iterator[Misfit]:
    # The address is never quoted: it may hold a password.
    if re.fullmatch(_SQLITE, url := settings.database_url) or re.fullmatch(_POSTGRESQL, url):
        return
    what, mend = _NO_DATABASE
    if re.match(r"postgres(ql)?\+(?!psycopg:)", url):
        what, mend = _NO_DRIVER
    elif re.match(r"postgres(ql)?(\+psycopg)?:", url):
        what, mend = _NO_POSTGRESQL
    yield Misfit(("database_url",), what, mend)


def _timezone(settings: Settings) -> Iterator[Misfit]:
    try:
        ZoneInfo(settings.timezone)
    except (KeyError, ValueError, OSError):
        what = f"‘{settings.timezone}’ is not a time zone."
        yield Misfit(("timezone",), what, "Use a name such as Europe/London.")


def _hours(settings: Settings) -> Iterator[Misfit]:
    shaped = re.fullmatch(f"{_TIME}-{_TIME}", settings.working_hours)
    if not shaped or settings.opens >= settings.closes:
        what = f"‘{settings.working_hours}’ are not working hours."
        yield Misfit(("working_hours",), what, "Write them as 09:00-17:00, the earlier time first.")


def _host(settings: Settings) -> Iterator[Misfit]:
    if _is_loopback(settings.http.host):
        return
    what = f"‘{settings.http.host}’ may be reached from other machines."
    if settings.has_page:
        yield Misfit(("http", "host"), what, "Use 127.0.0.1: the page has no sign-in.")
    if settings.teams.anonymous:
        mend = "Use 127.0.0.1: nothing that Teams sends is checked. Or set an app_id."
        yield Misfit(("http", "host"), what, mend)


def _page(settings: Settings) -> Iterator[Misfit]:
    for name, there in (("slack", settings.slack), ("teams", settings.teams)):
        if settings.has_page and there.configured:
            what = f"With {name.title()} configured there is no page."
            mend = f"Take this out, or take the [{name}] settings out."
            yield Misfit(("web", "enabled"), what, mend)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _people(settings: Settings) -> Iterator[Misfit]:
    for key in ("deciders", "admins"):
        for place, person in enumerate(getattr(settings, key)):
            if not re.fullmatch(_PERSON, person):
                what = f"‘{person}’ names nobody."
                mend = "Write it as slack:U0123456, teams:OBJECT-ID or page:priya."
                yield Misfit((key, place), what, mend)


_CHECKS = (_database, _timezone, _hours, _host, _page, _people)
