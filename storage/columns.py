"""How our values lie in columns."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from bot.people import Place, PlaceKind
from bot.wire import from_json, to_json


class Instant(TypeDecorator[datetime]):
    """A moment as ISO 8601 in UTC, to the microsecond: text that sorts as time does.

    It is loaded in UTC; the rows put it into the organisation's time zone.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return value.astimezone(UTC).isoformat(timespec="microseconds") if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return datetime.fromisoformat(value) if value else None


class Where(TypeDecorator[Place]):
    """A place as `platform:kind:key`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Place | None, dialect: Dialect) -> str | None:
        return str(value) if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> Place | None:
        if value is None:
            return None
        platform, kind, key = value.split(":", 2)
        return Place(platform, PlaceKind(kind), key)


class Word(TypeDecorator[StrEnum]):
    """One of a fixed set of words."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return value.value if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return self.kind(value) if value else None


class Json(TypeDecorator[Any]):
    """A value as JSON, by the same rules as on the wire."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else to_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else from_json(value, self.kind)
