"""What the SDK costs: what the benchmark patches in it, and that no turn of ours pays for it."""

import ast
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import SimpleNamespace

from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import Activity
from msrest.universal_http.requests import ClientRetryPolicy

from benchmarks.teams import patched
from tests.house import ROOT
from tests.teams.office import Office
from tests.teams.tenant import person

DEAN = person("Dean")


@dataclass
class Asked:
    """Codes that count how often somebody asks whether one is among them."""

    codes: Container[int]
    times: int = 0

    def __contains__(self, code: int) -> bool:
        self.times += 1
        return code in self.codes


@contextmanager
def counting() -> Iterator[Asked]:
    """How often msrest looks through its list: 999 times for each client that it makes."""
    before = ClientRetryPolicy.safe_codes
    ClientRetryPolicy.safe_codes = asked = Asked(before)
    yield asked
    ClientRetryPolicy.safe_codes = before


async def _bare_turn() -> None:
    async def turn(context: TurnContext) -> None:
        assert context.activity.text == "hello"

    anonymous = SimpleNamespace(APP_ID="", APP_PASSWORD="")
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(anonymous))
    where = {"serviceUrl": "http://127.0.0.1:1/", "channelId": "msteams"}
    said = {"type": "message", "text": "hello", "conversation": {"id": "a:1"}, **where}
    await adapter.process_activity("", Activity().deserialize(said), turn)


async def test_the_patch_of_the_bare_adapter_still_applies() -> None:
    """The benchmark's floor would else be one that anybody stays under."""
    unpatched = ClientRetryPolicy().policy.status_forcelist
    with counting() as asked:
        await _bare_turn()
    with patched():
        same = ClientRetryPolicy().policy.status_forcelist
        codes = type(ClientRetryPolicy.safe_codes).__name__

    assert asked.times >= 999
    assert same == unpatched
    assert (codes, type(ClientRetryPolicy.safe_codes).__name__) == ("frozenset", "list")


async def test_no_turn_of_ours_makes_a_client_of_the_sdk(office: Office) -> None:
    with counting() as asked:
        await office.people.say(DEAN, "hello")
        await office.people.say(DEAN, "help")
        await office.press(DEAN, "New request")

    assert asked.times == 0


def test_the_decision_lists_every_name_of_the_sdk_that_is_used() -> None:
    tree = ast.parse((ROOT / "adapters" / "teams" / "sdk.py").read_text(encoding="utf-8"))
    record = next((ROOT / "docs" / "decisions").glob("0020-*.md")).read_text(encoding="utf-8")
    used = {
        name.name: each.module
        for each in tree.body
        if isinstance(each, ast.ImportFrom)
        and str(each.module).partition(".")[0] in ("botbuilder", "botframework", "msrest")
        for name in each.names
    }

    assert len(used) > 5
    assert [name for name, module in used.items() if name not in record] == []
    assert [module for module in used.values() if str(module) not in record] == []
