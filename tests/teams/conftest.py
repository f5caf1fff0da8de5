"""Groundwork in a tenant of its own, with two of the staff and one of the digital team."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.teams.office import Office, open_in


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with open_in(tmp_path) as opened:
        await opened.is_staffed()
        yield opened
