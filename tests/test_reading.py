"""Reading facts from what people write: only what the words say, and where they say it."""

from pathlib import Path

import pytest

from adapters.files import load
from bot.facts import Source
from bot.understanding.phrases import PhraseBook, words_of
from bot.understanding.reading import Cue, Guess, Lexicon, Reader

READER = Reader(load(Path("bot/understanding/reading.yaml"), Lexicon))
PERMITS = "hiya can we get visitor permits online\npeople keep coming to reception w the paper form"


def said(text: str) -> dict[str, str | int]:
    return {key: fact.value for key, fact in READER.read(text).items()}


def test_paper_at_reception_is_paper() -> None:
    fact = READER.read(PERMITS)["channel_now"]

    assert (fact.value, fact.source, fact.words) == ("paper", Source.READ, "paper form")


def test_a_denial_is_quoted_whole() -> None:
    fact = READER.read("nobody ever pays us for a permit")["needs_payment"]

    assert (fact.value, fact.words) == ("no", "nobody ever pays us")


def test_a_guess_has_no_words_and_gives_way_to_what_was_said() -> None:
    guess = READER.read(PERMITS)["audience"]
    told = READER.read("We need an online form for landlords to register")["audience"]

    assert (guess.value, guess.source, guess.words) == ("residents", Source.ASSUMED, None)
    assert (told.value, told.source) == ("businesses", Source.READ)


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("They ring us about it", "channel_now", "phone"),
        ("Requests come in by email", "channel_now", "email"),
        ("we keep it in a spreadsheet", "channel_now", "spreadsheet"),
        ("bookings please, people ring us", "channel_now", "phone"),
        ("it’s a spreadsheet, and I ring round when somebody is off", "channel_now", "spreadsheet"),
        ("residents mail it back on a card", "channel_now", "paper"),
        ("they ring us to report it and we type it into a spreadsheet", "channel_now", "phone"),
        ("visitors sign a book at reception", "channel_now", "paper"),
        ("people e-mail us the details", "channel_now", "email"),
        ("I type all the cards up for the chargeback", "has_rekeying", "yes"),
        ("then I type the same address in six of them", "has_rekeying", "yes"),
        ("they post it with a cheque", "needs_payment", "yes"),
        ("inspectors want to fill in the report on a tablet", "asks_for", "form"),
        ("we paste them over, every case", "has_rekeying", "yes"),
        ("the two don’t talk to each other", "needs_integration", "yes"),
        ("we check both systems to see if it is done", "needs_integration", "yes"),
        ("it has to match what’s in Northgate", "needs_integration", "yes"),
        ("we copy them across to the case system", "needs_integration", "yes"),
        ("we log it, then we put it on the ledger", "needs_integration", "yes"),
        ("3 teams key the same thing", "needs_integration", "yes"),
        ("3 teams key the same thing", "has_rekeying", "yes"),
        ("3 teams key the same thing", "teams_affected", "several"),
        ("nobody keys the same thing", "has_rekeying", "no"),
        ("it gets logged in two places", "has_rekeying", "yes"),
        ("the waiting list is in a spreadsheet, people ring us", "channel_now", "spreadsheet"),
        ("can we get bookings off the phone", "channel_now", "phone"),
        ("if possible, syncing with Idox", "needs_integration", "yes"),
        ("the contractor emails us each job", "teams_affected", "external"),
        ("so that people dont have to ring us", "channel_now", "phone"),
        ("we key it into PermitPoint", "has_rekeying", "yes"),
        ("One of us copies and pastes them", "has_rekeying", "yes"),
        ("nobody types it in again", "has_rekeying", "no"),
        ("we don’t take payments", "needs_payment", "no"),
        ("card or cash", "needs_payment", "yes"),
        ("us, the ward and the district nurses", "teams_affected", "external"),
        ("check theyre on council tax in northgate first", "checked_elsewhere", "yes"),
        ("then print the permit and post it", "printed_and_posted", "yes"),
        ("my head of service has asked me to find out", "second_hand", "yes"),
        ("nobody owns it", "nobody_owns_it", "yes"),
        ("we key it into PermitPoint", "system_named", "PermitPoint"),
        ("about 200 a month", "volume_per_month", 200),
        ("a dozen a week", "volume_per_month", 52),
        ("a couple of hundred a year", "volume_per_month", 17),
        ("2-4 requests a month", "volume_per_month", 3),
        ("five calls a day", "volume_per_month", 105),
        ("60 monthly", "volume_per_month", 60),
        ("60ish, 15 mins each", "minutes_each", 15),
        ("half an hour each", "minutes_each", 30),
        ("half hour each", "minutes_each", 30),
        ("a quarter of an hour each", "minutes_each", 15),
        ("three quarters of an hour each", "minutes_each", 45),
        ("each takes an hour", "minutes_each", 60),
        ("an hour and a half each", "minutes_each", 90),
        ("they take 2 and a half hours", "minutes_each", 150),
        ("half of them take 10 minutes each", "minutes_each", 10),
        ("2.5 hours each", "minutes_each", 150),
        ("it takes 10mins each", "minutes_each", 10),
        ("a couple of hundred a yr", "volume_per_month", 17),
        ("30 a wk", "volume_per_month", 130),
        ("i need a report by ward of missed bins", "needs_figures", "yes"),
        ("a report for managers on sickness", "needs_figures", "yes"),
        ("we pull a report from mosaic every week", "needs_figures", "yes"),
    ],
)
def test_what_is_said_is_read(text: str, key: str, value: str | int) -> None:
    assert said(text).get(key) == value


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("not sure if people pay for it", "needs_payment"),
        ("I'd like them to be able to email us", "channel_now"),
        ("it takes 3 hours a week", "minutes_each"),
        ("£12 a month", "volume_per_month"),
        ("we get abandoned car reports by phone", "needs_figures"),
        ("reports of potholes come in by email", "asks_for"),
        ("inspectors write their reports on paper", "needs_figures"),
        ("reporting a pothole online", "needs_figures"),
        ("it took 20 minutes. Nice", "minutes_each"),
        ("40. A month later", "volume_per_month"),
        ("there are 12 bays", "volume_per_month"),
        ("room 40 has 3 hours a day and 12", "volume_per_month"),
        ("We do not come to reception on foot", "channel_now"),
        ("it gets stuck, and it checks nothing", "teams_affected"),
        ("the contractor was late once", "teams_affected"),
        ("We’ll call it a success", "channel_now"),
        ("we don’t copy them across to the case system", "needs_integration"),
        ("we key it into PermitPoint", "needs_integration"),
        ("we never check both systems", "needs_integration"),
    ],
)
def test_what_is_doubted_wished_or_about_something_else_is_not_read(text: str, key: str) -> None:
    assert key not in said(text)


