"""The edge at which activities arrive: who may send them, and what every other request gets."""

import asyncio
import json
from collections.abc import Callable
from time import time
from typing import Any

from tests.teams.keys import token
from tests.teams.office import Office
from tests.teams.tenant import APP_ID, Trouble, person

DEAN = person("Dean")
Token = Callable[[str], str]


def bearer(**claims: Any) -> Token:
    """A token with these claims in place of the usual ones; of an app, of a key."""
    app = claims.pop("app", APP_ID)
    return lambda address: f"Bearer {token(app, address, **claims)}"


def _unsigned(address: str) -> str:
    header, said, _ = token(APP_ID, address).split(".")
    return f"Bearer {header}.{said}."


def _under_a_false_name(address: str) -> str:
    """Signed by a key of somebody's, in the name of one that is published."""
    header = token(APP_ID, address).partition(".")[0]
    signed = token(APP_ID, address, "somebody's").partition(".")[2]
    return f"Bearer {header}.{signed}"


REFUSED: dict[str, Token] = {
    "no token": lambda _: "",
    "garbage": lambda _: "Bearer garbage",
    "three parts of garbage": lambda _: "Bearer a.b.c",
    "nothing but a scheme": lambda _: "Bearer",
    "half of a token": lambda address: f"Bearer {token(APP_ID, address)[:40]}",
    "another scheme": lambda _: "Basic Z3JvdW5kOndvcms=",
    "expired": bearer(exp=int(time()) - 3600),
    "not valid yet": bearer(nbf=int(time()) + 3600),
    "without an end": bearer(exp=None),
    "for another app": bearer(app="11111111-2222-4333-8444-666666666666"),
    "of another issuer": bearer(iss="https://sts.windows.net/somebody/"),
    "signed by nobody's key": bearer(key="nobody's"),
    "not signed": _unsigned,
    "by a key that only says its name": _under_a_false_name,
    "for another address": lambda _: f"Bearer {token(APP_ID, 'https://elsewhere.example/')}",
    "for no address": bearer(serviceurl=None),
}


async def test_a_token_that_does_not_hold_is_refused_and_nothing_happens(office: Office) -> None:
    line = office.people.line(DEAN, "can we get visitor permits online")

    replies = {
        how: await office.people.send(line, signed(office.tenant.service_url))
        for how, signed in REFUSED.items()
    }
    await office.deliver()

    found = {how: (each.status, each.body) for how, each in replies.items()}
    assert found == dict.fromkeys(REFUSED, (401, None))
    assert office.tenant.posted == {}
    assert (await office.people.send(line)).status == 200
    await office.deliver()
    assert office.tenant.there(f"a:{DEAN}") != []


async def test_a_token_that_is_no_text_is_refused(office: Office) -> None:
    host, port = office.people.groundwork.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = b"POST /api/messages HTTP/1.1\r\nHost: groundwork\r\nContent-Length: 0\r\n"
    writer.write(head + b"Authorization: Bearer \xff.\xff.\xff\r\n\r\n")

    assert b" 401 " in await reader.readline()
    writer.close()


async def test_a_key_signs_for_its_own_channels_alone(office: Office) -> None:
    office.tenant.keyring.published["first"] = ("webchat",)

    reply = await office.people.say(DEAN, "hello")

    assert reply.status == 401


async def test_a_new_key_is_found_without_a_restart(office: Office) -> None:
    await office.people.say(DEAN, "hello")
    office.tenant.keyring.published = {"second": ("msteams",)}
    signed = token(APP_ID, office.tenant.service_url, "second")

    reply = await office.people.send(office.people.line(DEAN, "help"), f"Bearer {signed}")
    old = await office.people.say(DEAN, "help")

    assert (reply.status, old.status) == (200, 401)


async def test_what_is_no_key_of_ours_is_passed_over(office: Office) -> None:
    curve = {"kty": "EC", "kid": "first", "crv": "P-256", "x": "AA", "y": "AA"}
    office.tenant.keyring.odd = [{"kty": "RSA", "kid": "a", "n": "!", "e": "AQAB"}, {}, curve, 7]

    assert (await office.people.say(DEAN, "hello")).status == 200


async def test_keys_that_nobody_knows_are_asked_for_once(office: Office) -> None:
    for name in ("one", "two", "three"):
        signed = token(APP_ID, office.tenant.service_url, name)
        reply = await office.people.send(office.people.line(DEAN, "hello"), f"Bearer {signed}")
        assert reply.status == 401

    assert len(office.tenant.made("GET /keys")) == 2  # at first, and then for the first of them


async def test_while_the_keys_cannot_be_fetched_teams_shall_try_again(office: Office) -> None:
    office.tenant.troubles += [
        Trouble("GET /openid", status=500),
        Trouble("GET /openid", times=2),  # a lookup that is cut off is made again at once
        Trouble("GET /keys", status=404),
    ]

    replies = [await office.people.say(DEAN, "hello") for _ in range(4)]

    assert [each.status for each in replies] == [503, 503, 503, 200]


