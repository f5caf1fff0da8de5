"""Messages and dialogs as HTML. Jinja escapes everything, so nothing a person wrote is markup."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.web.dates import clock, day_and_year
from adapters.web.people import ALL_STAFF, PEOPLE, Someone
from adapters.web.timeline import timeline
from bot.events import MyRequests, Queue
from bot.messages import Button, Chart, Dialog, Message, is_aside
from bot.people import Place, PlaceKind
from bot.ports import Posted
from bot.wire import press_to_text

if TYPE_CHECKING:
    import jinja2

_TEMPLATES = Path(__file__).parent / "templates"
_MOST_RADIOS = 5


class Renderer:
    """Draws with the templates beside this file. A name that a template lacks raises."""

    @cached_property
    def _env(self) -> "jinja2.Environment":
        import jinja2  # noqa: PLC0415 - Jinja takes some 25 ms to load, and nothing is drawn until somebody looks

        env = jinja2.Environment(
            loader=jinja2.FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        env.filters |= {"wire": press_to_text, "kind": _kind, "share": _share}
        env.tests |= {"aside": _is_aside, "direct": _is_direct, "all_staff": ALL_STAFF.__eq__}
        return env

    def page(
        self, someone: Someone, place: Place, posted: Sequence[Posted], now: datetime, version: str
    ) -> str:
        """The whole page."""
        return self._draw(
            "page.html",
            you=someone,
            place=place,
            people=PEOPLE,
            now=in_words(now),
            now_iso=now.isoformat(timespec="minutes"),
            version=version,
            messages=self.messages(someone, place, posted, now),
            my_requests=MyRequests(),
            queue=Queue(),
        )

    def messages(
        self, someone: Someone, place: Place, posted: Sequence[Posted], now: datetime
    ) -> str:
        """The messages of a place, as this person reads them."""
        zone: tzinfo | None = now.tzinfo
        rows = timeline(tuple(posted), someone.name, now.date(), zone, direct=_is_direct(place))
        return self._draw("messages.html", you=someone, place=place, rows=rows)

    def message(self, message: Message) -> str:
        """One message by itself, with its buttons."""
        return self._draw("message.html", message=message)

    def dialog(self, dialog: Dialog) -> str:
        """A form, for the page's dialog element."""
        return self._draw("dialog.html", dialog=dialog, people=PEOPLE, most_radios=_MOST_RADIOS)

    def _draw(self, template: str, **values: object) -> str:
        return self._env.get_template(template).render(values)


def in_words(now: datetime) -> str:
    """The date and time, for example: Tuesday 8 December 2026, 9:38am."""
    return f"{day_and_year(now)}, {clock(now)}"


def _kind(part: object) -> str:
    return type(part).__name__


def _share(value: int, chart: Chart) -> int:
    return round(100 * value / sum(bar.value for bar in chart.bars)) if value else 0


def _is_aside(button: Button) -> bool:
    return is_aside(button.press)


def _is_direct(place: Place) -> bool:
    return place.kind is PlaceKind.DIRECT
