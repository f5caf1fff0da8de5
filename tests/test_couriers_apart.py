"""A courier for each platform: what one of them waits for holds up no other."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bot.courier import Courier
from bot.people import Place, PlaceKind
from bot.ports import Letter
from tests.posting import DEAN, Line, Post, post_in


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    with post_in(tmp_path) as post:
        yield post


@dataclass
class Silent:
    """A platform that takes what it is told, and says nothing until it is let."""

    line: Line = field(default_factory=Line)
    met: asyncio.Event = field(default_factory=asyncio.Event)
    answers: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, letter: Letter) -> str:
        self.met.set()
        await self.answers.wait()
        return await self.line.send(letter)


async def all_of(courier: Courier) -> None:
    while await courier.deliver():
        pass


async def test_a_platform_that_says_nothing_holds_up_no_other(post: Post) -> None:
    silent = Silent()
    ours, theirs = replace(post.courier, channels={"test": post.line, "silent": silent}).apart()
    lauren = Place("silent", PlaceKind.DIRECT, "lauren")
    tom = Place("silent", PlaceKind.DIRECT, "tom")
    for place, text in ((lauren, "one"), (tom, "for Tom"), (lauren, "two"), (DEAN, "to Dean")):
        await post.file(place, text)

    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        tasks.create_task(all_of(theirs))
        await silent.met.wait()
        await all_of(ours)
        assert (post.line.texts, silent.line.texts) == (["to Dean"], [])
        silent.answers.set()

    assert (post.line.texts, silent.line.texts) == (["to Dean"], ["one", "two", "for Tom"])


async def test_what_is_on_no_platform_is_refused_while_one_says_nothing(post: Post) -> None:
    ours, theirs = replace(post.courier, channels={"test": post.line, "silent": Silent()}).apart()
    await post.file(Place("page", PlaceKind.DIRECT, "dean"), "to the page of before")
    await post.file(Place("page", PlaceKind.DIRECT, "ruth"), "to the page of before")

    assert [await each.deliver() for each in (ours, theirs)] == [True, True]
    assert [await each.deliver() for each in (ours, theirs)] == [False, False]
    lost = await post.store.transact(lambda work: work.undelivered())
    assert [each.reason for each in lost] == ["page is not configured"] * 2
