"""One workspace served on this machine's own address, on a thread of its own."""

import asyncio
import socket
import threading
from datetime import timedelta
from functools import partial
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from sandbox import control, names, page, web
from sandbox.api import scheduling
from sandbox.clock import Clock
from sandbox.delivery import events
from sandbox.delivery.signed import Signed
from sandbox.delivery.sockets import ACK_SECONDS, Sockets
from sandbox.hub import Hub, Tokens
from sandbox.manifest import Manifest
from sandbox.seed import SAMPLE, sow
from sandbox.state.journal import Journal
from sandbox.state.workspace import State
from sandbox.wire import Wire

HOSTS = ["127.0.0.1", "localhost"]
# Often, because an SDK client that closes first waits for the next thing to arrive.
PING_SECONDS = 0.25


class NotLoopbackError(ValueError):
    """The workspace serves this machine only."""


class _Uvicorn(uvicorn.Server):
    """Uvicorn that waits to be told rather than looking every tenth of a second."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()
        self.error: BaseException | None = None
        self.finish: asyncio.Event | None = None
        self.loop: asyncio.AbstractEventLoop | None = None

    async def main_loop(self) -> None:
        self.finish, self.loop = asyncio.Event(), asyncio.get_running_loop()
        self.ready.set()
        await self.finish.wait()
        self.should_exit = True
        self.force_exit = True


class Server:
    """A workspace and its doors; ``start`` returns once it answers."""

    def __init__(
        self,
        manifest: Manifest,
        *,
        tokens: Tokens | None = None,
        seed: Path = SAMPLE,
        home: Path | None = None,
        ack_seconds: float = ACK_SECONDS,
        file_delay: float = 0.0,
        request_url: str = "",
        signing_secret: str = "",
    ) -> None:
        self.home = home
        journal = Journal(home / "workspace.db" if home else None)
        self.hub = Hub(State(Clock(), journal), manifest, tokens or Tokens.fresh())
        self.hub.file_delay = timedelta(seconds=file_delay)
        sow(self.hub.state, seed, self.hub.bot)
        scheduling.plan(self.hub)
        self.hub.faults.cleared = partial(events.release, self.hub)
        self.sockets = Sockets(self.hub, ack_seconds=ack_seconds)
        self.hub.deliver = self.sockets.deliver
        self.signing_secret = signing_secret or names.fresh("secret")
        self.signed: Signed | None = None
        if request_url:
            self.calls_at(request_url, ack_seconds=ack_seconds)
        self.hub.clock.watchers.append(lambda: self.hub.state.bump("clock"))
        self.live = page.Live(self.hub.state)
        self._app = Starlette(
            routes=[
                *web.routes(self.hub, self.sockets),
                *control.routes(self.hub, self.sockets),
                *page.routes(self.hub, self.live),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)],
        )
        self._thread: threading.Thread | None = None
        self._keeper = threading.Thread(target=self.hub.clock.keep, name="clock", daemon=True)
        self._uvicorn: _Uvicorn | None = None

    def calls_at(self, url: str, *, ack_seconds: float = ACK_SECONDS) -> None:
        """Deliver by signed HTTP requests to a URL of this machine, rather than Socket Mode."""
        self.signed = Signed(self.hub, url, secret=self.signing_secret, ack_seconds=ack_seconds)
        self.hub.deliver = self.signed.deliver

    def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Serve, and return the address."""
        if host not in HOSTS:
            raise NotLoopbackError(f"{host} is not this machine's own address")
        listening = socket.create_server((host, port))
        self.hub.base = f"http://{host}:{listening.getsockname()[1]}"
        config = uvicorn.Config(
            self._app,
            lifespan="off",
            log_config=None,
            access_log=False,
            http=Wire,
            ws="websockets-sansio",
            ws_ping_interval=PING_SECONDS,
        )
        server = self._uvicorn = _Uvicorn(config)
        self._thread = threading.Thread(target=self._serve, args=(server, listening))
        self._thread.start()
        server.ready.wait()
        if server.finish is None:
            self._thread.join()
            listening.close()
            raise RuntimeError("the workspace could not be served") from server.error
        self._keeper.start()
        return self.hub.base

    def stop(self, *, wait: bool = True) -> None:
        """Close every connection and stop serving."""
        server = self._uvicorn
        if server is None or server.loop is None or server.finish is None:
            return
        self.live.end()
        self.hub.clock.end()
        asyncio.run_coroutine_threadsafe(self.sockets.close(), server.loop)
        server.loop.call_soon_threadsafe(server.finish.set)
        if wait and self._thread is not None:
            self._thread.join()

    def _serve(self, server: _Uvicorn, listening: socket.socket) -> None:
        try:
            server.run(sockets=[listening])
        except BaseException as error:  # noqa: BLE001 - whoever started it is told
            server.error = error
        finally:
            server.ready.set()
        with self.hub.state.changed:
            self.hub.state.journal.close()
