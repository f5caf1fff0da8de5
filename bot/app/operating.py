"""The program run, or one of the operator's commands; problems become sentences and exit codes."""

import asyncio
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from adapters import files
from adapters.cli import options, streams
from adapters.cli.records import CannotExchange
from adapters.http import CannotListen
from bot.app.running import serve
from bot.settings import Settings
from storage.problems import StorageProblem


def operate(arguments: Sequence[str]) -> int:
    """Do what was asked, and return the exit code."""
    streams.take_any_letters()
    asked = options.read(arguments)
    try:
        return _do(asked)
    except (files.FileProblem, StorageProblem, CannotListen, CannotExchange) as problem:
        print(problem, file=sys.stderr)
        return options.FOUND
    except BrokenPipeError:
        streams.say_no_more()
        return options.FINE
    except KeyboardInterrupt:
        return options.FINE


def _do(asked: options.Options) -> int:
    if isinstance(asked, options.Run):
        asyncio.run(serve(_settings()))
        return options.FINE
    from bot.app.commands import do  # noqa: PLC0415 - `run`, the first of all, needs no other command and nothing that they load

    gc.enable()  # a backup may go on for long
    return do(asked, _settings)


def _settings() -> Settings:
    return files.settings_from(os.environ, Path.cwd())
