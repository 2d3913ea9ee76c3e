"""Socket Mode: the app's connections, the envelopes sent and their acknowledgements."""

import asyncio
import itertools
import json
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.hub import Hub, Json, NotAckedError, NotConnectedError, Retry

ACK_SECONDS = 3.0
CONNECTIONS = 10
WARNING = 10.0
"""How long before the end of a connection Slack warns. [s]"""
WITH_ANSWER = frozenset({"slash_commands", "view_submission", "block_suggestion"})

Reason = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


@dataclass(eq=False)
class Connection:
    """One open connection; once told to go it gets nothing new, though it may still answer."""

    socket: WebSocket
    leaving: bool = False


class Sockets:
    """The app's open connections; each envelope goes to one of them, in turn."""

    def __init__(self, hub: Hub, *, ack_seconds: float = ACK_SECONDS) -> None:
        self._hub = hub
        self._ack_seconds = ack_seconds
        self._open: list[Connection] = []
        self._changed = threading.Condition()
        self._turn = itertools.count()
        self._waiting: dict[str, tuple[Connection, Future[Json | None]]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self.enabled = True

    @property
    def count(self) -> int:
        """How many connections take envelopes."""
        return len(self._ready())

    async def serve(self, socket: WebSocket) -> None:
        """Hold one connection for as long as the app does."""
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._hub.tickets:
            await socket.close(code=1008)
            return
        self._hub.tickets.discard(ticket)
        await socket.accept()
        self._loop = asyncio.get_running_loop()
        if not self.enabled or self.count >= CONNECTIONS:
            await _tell(socket, "too_many_websockets" if self.enabled else "link_disabled")
            await socket.close()
            return
        connection = Connection(socket)
        await socket.send_text(json.dumps(self._hello()))
        self._enter(connection)
        try:
            with suppress(WebSocketDisconnect):
                while True:
                    self._take(await socket.receive_text())
        finally:
            self._leave(connection)

    def deliver(self, kind: str, payload: Json, *, retry: Retry | None = None) -> Json | None:
        """Send one payload and wait for its acknowledgement; called from any other thread."""
        identifier, future = str(uuid4()), Future[Json | None]()
        envelope = {
            "envelope_id": identifier,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": bool(WITH_ANSWER & {kind, payload.get("type", "")}),
        }
        if kind == "events_api":
            envelope["retry_attempt"] = retry.number if retry else 0
            envelope["retry_reason"] = retry.reason if retry else ""
        text = json.dumps(envelope)
        try:
            with self._changed:  # nothing may follow a farewell
                connection = self._choose(kind)
                self._waiting[identifier] = (connection, future)
                self._do(connection.socket.send_text(text))
            return future.result(self._ack_seconds)
        except TimeoutError:
            raise NotAckedError(kind) from None
        finally:
            self._waiting.pop(identifier, None)

    def warn(self) -> None:
        """Warn every connection; after ten of the clock's seconds those still there must go."""
        gone = self._ready()
        self._send_off(gone, "warning")
        self._hub.clock.after(WARNING, lambda: self._end(gone, "refresh_requested"))

    def refresh(self) -> None:
        """Ask every connection to be made anew; what was sent on it may still be answered."""
        gone = self._ready()
        self._send_off(gone, "refresh_requested")
        self._hub.clock.after(WARNING, lambda: self._end(gone))

    def disable(self) -> None:
        """Turn Socket Mode off: every connection ends, and so does each new one."""
        self.enabled = False
        self._end(list(self._open), "link_disabled")

    def enable(self) -> None:
        """Turn Socket Mode on."""
        self.enabled = True

    def drop(self) -> None:
        """Break every connection without a word."""
        self._end(list(self._open))

    async def close(self) -> None:
        """End every connection."""
        for each in list(self._open):
            await each.socket.close()

    def _ready(self) -> list[Connection]:
        return [each for each in self._open if not each.leaving]

    def _choose(self, kind: str) -> Connection:
        deadline = time.monotonic() + self._ack_seconds
        while not (ready := self._ready()):
            left = deadline - time.monotonic()
            if not self._open or left <= 0:
                raise NotConnectedError(kind)
            self._changed.wait(left)
        return ready[next(self._turn) % len(ready)]

    def _enter(self, connection: Connection) -> None:
        with self._changed:
            self._open.append(connection)
            self._changed.notify_all()
        self._hub.state.bump("connection")

    def _leave(self, connection: Connection) -> None:
        with self._changed:
            self._open = [each for each in self._open if each is not connection]
            self._changed.notify_all()
        # One that was told to go has a successor, on which its envelopes are acknowledged.
        for held, future in list(self._waiting.values()):
            if held is connection and not connection.leaving and not future.done():
                future.set_exception(NotAckedError("envelope", "connection_failed"))
        self._hub.state.bump("connection")

    def _take(self, frame: str) -> None:
        """Take an acknowledgement; a frame that is none changes nothing."""
        try:
            answer = json.loads(frame)
        except ValueError:
            return
        named = answer.get("envelope_id") if isinstance(answer, dict) else None
        waiting = self._waiting.get(named) if isinstance(named, str) else None
        if waiting is not None and not waiting[1].done():
            said = answer.get("payload")
            waiting[1].set_result(said if said and isinstance(said, dict) else None)

    def _send_off(self, gone: list[Connection], reason: Reason) -> None:
        with self._changed:
            for each in gone:
                each.leaving = True
                self._do(_tell(each.socket, reason))

    def _end(self, gone: list[Connection], reason: Reason | None = None) -> None:
        here = [each for each in gone if each in self._open]
        if reason:
            self._send_off(here, reason)
        for each in here:
            self._do(each.socket.close())

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        if self._loop is not None:
            asyncio.run_coroutine_threadsafe(_quietly(work), self._loop)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.count + 1,
            "debug_info": {"host": "sandbox", "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._hub.app_id},
        }


async def _tell(socket: WebSocket, reason: Reason) -> None:
    farewell = {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
    await socket.send_text(json.dumps(farewell))


async def _quietly(work: Coroutine[Any, Any, None]) -> None:
    """Send what can be sent; a connection that has gone by now takes nothing."""
    with suppress(WebSocketDisconnect, RuntimeError):
        await work
