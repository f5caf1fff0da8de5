"""Each platform's letters are claimed apart from those of the others."""

from bot.people import Place, PlaceKind
from bot.ports import Work
from storage.store import SqlStore
from tests.storage.given import MINUTE, NOW, TEAM, say, take, words

IN_SLACK = Place("slack", PlaceKind.DIRECT, "U0DEAN")
IN_TEAMS = Place("teams", PlaceKind.DIRECT, "teams:dean")


async def file(store: SqlStore, to: Place, *texts: str) -> None:
    def do(work: Work) -> None:
        for text in texts:
            work.file(say(text, to), NOW)

    await store.transact(do)


async def next_for(store: SqlStore, *others: str) -> list[str]:
    """What is claimed where these platforms are served by others."""
    return words(await store.transact(lambda work: take(work, NOW, *others)))


async def test_what_is_on_a_platform_that_another_serves_is_left_for_them(store: SqlStore) -> None:
    await file(store, IN_TEAMS, "to Teams", "more to Teams")
    await file(store, TEAM, "to the page")
    await file(store, IN_SLACK, "to Slack")

    assert await next_for(store, "teams", "page") == ["to Slack"]
    assert await next_for(store, "teams", "page") == []
    assert await next_for(store, "slack", "page") == ["to Teams", "more to Teams"]
    assert await next_for(store, "slack", "page") == []
    assert await next_for(store, "slack", "teams") == ["to the page"]


async def test_of_two_places_that_are_left_the_one_that_waited_longest_comes_first(
    store: SqlStore,
) -> None:
    await file(store, IN_TEAMS, "to Teams")
    await file(store, TEAM, "to the page")
    await file(store, IN_SLACK, "to Slack")

    assert await next_for(store, "teams") == ["to the page"]
    assert await next_for(store, "teams") == ["to Slack"]


async def test_a_platform_of_a_like_name_is_another(store: SqlStore) -> None:
    await file(store, Place("page", PlaceKind.DIRECT, "slack:dean"), "to the page")

    assert await next_for(store, "page", "slack") == []
    assert await next_for(store, "slack", "pag", "Page", "p_ge", "p%") == ["to the page"]


async def test_whoever_dies_on_one_platform_leaves_no_doubt_on_another(store: SqlStore) -> None:
    await file(store, IN_TEAMS, "to Teams")
    await file(store, IN_SLACK, "to Slack")
    await next_for(store, "slack")  # and this courier dies

    (to_slack,) = await store.transact(lambda work: take(work, NOW + MINUTE, "teams"))
    (to_teams,) = await store.transact(lambda work: take(work, NOW + MINUTE, "slack"))

    assert (to_slack.maybe_repeat, to_teams.maybe_repeat) == (False, True)
