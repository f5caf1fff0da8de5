"""What was said of blocks at reviews is told, and counted."""

from dataclasses import replace

from storage.store import SqlStore
from tests.test_after_use import JUDGED, kept


async def test_only_what_was_said_at_a_review_is_told_and_counted(store: SqlStore) -> None:
    after_use = replace(JUDGED, at_review=True)
    await store.transact(lambda work: kept(work, JUDGED, after_use, after_use))

    assert await store.transact(lambda work: work.said_of_blocks()) == (0, 2, 0)
    assert (
        await store.transact(lambda work: work.said_after_use()) == ((1, JUDGED.verdicts[0]),) * 2
    )
