"""The HTTP protocol of the server, with a way to break a connection instead of answering."""

import asyncio
from typing import ClassVar

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

Ends = tuple[object, object]


class Wire(H11Protocol):
    """Uvicorn's protocol, whose connections can be found by their two ends."""

    open: ClassVar[dict[Ends, asyncio.Transport]] = {}

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take note of a connection."""
        super().connection_made(transport)
        self.open[self.client, self.server] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        self.open.pop((self.client, self.server), None)
        super().connection_lost(exc)


class Broken(Response):
    """No response at all: the connection closes without a word."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close the connection that the request came on."""
        del send
        transport = Wire.open.get((scope["client"], scope["server"]))
        if transport is not None:
            transport.close()
        while (await receive())["type"] != "http.disconnect":
            pass
