"""`python -m bot`, also installed as `groundwork`: what the operator asked for, done."""

import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """`python -m bot ...`: do what was asked, and return the exit code."""
    # What a start makes, it needs: looking through it for garbage takes a tenth of the time.
    gc.disable()
    try:
        from bot.app.operating import operate  # noqa: PLC0415 - it loads the whole program, and the collector has to be off by then

        return operate(sys.argv[1:] if arguments is None else arguments)
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
