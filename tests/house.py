"""Measures of the house: what its files hold, read without importing them."""

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

Function = ast.FunctionDef | ast.AsyncFunctionDef

_TEXT = {
    *(".py", ".md", ".yaml", ".toml", ".json", ".jsonl", ".lock", ".txt"),
    *(".html", ".css", ".js", ".svg"),
}
_TEXT_NAMES = {"Makefile", "LICENSE", "run", ".gitignore", ".importlinter"}


def files(*folders: str) -> tuple[Path, ...]:
    """The Python files in these folders."""
    return tuple(sorted(path for each in folders for path in (ROOT / each).rglob("*.py")))


def tracked() -> tuple[Path, ...]:
    """Every file that is in the repository or would be added to it."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = (ROOT / name for name in listed.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def is_text(path: Path) -> bool:
    """Whether people read the file as text."""
    return path.suffix in _TEXT or path.name in _TEXT_NAMES


def tree(path: Path) -> ast.Module:
    """The file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@dataclass(frozen=True, slots=True)
class Length:
    """How many lines a function has, its signature counted and its docstring not."""

    where: str
    lines: int


def lengths(source: ast.Module, name: str) -> Iterator[Length]:
    """Every function but those with no body, which are a protocol's."""
    for node in ast.walk(source):
        if isinstance(node, Function) and (body := _body(node)):
            docstring = sum(_lines(each) for each in node.body if each not in body)
            yield Length(f"{name}:{node.lineno} {node.name}", _lines(node) - docstring)


def percentile(values: Iterable[int], share: float) -> int:
    """The smallest value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -int(-len(ordered) * share // 1) - 1)]


def _body(node: Function) -> list[ast.stmt]:
    first, *others = node.body
    told = ast.get_docstring(node) is not None
    body = others if told else [first, *others]
    return [] if all(_is_ellipsis(each) for each in body) else body


def _is_ellipsis(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and node.value.value is ...
    )


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def mocks(source: ast.Module) -> Iterator[str]:
    """Names of mocks that a test uses: the library's, or a fixture that patches."""
    for node in ast.walk(source):
        match node:
            case ast.Import(names):
                yield from (each.name for each in names if _MOCK.search(each.name))
            case ast.ImportFrom(module=str(module), names=names):
                dotted = (f"{module}.{each.name}" for each in names)
                yield from (each for each in dotted if _MOCK.search(each))
            case ast.arg(arg=name) if name in ("monkeypatch", "mocker"):
                yield name


_MOCK = re.compile(r"\bmock\b|\bMonkeyPatch\b|pytest_mock")


def calls(source: ast.Module, names: frozenset[str]) -> Iterator[str]:
    """Calls of these built-in functions, with their lines."""
    for node in ast.walk(source):
        match node:
            case ast.Call(func=ast.Name(id=name), lineno=line) if name in names:
                yield f"{name} on line {line}"


# Written apart, so that this file does not hold what it looks for.
_HOSTS = ("pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.", "rubygems" + r"\.org")
_PATHS = (r"(?<![\w.])/(?:root|workspace)/", r"(?<![\w./])/home/\w+/")
_UNWANTED = re.compile("|".join((*_HOSTS, *_PATHS)))


def unwanted(text: str) -> Iterator[str]:
    """The lines that name a package registry, or a place on somebody's machine."""
    return (line.strip()[:100] for line in text.splitlines() if _UNWANTED.search(line))
