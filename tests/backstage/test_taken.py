"""What we write as `catalog-info.yaml`, and what we read of it, as Backstage's own part sees it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from adapters.exchange import backstage
from bot.catalogue.capability import Capability
from tests.backstage.judging import Judge, judging
from tests.blocks import EXAMPLE, STARTER, block
from tests.importing import FILES
from tests.test_catalogue_export import ENTRIES

IDS = st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,59}", fullmatch=True)
HOSTS = st.sampled_from(["", ".", "a b", "[", "1.2.3.999", "pay.example.gov.uk", "localhost:8080"])
LINKS = st.builds("{}://{}{}".format, st.sampled_from(["http", "https"]), HOSTS, st.text())
ODD = st.builds(
    replace,
    ENTRIES,
    id=IDS,
    documentation=LINKS,
    provides=st.lists(IDS, max_size=2).map(tuple),
)


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with judging() as found:
        yield found


def entities(entries: Iterable[Capability]) -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(backstage.write(entries).text))


@pytest.mark.parametrize("entries", [STARTER.capabilities, EXAMPLE.capabilities])
def test_backstage_takes_what_we_ship(judge: Judge, entries: tuple[Capability, ...]) -> None:
    written = entities(entries)

    assert len(written) == len(entries)
    assert [fault for each in written if (fault := judge.fault(each))] == []


@given(entry=ODD)
def test_backstage_takes_whatever_an_entry_holds(judge: Judge, entry: Capability) -> None:
    (written,) = entities((entry,))

    assert judge.fault(written) == ""


def test_a_link_that_leads_nowhere_is_named_and_not_written(judge: Judge) -> None:
    told = backstage.write((block("pay", documentation="https://"),))

    assert judge.fault(yaml.safe_load(told.text)) == ""
    assert told.lost == ("pay: documentation",)


def test_two_entries_never_go_by_one_name() -> None:
    written = entities((block("pay"), block("pay-"), block("pay--x"), block("pay-x")))

    assert len({each["metadata"]["name"] for each in written}) == len(written)


def test_the_file_that_import_is_tried_on_is_one_of_backstage(judge: Judge) -> None:
    text = (FILES / "catalog-info.yaml").read_text(encoding="utf-8")

    assert judge.fault(yaml.safe_load(text)) == ""


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        ({"spec": {"type": "technology", "lifecycle": "production"}}, "property 'owner'"),
        ({"metadata": {"name": "govuk pay"}}, '"metadata.name" is not valid'),
        ({"metadata": {"name": "pay", "tags": ["Card Payments"]}}, '"tags.0" is not valid'),
        ({"metadata": {"name": "pay", "links": [{"url": "ask"}]}}, '"links.0.url" is not valid'),
        ({"steward": "Tom Bell"}, "additional properties"),
        ({"kind": "Block"}, "no kind that is known: backstage.io/v1alpha1 Block"),
    ],
)
def test_backstage_says_what_it_does_not_take(
    judge: Judge, spoilt: dict[str, Any], told: str
) -> None:
    (written,) = entities((block("pay", steward="tom"),))

    assert judge.fault(written) == ""
    assert told in judge.fault({**written, **spoilt})
