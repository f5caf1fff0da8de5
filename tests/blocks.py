"""Building blocks and facts for tests, and the catalogues that we ship."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from adapters.files import load
from adapters.meaning import WordVectors
from bot.catalogue.capability import Capability
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.needs import Needs
from bot.catalogue.ranking import Ranker
from bot.facts import Fact, Source

ROOT = Path(__file__).parent.parent
STARTER_FILE = ROOT / "bot" / "catalogue" / "starter.yaml"
EXAMPLE_FILE = ROOT / "adapters" / "web" / "example" / "catalogue.yaml"
STARTER = load(STARTER_FILE, Catalogue)
EXAMPLE = load(EXAMPLE_FILE, Catalogue)
NEEDS = load(ROOT / "bot" / "catalogue" / "needs.yaml", Needs)
MEANING = WordVectors()


def block(key: str, **more: Any) -> Capability:
    """An entry of that id; its name is the id with a capital letter."""
    return replace(Capability(key, key.capitalize(), f"About {key}."), **more)


def fact(value: str, words: str | None = None) -> Fact:
    """A fact as it is read from a message."""
    return Fact(value, Source.READ, words)


def ranker_for(catalogue: Catalogue, gaps: Mapping[str, str] | None = None) -> Ranker:
    """One with all that we ship: what speaks for needs, and what words mean."""
    return Ranker(catalogue, gaps, NEEDS, MEANING)
