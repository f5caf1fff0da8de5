"""`check`, of the people: whom Groundwork can say nothing to in Slack any more, and why."""

from collections.abc import AsyncIterator, Mapping

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import FAILED, error_of
from adapters.slack.people import Kind, Me, someone

MOST_LOOKED_AT = 200
"""People: Slack answers about 100 such questions a minute."""

_GONE = frozenset({"user_not_found", "user_not_visible"})
_WHY = {
    Kind.GONE: "is deactivated there",
    Kind.STRANGER: "is of another organisation now",
    Kind.PROGRAM: "is an app",
}


async def unreachable(
    client: AsyncWebClient, me: Me, people: Mapping[str, str]
) -> AsyncIterator[tuple[str, str]]:
    """The names of those of these people who cannot be reached, and why.

    `people` are names by their ids. Of whom Slack does not tell just now nothing is said.
    """
    for user, name in list(people.items())[:MOST_LOOKED_AT]:
        if why := await _why(client, me, user):
            yield name or user, why


async def _why(client: AsyncWebClient, me: Me, user: str) -> str:
    try:
        told = await client.users_info(user=user)
        return _WHY.get(someone(user, told.get("user") or {}, await me.result()).kind, "")
    except SlackApiError as failed:
        return "is not there any more" if error_of(failed) in _GONE else ""
    except FAILED:
        return ""
