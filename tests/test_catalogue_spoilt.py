"""Catalogues as nobody wants them: a feed full of rubbish, and a file spoilt while we run."""

import asyncio
import json
from pathlib import Path

from adapters import files
from bot.catalogue.catalogue import Catalogue
from tests.operating import Out, configured, ended, working_in
from tests.storytelling import tell
from tests.theatre import program_in

SCRIPT = "<script>alert(1)</script>"
OURS = "capabilities:\n- id: ours\n  name: Ours\n  summary: What we have.\n"


def entry(id_: str, **more: object) -> dict[str, object]:
    return {"id": id_, "name": f"Their {id_}", "summary": "s", **more}


def test_a_feed_of_ten_thousand_bad_entries_is_merged_as_far_as_it_goes(
    tmp_path: Path, capsys: Out
) -> None:
    ring = [entry("a", provides=["b"]), entry("b", provides=["a"]), entry("own", provides=["own"])]
    same = [entry("same", summary=f"Number {n}.") for n in range(9_990)]
    odd = [{**entry("odd"), "name": SCRIPT}, entry("blank", name=" "), entry("ours", name="Ours")]
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps({"capabilities": [*ring, *same, *odd]}), encoding="utf-8")
    (tmp_path / "own.yaml").write_text(OURS, encoding="utf-8")

    with working_in(tmp_path):
        configured(tmp_path, 'catalogue = "own.yaml"')
        assert ended("catalogue", "merge", str(feed), "--from", "Southmere") == 0
    out, err = capsys.readouterr()
    (tmp_path / "merged.yaml").write_text(out, encoding="utf-8")
    merged = files.load(tmp_path / "merged.yaml", Catalogue).by_id

    assert list(merged) == ["ours", "a", "b", "own", "same", "odd"]
    assert merged["ours"].summary == "What we have."
    assert merged["odd"].name == SCRIPT
    assert "Left out: same: it is there a second time." in err
    assert "This is blank. Fill it in.\n" in err


def test_a_file_spoilt_while_we_run_loses_nothing_of_what_chat_said(
    tmp_path: Path, capsys: Out
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(OURS, encoding="utf-8")

    async def while_we_run() -> str:
        async with program_in(tmp_path, GROUNDWORK_CATALOGUE=str(own)) as program:
            await tell(program, "Priya: edit block ours\nPriya presses Edit\n  cost: £5\n")
            await asyncio.to_thread(own.write_text, "capabilities: [}\n", encoding="utf-8")
            return await tell(program, "Priya: block ours\nDean: catalogue\n")

    assert "What it costs: £5" in asyncio.run(while_we_run())
    with working_in(tmp_path):
        configured(tmp_path, f'catalogue = "{own}"')
        assert ended("catalogue", "export", "--changes") == 1
        assert "own.yaml line 1: This is not YAML" in capsys.readouterr().err
        own.write_text(OURS, encoding="utf-8")
        assert ended("catalogue", "export", "--changes") == 0
    assert "+  cost: £5" in capsys.readouterr().out
