"""The web server that every platform without a socket of its own shares."""

import errno
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web

Attach = Callable[[web.Application], None]


class CannotListen(Exception):
    """The address cannot be listened on; the text says why and how to mend it."""


def application(*parts: Attach) -> web.Application:
    """A server of these parts that also says whether it is there, at /health."""
    app = web.Application()
    app.router.add_get("/health", _health)
    for attach in parts:
        attach(app)
    return app


@asynccontextmanager
async def listening(app: web.Application, host: str, port: int) -> AsyncIterator[str]:
    """Serve until the end of the block, at the address given.

    Port 0 takes any free port. Raises CannotListen.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2)
    await runner.setup()
    try:
        await _start(runner, host, port)
        taken = runner.addresses[0][1]
        yield f"http://{f'[{host}]' if ':' in host else host}:{taken}"
    finally:
        await runner.cleanup()


async def _start(runner: web.AppRunner, host: str, port: int) -> None:
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise CannotListen(_why(error, host, port)) from error


def _why(error: OSError, host: str, port: int) -> str:
    mend = "Set another port in [http] port, or GROUNDWORK_HTTP__PORT."
    match error.errno:
        case errno.EADDRINUSE:
            return f"Port {port} on {host} is already in use. Stop what uses it. {mend}"
        case errno.EACCES:
            return f"This account may not listen on port {port}. {mend}"
        case _:
            return f"{host}:{port} cannot be listened on: {error.strerror}. Check [http] host."


async def _health(_: web.Request) -> web.Response:
    return web.json_response({"status": "fine"})
