"""Texts into vectors of what they mean, by a table of word pieces that ships inside a package.

The package's own code is never imported: it sets up logging of its own, and knows how to download.
docs/decisions/0017-meaning.md says where the table is from. To import this loads numpy.
"""

import json
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

_PACKAGE = "wordllama"
_TABLE = Path("weights") / "l2_supercat_256.safetensors"
_PIECES = Path("tokenizers") / "l2_supercat_tokenizer_config.json"
_NAME = "embedding.weight"
_MOST = 8_000
"""Characters of a text that are looked at: what it is about is said by then."""

Numbers = np.ndarray[Any, Any]


class NoVectors(Exception):
    """The table is not there, or is not the one that we know; the text says how to mend it."""


class Table:
    """Made of the files in a folder. A vector is the mean of those of the text's word pieces."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def vector(self, text: str) -> bytes:
        """Half a kilobyte, or nothing where the text says nothing."""
        numbers = self._numbers(text)
        return bytes(numbers.astype("<f2").tobytes()) if numbers.any() else b""

    def nearness(self, text: str, vectors: tuple[bytes, ...]) -> tuple[float, ...]:
        """How near the text is to each, from -1 to 1."""
        numbers = self._numbers(text)
        found = _stacked(vectors, numbers.size) @ numbers
        return tuple(found.tolist())

    def _numbers(self, text: str) -> Numbers:
        """A vector of length 1, or of zeros."""
        tokenizer = _tokenizer(self._folder / _PIECES)
        pieces = tokenizer.encode(_whole(text[:_MOST]), add_special_tokens=False).ids
        found = self._table[pieces].astype(np.float32).sum(axis=0)
        return _of_length_one(found)

    @cached_property
    def _table(self) -> Numbers:
        """The table as it lies in the file, which is read where it is looked at."""
        path = self._folder / _TABLE
        with path.open("rb") as file:
            size = int.from_bytes(file.read(8), "little")
            layout = json.loads(file.read(size))[_NAME]
        shape = tuple(layout["shape"])
        return np.memmap(path, "<f2", "r", 8 + size + layout["data_offsets"][0], shape)


def found(package: str = _PACKAGE) -> Table:
    """The table that the package has. Raises NoVectors."""
    spec = find_spec(package)
    folders = [Path(each) for each in (spec and spec.submodule_search_locations) or ()]
    whole = [each for each in folders if (each / _TABLE).exists() and (each / _PIECES).exists()]
    if not whole:
        what = f"The word vectors of the package {package} are not there."
        raise NoVectors(f"{what} Install requirements.lock again.")
    return Table(whole[0])


@lru_cache(maxsize=1)
def _tokenizer(path: Path) -> Any:
    """Read once a process, however many programs it opens: it takes tens of megabytes."""
    pieces = Tokenizer.from_file(str(path))
    pieces.no_padding()
    pieces.no_truncation()
    return pieces


def _whole(text: str) -> str:
    """Without half characters, which a chat can send and no table of word pieces takes."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _of_length_one(numbers: Numbers) -> Numbers:
    length = float((numbers @ numbers) ** 0.5)
    return numbers / length if length else numbers


@lru_cache(maxsize=4)
def _stacked(vectors: tuple[bytes, ...], size: int) -> Numbers:
    """One below the other; what is of another length is of zeros."""
    nothing = bytes(2 * size)
    fitting = (each if len(each) == len(nothing) else nothing for each in vectors)
    return np.frombuffer(b"".join(fitting), "<f2").reshape(-1, size).astype(np.float32)
