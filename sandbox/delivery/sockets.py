"""Socket Mode: the app's connections, the envelopes sent and their acknowledgements."""

import asyncio
import itertools
import json
from concurrent.futures import Future
from contextlib import suppress
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.hub import Hub, Json, NotAckedError, NotConnectedError

ACK_SECONDS = 3.0
WITH_ANSWER = frozenset({"slash_commands", "view_submission", "block_suggestion"})


class Sockets:
    """The app's open connections; each envelope goes to one of them, in turn."""

    def __init__(self, hub: Hub, *, ack_seconds: float = ACK_SECONDS) -> None:
        self._hub = hub
        self._ack_seconds = ack_seconds
        self._open: list[WebSocket] = []
        self._turn = itertools.count()
        self._waiting: dict[str, tuple[WebSocket, Future[Json | None]]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def count(self) -> int:
        """How many connections are open."""
        return len(self._open)

    async def serve(self, socket: WebSocket) -> None:
        """Hold one connection for as long as the app does."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._hub.tickets:
            await socket.close(code=1008)
            return
        self._hub.tickets.discard(ticket)
        await socket.accept()
        self._loop = asyncio.get_running_loop()
        await socket.send_text(json.dumps(self._hello()))
        self._open.append(socket)
        self._hub.state.bump("connection")
        try:
            with suppress(WebSocketDisconnect):
                while True:
                    self._take(json.loads(await socket.receive_text()))
        finally:
            self._leave(socket)

    def deliver(self, kind: str, payload: Json) -> Json | None:
        """Send one payload and wait for its acknowledgement; called from any other thread."""
        loop, listed = self._loop, list(self._open)
        if loop is None or not listed:
            raise NotConnectedError(kind)
        socket = listed[next(self._turn) % len(listed)]
        identifier, future = str(uuid4()), Future[Json | None]()
        self._waiting[identifier] = (socket, future)
        envelope = {
            "envelope_id": identifier,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": bool(WITH_ANSWER & {kind, payload.get("type", "")}),
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": 0, "retry_reason": ""}
        try:
            asyncio.run_coroutine_threadsafe(socket.send_text(json.dumps(envelope)), loop)
            return future.result(self._ack_seconds)
        except TimeoutError:
            raise NotAckedError(kind) from None
        finally:
            self._waiting.pop(identifier, None)

    async def close(self) -> None:
        """End every connection."""
        for socket in list(self._open):
            await socket.close()

    def _take(self, answer: Json) -> None:
        waiting = self._waiting.get(answer.get("envelope_id", ""))
        if waiting is not None and not waiting[1].done():
            waiting[1].set_result(answer.get("payload") or None)

    def _leave(self, socket: WebSocket) -> None:
        self._open = [each for each in self._open if each is not socket]
        for held, future in list(self._waiting.values()):
            if held is socket and not future.done():
                future.set_exception(NotAckedError("the connection closed"))
        self._hub.state.bump("connection")

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._open) + 1,
            "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._hub.app_id},
        }