def test_words_are_always_an_exact_part_of_the_text() -> None:
    text = "They ring us 😀 \u202eand\x00 we key it into PermitPoint,\n\n\n then post it. 60 a day"

    facts = READER.read(text)

    assert facts
    assert all(fact.words in text for fact in facts.values() if fact.words)


@pytest.mark.parametrize("text", ["", "😀", "...", "\n" * 1000, "\x00\x01", "مرحبا"])
def test_a_text_that_says_nothing_gives_no_facts(text: str) -> None:
    assert READER.read(text) == {}


@pytest.mark.parametrize(
    "part", ["form ", "\n", "a", ".", "1,", "1 - ", "\n ", "a'", "key it into the system and "]
)
def test_a_huge_text_is_read_to_its_limit(part: str) -> None:
    facts = READER.read("people post us a paper form. " + part * (100_000 // len(part)))

    assert facts["channel_now"].value == "paper"


def test_a_phrase_may_have_gaps_options_endings_and_lists() -> None:
    lists = {"us": ("us", "me")}
    phrases = ["# .. {us}", "=calls the? team", "digit* _", "we ... gone"]
    book = PhraseBook(enumerate(phrases), lists)

    found = [one.label for one in book.find(words_of("12 to us. calls team, digital form. 12. us"))]

    assert found == [0, 1, 2]


def test_a_gap_ends_with_the_text_and_has_its_limit() -> None:
    book = PhraseBook([(0, "we .. form")], {})

    assert not list(book.find(words_of("we want")))
    assert not list(book.find(words_of("we want this one to be a form")))


@pytest.mark.parametrize("phrase", ["", ".. form", "the? form", "{nobody} rings", "=a?|=the form"])
def test_a_phrase_that_cannot_be_found_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"phrase|list of words|is no word"):
        PhraseBook([(0, phrase)], {})


def test_mistakes_in_the_lexicon_are_named() -> None:
    with pytest.raises(ValueError, match="cue for channel: ‘channel’ is no fact"):
        Cue("channel", "paper", ("paper",))
    with pytest.raises(ValueError, match="cue for channel_now: ‘post’ is not a value"):
        Cue("channel_now", "post", ("by post",))
    with pytest.raises(ValueError, match="it has no phrases"):
        Cue("channel_now", "paper", ())
    with pytest.raises(ValueError, match="guess for audience"):
        Guess("audience", "dogs", "asks_for", ("form",))
    with pytest.raises(ValueError, match="named: colour is no fact"):
        Lexicon({}, (), (), (), (), (), {"colour": ("red",)})


def test_a_hint_alone_is_not_enough_to_state_a_fact() -> None:
    hints = tuple(Cue("channel_now", "paper", (word,), weight=1) for word in ("sheet", "stamp"))
    reader = Reader(Lexicon({}, (), (), (), (), hints))

    assert reader.read("a sheet") == {}
    assert reader.read("a sheet with a stamp")["channel_now"].words == "sheet"
