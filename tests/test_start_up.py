"""What a start loads, and what it leaves until somebody needs it."""

import gc
import re
from pathlib import Path

import snowballstemmer
from snowballstemmer.english_stemmer import EnglishStemmer

from benchmarks.start import START, loaded, measured
from tests.operating import ended

ROOT = Path(__file__).parent.parent

LEFT = {
    "adapters.cli.checking",  # a command's own
    "adapters.slack.app",  # a platform that is not configured
    "adapters.teams.app",
    "alembic",  # the schema is up to date
    "bot.app.commands",
    "botbuilder",
    "botframework",
    "holidays",  # nobody counts a day
    "jwt",
    "jinja2",  # nobody looks at the page
    "msrest",
    "numpy",  # nobody said anything that is compared
    "psycopg",  # another database
    "slack_bolt",
    "snowballstemmer.arabic_stemmer",  # one in C is there for all languages
    "sqlalchemy.dialects.postgresql",
    "storage.indexes",
    "tomllib",  # there is no settings file
}
NEEDED = {"adapters.web.app", "aiohttp.web", "bot.service", "sqlalchemy.dialects.sqlite", "yaml"}


def test_a_start_loads_what_it_runs_with_and_leaves_the_rest(tmp_path: Path) -> None:
    measured(START, tmp_path)  # makes the database

    names = loaded(START, tmp_path)

    assert names & LEFT == set()
    assert names >= NEEDED


def test_a_command_looks_for_garbage_again_when_it_is_done(tmp_path: Path) -> None:
    assert ended("catalogue", "schema") == 0

    assert gc.isenabled()


def test_words_have_the_same_stem_in_c_and_in_python() -> None:
    files = [*ROOT.glob("bot/*/*.yaml"), ROOT / "README.md"]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    words = sorted(set(re.findall(r"[a-z]{2,40}", text.lower())))
    in_c, in_python = snowballstemmer.stemmer("english"), EnglishStemmer()

    assert type(in_c) is not EnglishStemmer
    assert [in_c.stemWord(word) for word in words] == [in_python.stemWord(word) for word in words]
