"""A neighbour's feed, fetched: bounded in time and size, and led nowhere else."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.fetching import fetch
from adapters.files import MOST_BYTES, FileProblem
from bot.platforms import Network
from tests.network import authority_in, vouched_for
from tests.operating import Out, ended, working_in

Answers = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def neighbour(answer: Answers) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_get("/feed", answer)
    async with TestServer(app) as server:
        yield str(server.make_url("/feed"))


async def refusal(answer: Answers, patience_s: float = 30) -> str:
    async with neighbour(answer) as url:
        with pytest.raises(FileProblem) as problem:
            await fetch(url, Network(), patience_s)
    return str(problem.value).removeprefix(f"{url}: ")


async def test_a_feed_is_fetched_with_a_name_that_tells_its_format() -> None:
    async def yaml(_: web.Request) -> web.Response:
        return web.Response(text="capabilities: []")

    async def table(_: web.Request) -> web.Response:
        return web.Response(text="name,summary", content_type="text/csv")

    async with neighbour(yaml) as url:
        assert await fetch(url, Network()) == (Path("127.0.0.1/feed"), b"capabilities: []")
    async with neighbour(table) as url:
        assert await fetch(url, Network()) == (Path("127.0.0.1/feed.csv"), b"name,summary")


async def test_a_redirect_is_told_and_not_followed() -> None:
    followed: list[str] = []

    async def inside(request: web.Request) -> web.Response:
        followed.append(str(request.url))
        raise web.HTTPFound("http://169.254.169.254/latest\u2028")

    assert await refusal(inside) == (
        "This leads on to 'http://169.254.169.254/latest%E2%80%A8', which is not followed."
        " Name that address, if you trust it."
    )
    assert len(followed) == 1


async def hangs(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    await asyncio.Event().wait()
    return response


async def test_a_server_that_hangs_is_given_up() -> None:
    assert await refusal(hangs, 0.05) == "There was no whole answer within 0.05 seconds."


async def test_a_feed_that_does_not_end_is_cut_off() -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(2 * MOST_BYTES // (1 << 20)):
            await response.write(b"#" * (1 << 20))
        return response

    assert await refusal(endless) == "This is larger than 20 MB."


async def test_a_server_that_has_none_is_told() -> None:
    async def missing(_: web.Request) -> web.Response:
        return web.Response(status=404)

    assert await refusal(missing) == "The server answers 404."


@pytest.mark.parametrize(
    ("url", "proxy", "told"),
    [
        ("http://127.0.0.1:1/feed", None, "No server answers there. Check the address, and that"),
        ("https://northgate.invalid/", None, "There is no server of that name. Check the address"),
        ("http://[", None, "This is no whole address. Write it as https://council.example/feed"),
        ("https://", None, "This is no whole address."),
        ("https://a.example/", "http://127.0.0.1:1", "The proxy cannot be reached, or does not"),
    ],
)
async def test_an_address_where_nobody_is_is_told(url: str, proxy: str | None, told: str) -> None:
    with pytest.raises(FileProblem, match=rf": {told}"):
        await fetch(url, Network(proxy=proxy))


async def test_a_server_that_nobody_vouches_for_is_told_in_plain_words(tmp_path: Path) -> None:
    server = TestServer(web.Application(), scheme="https")
    await server.start_server(ssl=vouched_for(authority_in(tmp_path)))
    with pytest.raises(FileProblem) as problem:
        await fetch(str(server.make_url("/feed")), Network())
    await server.close()

    assert str(problem.value).partition(": ")[2] == (
        "The server’s certificate is not one that this machine trusts (self-signed certificate). "
        "If your own authority vouches for it, set [network] ca_bundle. Else ask them to mend it, "
        "or save the file from a browser, and name that."
    )


async def test_a_server_that_speaks_no_https_is_told() -> None:
    async with neighbour(hangs) as url:
        with pytest.raises(FileProblem, match="The server does not speak https there"):
            await fetch(url.replace("http:", "https:"), Network())


async def test_a_server_that_breaks_off_is_told() -> None:
    async def breaks_off(request: web.Request) -> web.StreamResponse:
        assert request.transport
        request.transport.close()
        return web.StreamResponse()

    assert "The server broke off, or does not answer as web" in await refusal(breaks_off)


async def test_a_neighbours_feed_is_merged(tmp_path: Path, capsys: Out) -> None:
    async def feed(_: web.Request) -> web.Response:
        body = '{"capabilities": [{"id": "vans", "name": "Vans", "summary": "Where vans are"}]}'
        return web.Response(text=body, content_type="application/json")

    async with neighbour(feed) as url:
        with working_in(tmp_path):
            assert await asyncio.to_thread(ended, "catalogue", "merge", url) == 0

    assert "vans: Vans, from 127.0.0.1" in capsys.readouterr().err
