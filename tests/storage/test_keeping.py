"""Taking out what may not be kept: from what was kept and said of some requests, and no other."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.catalogue.adopting import Adoption, Answer
from bot.catalogue.changing import Change
from bot.drafts import Aside, Conversation, Draft, Line, NotSame, TeamQuestion
from bot.events import Listed, Noted
from bot.messages import text_of
from bot.ports import Work
from bot.requests import Entry, Link
from bot.triage.taking_out import Redaction
from storage.engine import Database
from storage.problems import StorageProblem
from storage.store import SqlStore, open_store
from tests.postgres import Server
from tests.storage.given import DAY, LONDON, NOW, PRIYA, asked, dean, say, sql, take

OUT = Redaction(("Zebedee Quux",), "[redacted]")
TEXT = "It is Zebedee Quux."
FIND = Listed("find")
LEFT = "It is [redacted]."


def rewritten(work: Work, *numbers: int) -> None:
    work.rewrite(numbers, [f"request:{n}" for n in numbers], ("Zebedee",), OUT.of)


async def test_the_histories_of_these_requests_are_changed_and_no_other(store: SqlStore) -> None:
    def kept(work: Work) -> list[str]:
        one, two = asked(work), asked(work)
        for request in (one, two):
            noted = Noted(request.number, TEXT)
            work.record(Entry(request.number, NOW, "", noted), dean(work).key)
        rewritten(work, one.number)
        entries = (*work.history(one.number), *work.history(two.number))
        return [one.event.text for one in entries if isinstance(one.event, Noted)]

    assert await store.transact(kept) == [LEFT, TEXT]


async def test_messages_are_changed_but_for_other_requests_cards(store: SqlStore) -> None:
    def kept(work: Work) -> list[tuple[str, str]]:
        asked(work)
        for name in ("request:1", "", "alike:fault", "request:2"):
            work.file(say(TEXT, card=name), NOW)
            work.file(say(TEXT, thread=name), NOW)
        work.file(say("No more."), NOW)
        rewritten(work, 1)
        return [(one.card or one.thread, text_of(one.message)) for one in take(work)]

    left = [(name, LEFT) for name in ("request:1", "", "alike:fault") for _ in range(2)]
    assert await store.transact(kept) == [*left, *([("request:2", TEXT)] * 2), ("", "No more.")]


async def test_open_questions_and_what_was_sent_elsewhere_are_changed(store: SqlStore) -> None:
    def kept(work: Work) -> tuple[list[str], list[str]]:
        one = asked(work)
        questions = (TeamQuestion(one.number, TEXT, TEXT), TeamQuestion(9, TEXT))
        others = work.person(PRIYA, None)
        work.keep(others.key, Conversation(asked=questions), NOW)
        for who in (dean(work), others):
            work.tally("fault", NOW, who.key, TEXT)
        rewritten(work, one.number)
        left = [text for q in work.conversation(others.key).asked for text in (q.text, q.heard)]
        return left, [sent.words for sent in work.sent_elsewhere("fault", NOW - DAY, 9)]

    assert await store.transact(kept) == ([LEFT, LEFT, TEXT, ""], [LEFT, TEXT])


async def test_titles_of_these_requests_are_changed_in_drafts(store: SqlStore) -> None:
    def kept(work: Work) -> list[str]:
        one = asked(work)
        told_apart = (NotSame(one.number, "no", TEXT), NotSame(9, "no", TEXT))
        draft = Draft((Line("Permits", NOW),), not_same=told_apart)
        work.keep(dean(work).key, Conversation(draft=draft, aside=(Aside(draft),)), NOW)
        rewritten(work, one.number)
        left = work.conversation(dean(work).key)
        drafts = (*filter(None, (left.draft,)), *(each.draft for each in left.aside))
        return [each.title for draft in drafts for each in draft.not_same]

    assert await store.transact(kept) == [LEFT, TEXT] * 2


async def test_what_was_typed_of_these_blocks_is_changed_but_who_looks_after_them(
    store: SqlStore,
) -> None:
    typed = Change("maps", "summary", TEXT, NOW, "Dean Marsh", before=TEXT, filed=TEXT, why=TEXT)
    steward, other = replace(typed, key="steward"), replace(typed, capability="forms")

    def kept(work: Work) -> tuple[tuple[Change, ...], bool]:
        for one in (typed, steward, other):
            work.change_block(one, dean(work).key)
        before = work.said_of_blocks()
        work.reword_blocks({"maps"}, OUT.of)
        return work.changes_of_blocks(), work.said_of_blocks() != before

    left = replace(typed, value=LEFT, before=LEFT, why=LEFT)
    assert await store.transact(kept) == ((left, steward, other), True)


async def test_what_was_said_of_a_block_is_said_of_it_by_another_id(store: SqlStore) -> None:
    def named(work: Work) -> list[str]:
        for each in ("maps", "forms"):
            work.change_block(Change(each, "cost", "1", NOW, "Dean Marsh"), dean(work).key)
            work.adopt(Adoption(each, Answer.CONFIRMED, NOW, ""), dean(work).key)
            work.tell_of_block(each, "confirm", NOW.date())
        work.rename_block("maps", "plans")
        changed = (one.capability for one in work.changes_of_blocks())
        adopted = (one.capability for one in work.adoptions())
        return [*changed, *adopted, *sorted(one for one, _ in work.told_of_blocks())]

    assert await store.transact(named) == ["plans", "forms", "plans", "forms", "forms", "plans"]


async def test_without_a_hint_everything_is_read(store: SqlStore) -> None:
    def kept(work: Work) -> list[str]:
        asked(work)
        work.file(say("It is é."), NOW)
        work.rewrite([1], ["request:1"], (), Redaction(("é",), "[redacted]").of)
        return [text_of(one.message) for one in take(work)]

    assert await store.transact(kept) == [LEFT]


async def test_requests_that_hang_together_are_related(store: SqlStore) -> None:
    def related(work: Work) -> list[int]:
        first, second, third, fourth, _ = (asked(work) for _ in range(5))
        work.save(replace(first, links=(Link("moved_up", second.number),)))
        work.save(replace(second, follows=1, links=(Link("split_off", third.number),)))
        work.save(replace(fourth, not_same=(NotSame(1, "no", "Permits"), NotSame(11))))
        return sorted(one.number for one in work.related(1))

    assert await store.transact(related) == [2, 3, 4]


async def test_a_request_whose_words_were_forgotten_is_found_by_none(store: SqlStore) -> None:
    def found(work: Work) -> tuple[object, ...]:
        number = asked(work).number
        stems = frozenset({"zebede", "permit"})
        work.index(number, stems)
        work.make_findable(number, stems, team_only=True)
        work.forget_words(number)
        found = work.page(FIND, 0, NOW.date(), stems, own=False)
        return found.requests, work.similar(stems, NOW - DAY, lambda _: [])

    assert await store.transact(found) == ((), ())


async def test_no_stem_is_left_that_finds_nothing(url: str) -> None:
    store = open_store(url, LONDON)

    def forget(work: Work) -> None:
        work.index(asked(work).number, frozenset({"zebede"}))
        work.forget_words(1)

    await store.transact(forget)
    store.close()

    assert sql(url, "SELECT count(*) FROM stem_counts")[0][0] == 0


async def test_after_writing_anew_nothing_is_left_in_postgresqls_tables(
    postgres: Server, postgres_url: str
) -> None:
    store = open_store(postgres_url, LONDON)
    await store.transact(lambda work: work.file(say(TEXT), NOW))
    await store.transact(lambda work: rewritten(work, 1))
    postgres.run("CHECKPOINT")
    before = _tables(postgres)
    await store.rewrite()
    postgres.run("CHECKPOINT")
    after = _tables(postgres)
    store.close()

    assert (b"Zebedee Quux" in before, b"Zebedee Quux" in after) == (True, False)


def _tables(postgres: Server) -> bytes:
    folder: Path = postgres.folder / "data" / "base"
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())


def test_what_keeps_it_from_being_written_anew_is_said(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}?timeout=0"
    one, other = Database(url), Database(url)

    with one.transaction(), pytest.raises(StorageProblem, match="holding the database"):
        other.rewrite()
    one.close()
    other.close()
