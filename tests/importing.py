"""Files of other formats, read as the import reads them."""

from datetime import date
from pathlib import Path

from adapters.exchange import reading
from adapters.exchange.reading import Read
from adapters.files import bytes_of
from tests.blocks import ROOT

FILES = ROOT / "tests" / "data" / "exchange"
TODAY = date(2026, 12, 8)


def taken(name: str) -> Read:
    return reading.read(FILES / name, bytes_of(FILES / name), TODAY)


def of(text: str, name: str = "c.yaml") -> Read:
    return reading.read(Path(name), text.encode(), TODAY)
