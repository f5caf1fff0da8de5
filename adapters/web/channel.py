"""The page's way out. Its messages are the rows of the outbox, so sending is being marked sent."""

import asyncio

from adapters.web.hub import Hub
from bot.ports import Letter

# A letter is drawn once it is marked sent, which is the courier's next step after `send`.
_UNTIL_MARKED_S = 0.05


class PageChannel:
    """Takes every letter: there is nothing between the outbox and the page."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    async def send(self, letter: Letter) -> str:
        """Name the row, and tell open pages a moment later."""
        loop = asyncio.get_running_loop()
        loop.call_later(_UNTIL_MARKED_S, self._hub.notify, letter.place)
        return f"page-{letter.id}"
