"""What neighbours can read of the catalogue, where the operator has switched it on."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, chdir
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer

from adapters.exchange import reading
from adapters.feed import PATH, Feed
from adapters.files import settings_from
from adapters.http import application
from bot.app import opened, served
from bot.catalogue.capability import Capability, CapabilityStatus, FirstCustomer
from bot.catalogue.catalogue import Catalogue
from bot.catalogue.sharing import shareable
from bot.ports import Unavailable
from tests.blocks import EXAMPLE, block
from tests.operating import Out, configured, ended
from tests.theatre import environment

READY = FirstCustomer("bins", ready_for_others="yes, with care")
PAY = block(
    "pay",
    name="</script>Pay ✓",
    status=CapabilityStatus.LIVE,
    steward="Tom Bell",
    first_customer=READY,
    provides=("payments",),
    contract_end=date(2028, 3, 31),
)


@pytest.mark.parametrize(
    "entry",
    [
        replace(PAY, first_customer=None),
        replace(PAY, first_customer=FirstCustomer("bins", ready_for_others="no")),
        replace(PAY, status=CapabilityStatus.IDEA),
        replace(PAY, status=CapabilityStatus.RETIRED),
        replace(PAY, shared_from="Southmere"),
    ],
)
def test_what_is_not_ours_to_offer_stays_here(entry: Capability) -> None:
    assert shareable(Catalogue((entry, block("payments"))), "Northshire") == ()


def test_what_is_ready_goes_out_without_its_stewards_name() -> None:
    (shared,) = shareable(Catalogue((PAY, block("payments"))), "Northshire")

    assert shared == replace(PAY, steward="", shared_from="Northshire")


async def offered() -> tuple[Capability, ...]:
    return shareable(EXAMPLE, "Northshire")


@asynccontextmanager
async def neighbour(feed: Feed) -> AsyncIterator[TestClient[Any, Any]]:
    async with TestClient(TestServer(application(feed.attach))) as client:
        yield client


async def test_the_feed_is_a_catalogue_that_can_be_read() -> None:
    async with neighbour(Feed(offered)) as client:
        response = await client.get(PATH)
        text = await response.text()

    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"
    assert [each["id"] for each in json.loads(text)["capabilities"]] == [
        each.id for each in await offered()
    ]
    assert "Priya Nair" not in text


async def test_whoever_has_it_already_gets_no_more_of_it() -> None:
    async with neighbour(Feed(offered)) as client:
        tag = (await client.get(PATH)).headers["ETag"]
        again = await client.get(PATH, headers={"If-None-Match": tag})
        other = await client.get(PATH, headers={"If-None-Match": '"other"'})

    assert (again.status, await again.read(), again.headers["ETag"]) == (304, b"", tag)
    assert other.status == 200


async def test_nothing_is_changed_through_it() -> None:
    async with neighbour(Feed(offered)) as client:
        statuses = [(await client.request(each, PATH)).status for each in ("POST", "PUT", "DELETE")]

    assert statuses == [405, 405, 405]


async def test_without_a_database_it_says_so() -> None:
    async def gone() -> tuple[Capability, ...]:
        raise Unavailable("gone")

    async with neighbour(Feed(gone)) as client:
        response = await client.get(PATH)
        said = await response.json()

    assert (response.status, said) == (503, {"wrong": ["database"]})


async def test_what_stands_in_a_name_stays_text(tmp_path: Path) -> None:
    async def odd() -> tuple[Capability, ...]:
        return shareable(Catalogue((replace(PAY, provides=()),)), "Northshire")

    async with neighbour(Feed(odd)) as client:
        text = await (await client.get(PATH)).text()
    (read,) = reading.read(Path("feed.json"), text.encode(), date(2026, 12, 8)).entries

    assert read == replace(PAY, provides=(), steward="", shared_from="Northshire")


@pytest.mark.parametrize(("enabled", "status"), [("true", 200), ("false", 404)])
async def test_it_is_served_only_where_it_is_switched_on(
    tmp_path: Path, enabled: str, status: int
) -> None:
    told = environment(tmp_path, GROUNDWORK_FEED__ENABLED=enabled, GROUNDWORK_HTTP__PORT="0")
    settings = settings_from(told, tmp_path)
    async with (
        opened(settings) as program,
        served(settings, program) as address,
        ClientSession() as session,
        session.get(f"{address}{PATH}") as response,
    ):
        found = response.status

    assert found == status


@pytest.mark.parametrize(("enabled", "told"), [("true", True), ("false", False)])
def test_check_says_where_it_is(tmp_path: Path, capsys: Out, enabled: str, told: bool) -> None:
    configured(tmp_path, "[feed]", f"enabled = {enabled}")
    with chdir(tmp_path):
        assert ended("check") == 0

    assert ("/feed/catalogue.json." in capsys.readouterr().out) is told
