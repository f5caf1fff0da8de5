"""All that Groundwork has of the Bot Framework SDK: it takes each activity in, one turn each.

Nothing else imports botbuilder. The SDK is out of support, and several of its ways to check who
sends and to answer lose messages; so who may send is checked before (`adapters.teams.signing`), and
all that is said goes out by `adapters.teams.connector`. docs/decisions/ tells how to move on.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity, ActivityTypes
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    ClaimsIdentity,
    ConnectorFactory,
)
from msrest.exceptions import DeserializationError

Body = Mapping[str, Any]


class Malformed(Exception):
    """This is no activity."""


@dataclass(frozen=True, slots=True)
class Invoked:
    """What an invoke is answered with: a status, and a body unless it is empty."""

    status: int = HTTPStatus.OK
    body: object = None


Take = Callable[[], Awaitable[Invoked | None]]


class Turns:
    """The SDK's adapter, which runs a turn for each activity."""

    def __init__(self) -> None:
        self._adapter = CloudAdapter(_CheckedBefore())

    async def run(self, body: Body, claims: Mapping[str, Any], take: Take) -> Invoked:
        """Take an activity in a turn of its own. Raises Malformed, and what `take` raises."""
        activity = _read(body)

        async def turn(context: TurnContext) -> None:
            answer = await take()
            if answer is not None:
                response = InvokeResponse(status=answer.status, body=answer.body)
                said = Activity(type=ActivityTypes.invoke_response, value=response)
                await context.send_activity(said)

        checked = _CheckedBefore.result(claims)
        answered = await self._adapter.process_activity(checked, activity, turn)
        return Invoked(answered.status, answered.body) if answered else Invoked()


def _read(body: Body) -> Activity:
    try:
        activity = Activity.deserialize(dict(body))
    except (DeserializationError, ValueError, TypeError, AttributeError, KeyError) as problem:
        raise Malformed("this is no activity") from problem
    if not isinstance(activity.type, str) or not activity.type:
        raise Malformed("an activity has a type")
    return activity


class _CheckedBefore(BotFrameworkAuthentication):  # type: ignore[misc] # botframework ships no types, so a class of its own is Any to the checker
    """What the SDK is told of who sends: that it was checked, and that nothing goes out by it."""

    @staticmethod
    def result(claims: Mapping[str, Any]) -> AuthenticateRequestResult:
        checked = AuthenticateRequestResult()
        checked.claims_identity = ClaimsIdentity(dict(claims), is_authenticated=True)
        checked.connector_factory = _NoWayOut()
        return checked

    async def authenticate_request(self, activity: Activity, auth_header: str) -> None:
        raise NotImplementedError

    async def authenticate_streaming_request(self, auth_header: str, channel_id: str) -> None:
        raise NotImplementedError

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        raise NotImplementedError

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """Nobody signs in, so there is none."""


class _NoWayOut(ConnectorFactory):  # type: ignore[misc] # botframework ships no types, so a class of its own is Any to the checker
    """Stands where the SDK wants a client of its own, made anew in each turn."""

    async def create(self, service_url: str, audience: str) -> object:
        return self