async def test_keys_that_are_known_serve_while_others_cannot_be_fetched(office: Office) -> None:
    await office.people.say(DEAN, "hello")
    office.tenant.troubles.append(Trouble("GET /openid", times=9))
    unknown = token(APP_ID, office.tenant.service_url, "nobody's")
    line = office.people.line(DEAN, "hello")

    replies = [await office.people.send(line, f"Bearer {unknown}") for _ in range(3)]

    # Whether it is ours nobody can say, so Teams shall try again; it is not refused for good.
    assert [each.status for each in replies] == [503, 503, 503]
    assert (await office.people.say(DEAN, "help")).status == 200


MALFORMED: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"{",
    "null": b"null",
    "a list": b"[]",
    "a number": b"1",
    "not UTF-8": b'{"type": "\xff"}',
    "deep": b"[" * 100_000,
    "an empty object": b"{}",
}


async def test_what_is_no_object_in_json_is_refused(office: Office) -> None:
    signed = f"Bearer {token(APP_ID, office.tenant.service_url)}"

    replies = {what: await office.people.post(body, signed) for what, body in MALFORMED.items()}

    assert {what: each.status for what, each in replies.items()} == dict.fromkeys(MALFORMED, 400)


SPOILT: dict[str, dict[str, Any]] = {
    "no type": {"type": None},
    "a type that is a number": {"type": 7},
    "an empty type": {"type": ""},
    "nobody": {"from": None},
    "somebody without an id": {"from": {"name": "Dean"}},
    "to nobody": {"recipient": []},
    "nowhere": {"conversation": "a:1"},
    "data that is none": {"channelData": "tenant"},
    "a bad timestamp": {"timestamp": "yesterday"},
    "a timestamp that is a number": {"timestamp": 12},
    "entities that are none": {"entities": 3},
    "an invoke without a value": {"type": "invoke", "name": "task/fetch"},
    "an invoke with a value that is none": {"type": "invoke", "value": "press"},
}


async def test_an_activity_with_something_wrong_in_it_is_refused(office: Office) -> None:
    line = office.people.line(DEAN, "can we get permits online")

    replies = {what: await office.people.send(line | spoilt) for what, spoilt in SPOILT.items()}
    await office.deliver()

    assert {what: each.status for what, each in replies.items()} == dict.fromkeys(SPOILT, 400)
    assert office.tenant.posted == {}


async def test_what_does_not_say_that_it_is_json_is_refused(office: Office) -> None:
    body = json.dumps(office.people.line(DEAN, "hello")).encode()
    signed = f"Bearer {token(APP_ID, office.tenant.service_url)}"

    for kind in ("", "text/plain", "application/x-www-form-urlencoded"):
        assert (await office.people.post(body, signed, kind)).status == 415, kind
    with_letters = "application/json; charset=utf-8"
    assert (await office.people.post(body, signed, with_letters)).status == 200


async def test_a_long_message_is_taken_and_one_without_end_is_not(office: Office) -> None:
    signed = f"Bearer {token(APP_ID, office.tenant.service_url)}"
    long = await office.people.say(DEAN, "a paper form for permits " * 4_000)
    endless = await office.people.post(b" " * 1_100_000, signed)

    assert (long.status, endless.status) == (200, 413)


async def test_half_a_letter_keeps_nothing_from_being_taken(office: Office) -> None:
    await office.people.say(DEAN, "a paper form \ud83d for permits \N{PARTY POPPER}")
    await office.press(DEAN, "Talk to a person")

    said = (await office.request()).said[0].text
    assert said.startswith("a paper form \N{REPLACEMENT CHARACTER} for permits")
    assert said.endswith("\N{PARTY POPPER}")


async def test_an_invoke_that_nobody_here_knows_says_so(office: Office) -> None:
    line = {**office.people.line(DEAN, ""), "type": "invoke", "value": {}}

    for more in ({"name": "fileConsent/invoke"}, {"name": None}, {}):
        assert (await office.people.send(line | more)).status == 501


OTHERS = ("typing", "event", "endOfConversation", "messageReaction", "trace", "somethingNew")


async def test_an_activity_of_another_kind_is_acknowledged_and_nothing_is_said(
    office: Office,
) -> None:
    line = office.people.line(DEAN, "can we get permits online")

    for kind in OTHERS:
        reply = await office.people.send({**line, "type": kind})
        assert (reply.status, reply.body) == (200, None), kind
    await office.deliver()

    assert office.tenant.posted == {}


async def test_only_posts_are_answered(office: Office) -> None:
    async with office.people.session.get(f"{office.people.groundwork}/api/messages") as response:
        assert response.status == 405


async def test_one_token_of_ours_serves_many_turns(office: Office) -> None:
    for _ in range(4):
        await office.people.say(DEAN, "help")
        await office.deliver()

    assert len(office.tenant.tokens) == 1
    assert len(office.tenant.made("GET /openid")) == 1


async def test_a_token_of_ours_that_was_revoked_is_fetched_anew(office: Office) -> None:
    await office.people.say(DEAN, "help")
    await office.deliver()
    office.tenant.tokens.clear()

    await office.people.say(DEAN, "help")
    await office.deliver()

    assert len(office.tenant.tokens) == 1
    assert len(office.tenant.there(f"a:{DEAN}")) > 1
