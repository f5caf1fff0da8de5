"""The handbook: what the operator wrote, and what is shipped where they wrote nothing."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters import files
from adapters.meaning import WordVectors
from bot.app.surfaces import rooms
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.future import Future
from bot.catalogue.needs import Needs, gap_names
from bot.catalogue.ranking import Ranker
from bot.catalogue.watching import WatchOut, WatchOuts
from bot.counted import Counted
from bot.handbook import DigestPlan, Handbook, Kept
from bot.levels.judgement import Level
from bot.levels.judging import Rules, with_names
from bot.settings import Settings
from bot.understanding.asides import Asides
from bot.understanding.form import Form, Questions
from bot.understanding.masking import Masker
from bot.understanding.personal import Marks
from bot.understanding.reading import Lexicon, Reader
from bot.understanding.screening import HandOffs
from bot.understanding.sounding import Kinds, Wordings
from bot.weighed import Weighed
from bot.words.rich import Words
from bot.working_days import WorkingDays

_SHIPPED = Path(__file__).parent.parent
_WORDS = _SHIPPED / "words"
_ENGLISH = "en"
UNDERSTANDING = _SHIPPED / "understanding"
"""Where the words that it understands by are shipped."""


def handbook(settings: Settings) -> Handbook:
    """Everything the operator wrote, loaded and checked. Raises FileProblem."""
    levels = level_names(settings)
    rules = files.load(_file(settings.rules, _SHIPPED / "levels" / "rules.yaml"), Rules)
    rules = with_names(rules, levels)
    questions = _file(settings.questions, UNDERSTANDING / "questions.yaml")
    hand_offs = _file(settings.hand_offs, UNDERSTANDING / "hand_offs.yaml")
    catalogue = files.load(catalogue_file(settings), Catalogue)
    told, needs = words(settings), needs_of(settings)
    return Handbook(
        words=told,
        reader=Reader(files.load(UNDERSTANDING / "reading.yaml", Lexicon), wordings()),
        hand_offs=files.load(hand_offs, HandOffs),
        asides=files.load(UNDERSTANDING / "asides.yaml", Asides),
        kinds=kinds(),
        form=Form(files.load(questions, Questions), rules, needs),
        rules=rules,
        catalogue=catalogue,
        ranker=Ranker(catalogue, gap_names(told), needs, WordVectors()),
        watch_outs=watch_outs(settings, told),
        masker=Masker(files.load(UNDERSTANDING / "masking.yaml", Marks)),
        days=working_days(settings),
        rooms=rooms(settings),
        levels=levels,
        digest=digest_plan(settings, catalogue),
        prefix=settings.organisation.reference_prefix,
        kept=Kept(settings.retention.requests_months, settings.retention.messages_months),
        promise=settings.promise.working_days,
        deciders=frozenset(settings.deciders),
        admins=settings.admins,
    )


def catalogue_file(settings: Settings) -> Path:
    """The operator's catalogue, or the one that is shipped."""
    return _file(settings.catalogue, _SHIPPED / "catalogue" / "starter.yaml")


def kinds() -> Kinds:
    """Which words tell requests from other matters: read when somebody first writes."""
    return Kinds(
        partial(files.load, UNDERSTANDING / "weighed.yaml", Weighed),
        partial(files.load, UNDERSTANDING / "counted.yaml", Counted),
    )


def wordings() -> Wordings:
    """Which words tell of what level a request is: read when somebody first writes."""
    return Wordings(partial(files.load, _SHIPPED / "levels" / "counted.yaml", Counted))


def needs_of(settings: Settings) -> Needs:
    """What speaks for each block. Raises FileProblem."""
    return files.load(_file(settings.needs, _SHIPPED / "catalogue" / "needs.yaml"), Needs)


def watch_outs(settings: Settings, told: Words) -> WatchOuts:
    """What requests are warned of, beside our future and our last day. Raises FileProblem."""
    shipped = _SHIPPED / "catalogue" / "watch_outs.yaml"
    rules = files.load(_file(settings.watch_outs, shipped), tuple[WatchOut, ...])
    return WatchOuts(rules, _future(settings), settings.organisation.ends_on, told)


def _future(settings: Settings) -> Future:
    return files.load(Path(settings.future), Future) if settings.future else Future()


def digest_plan(settings: Settings, catalogue: Catalogue) -> DigestPlan:
    """When the digest is posted, and what it is held against. Raises FileProblem."""
    return DigestPlan(
        at=settings.digest.at,
        future=_future(settings).names(catalogue),
        intended_mix=settings.digest.intended_mix,
    )


def level_names(settings: Settings) -> Mapping[Level, str]:
    """What people see of the three levels."""
    return {level: str(getattr(settings.levels, level)) for level in Level}


def _file(path: str | None, shipped: Path) -> Path:
    return Path(path) if path else shipped


def words(settings: Settings, shipped: Path = _WORDS) -> Words:
    """English, then the language that is set, then the operator's own, one laid over the other.

    `shipped` is the folder of the words files, one a language. Raises FileProblem.
    """
    laid = Words(files.load(shipped / f"{_ENGLISH}.yaml", dict[str, dict[str, str]]))
    language = _language(settings.language.default, shipped)
    own = Path(settings.words) if settings.words else None
    for path in filter(None, (language, own)):
        laid = _laid_over(laid, path)
    return laid


def _language(name: str, shipped: Path) -> Path | None:
    """The words file of a language, or None for English, which lies below all others."""
    found = {path.stem: path for path in shipped.glob("*.yaml")}
    if name not in found:
        what = f"There are no words for ‘{name}’ in Groundwork: it has {', '.join(sorted(found))}."
        mend = "Use one of these. The file that the setting words names can hold a translation."
        raise files.FileProblem(
            [files.Problem("the settings", None, "language.default", what, mend)]
        )
    return None if name == _ENGLISH else found[name]


def _laid_over(basis: Words, path: Path) -> Words:
    own = files.load(path, dict[str, dict[str, str]])
    if wrong := basis.misfits(own):
        source = files.read(path)
        raise files.FileProblem([source.problem(misfit) for misfit in wrong])
    return basis.with_more(own)


def working_days(settings: Settings) -> WorkingDays:
    """When the organisation works."""
    return WorkingDays(
        nation=settings.organisation.nation,
        opens=settings.opens,
        closes=settings.closes,
        timezone=ZoneInfo(settings.timezone),
        holidays=frozenset(settings.holidays),
        closures=frozenset(settings.closures),
    )
