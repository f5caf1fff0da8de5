"""The log: a JSON object a line, without a word that anybody wrote.

Only what is named here gets into a line, so a text that strays into a record is left out.
"""

import json
import logging
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TextIO

from bot.ports import Unavailable

_OURS = frozenset({"bot", "adapters", "storage"})
_FIELDS = ("event", "kind", "platform", "outcome", "seconds", "letter", "attempts", "until")
_DEEPEST = 8


@contextmanager
def writing(stream: TextIO, level: int = logging.INFO) -> Iterator[None]:
    """Write the log to a stream until the end of the block."""
    handler, root = logging.StreamHandler(stream), logging.getLogger()
    handler.setFormatter(_Line())
    handler.addFilter(_may_be_written)
    before = root.level
    root.addHandler(handler)
    root.setLevel(level)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in _OURS


def _may_be_written(record: logging.LogRecord) -> bool:
    # At their lower levels libraries log what passes through them: rows, requests, replies.
    return _is_ours(record) or record.levelno >= logging.WARNING


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _what_happened(record),
        }
        return json.dumps({**line, **_more(record)})


def _what_happened(record: logging.LogRecord) -> str:
    """Our own words are fixed. Of a library's, only those that nothing was put into yet."""
    if _is_ours(record) or record.args:
        return str(record.msg).partition("\n")[0]
    return f"{record.module}.{record.funcName}, line {record.lineno}"


def _more(record: logging.LogRecord) -> Mapping[str, object]:
    given = vars(record)
    more: dict[str, object] = {name: given[name] for name in _FIELDS if name in given}
    if "place" in given:  # platform:kind:key, and the key may be a person's
        more["place"] = ":".join(str(given["place"]).split(":")[:2])
    if record.exc_info and record.exc_info[1]:
        more |= _error(record.exc_info[1])
    return more


def _error(error: BaseException) -> dict[str, object]:
    """What went wrong and where; an error's own words only where they are ours or the system's."""
    frames = traceback.extract_tb(error.__traceback__)[-_DEEPEST:]
    told: dict[str, object] = {
        "error": type(error).__name__,
        "where": [
            f"{each.filename.rpartition('/')[2]}:{each.lineno} {each.name}" for each in frames
        ],
    }
    if isinstance(error, Unavailable):
        told["why"] = str(error)
    elif isinstance(error, OSError) and error.strerror:
        told["why"] = error.strerror
    if cause := error.__cause__ or error.__context__:
        told["cause"] = type(cause).__name__
    return told
