"""The two icons of the app, drawn from Groundwork's mark: four blocks, one upon the other.

They are drawn when the package is built, so that no picture lies here that nobody can read. The
format is PNG's, https://www.w3.org/TR/png-3/, with red, green, blue and alpha, a byte each.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from math import hypot

COLOUR_SIZE, OUTLINE_SIZE = 192, 32
"""Pixels on each side, as Teams wants them."""

SAFE = 96
"""Pixels in the middle of the colour icon that Teams never cuts off."""

MARK_SIZE = 32
"""Units on each side, of which 2 are left free around it."""

_OUTLINED = 36
"""Pixels, so that nothing is left free around the outline."""

_WHITE = (255, 255, 255)

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle with round corners, in the units of the mark."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    colour: Colour

    def beyond(self, x: float, y: float) -> float:
        """How far outside it a point is; less than nothing inside."""
        right = abs(x - self.x - self.width / 2) - self.width / 2 + self.radius
        below = abs(y - self.y - self.height / 2) - self.height / 2 + self.radius
        return hypot(max(right, 0), max(below, 0)) + min(max(right, below), 0) - self.radius


MARK = (
    Block(2, 22, 28, 7, 2, (0x17, 0x59, 0x4A)),
    Block(2, 13, 17, 7, 2, (0x3D, 0x8F, 0x78)),
    Block(21, 13, 9, 7, 2, (0xC9, 0x8A, 0x3A)),
    Block(10, 4, 12, 7, 2, (0x6F, 0xB5, 0x9F)),
)


@dataclass(frozen=True, slots=True)
class Canvas:
    """A square with the mark in the middle of it; `mark` is how many pixels that takes."""

    size: int
    mark: int

    def shares(self) -> Iterator[tuple[Block, float]]:
        """For each pixel, row by row, the block that it shows, and how much of it, from 0 to 1."""
        unit, edge = MARK_SIZE / self.mark, (self.size - self.mark) / 2
        for row, column in product(range(self.size), repeat=2):
            x, y = ((at + 0.5 - edge) * unit for at in (column, row))
            block = min(MARK, key=lambda one: one.beyond(x, y))
            yield block, min(max(0.5 - block.beyond(x, y) / unit, 0), 1)


def colour() -> bytes:
    """The mark in its colours, on white."""
    shares = Canvas(COLOUR_SIZE, SAFE).shares()
    pixels = (bytes((*_mixed(block.colour, share), 255)) for block, share in shares)
    return _png(COLOUR_SIZE, b"".join(pixels))


def outline() -> bytes:
    """The mark in white, and nothing around it."""
    shares = Canvas(OUTLINE_SIZE, _OUTLINED).shares()
    pixels = (bytes((*_WHITE, round(255 * share))) for _, share in shares)
    return _png(OUTLINE_SIZE, b"".join(pixels))


def _mixed(colour: Colour, share: float) -> Iterator[int]:
    """The colour over white."""
    return (round(255 + (part - 255) * share) for part in colour)


def _png(size: int, pixels: bytes) -> bytes:
    row = 4 * size
    lines = b"".join(b"\0" + pixels[at : at + row] for at in range(0, len(pixels), row))
    header = struct.pack(">2I5B", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
