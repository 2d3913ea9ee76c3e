"""HTTP mode: signed requests to the app's request URL, and what its answers mean."""

import hashlib
import hmac
import json
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

from sandbox import names
from sandbox.hub import Hub, Json, NotAckedError, Retry

SECONDS = 3.0
REDIRECTS = 2
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
MOVED = frozenset({301, 302, 303, 307, 308})


class Answer(NamedTuple):
    """What the app answered to one request."""

    status: int
    headers: dict[str, str]
    body: bytes


class Signed:
    """Deliver to one request URL, on this machine only."""

    def __init__(self, hub: Hub, url: str, *, secret: str, ack_seconds: float = SECONDS) -> None:
        self._hub = hub
        self._url = _loopback(url)
        self._secret = secret
        self._seconds = ack_seconds

    def deliver(self, kind: str, payload: Json, *, retry: Retry | None = None) -> Json | None:
        """Send one payload and return the answer; raise unless it is acknowledged in time."""
        content, media = _body(kind, payload)
        headers = self._signed(content) | {"Content-Type": media, "User-Agent": "Slackbot 1.0"}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry.number)}
            headers |= {"X-Slack-Retry-Reason": retry.reason}
        answer = self._send(kind, content, headers)
        if not 200 <= answer.status < 300:
            final = answer.headers.get("x-slack-no-retry") == "1"
            raise NotAckedError(kind, "http_error", final=final)
        return _read(kind, answer)

    def verified(self) -> bool:
        """Return whether the app repeats the challenge Slack sends when the URL is entered."""
        challenge = names.fresh("")
        asked = {"type": "url_verification", "token": "verification", "challenge": challenge}
        content, media = _body("events_api", asked)
        try:
            answer = self._send("events_api", content, self._signed(content) | _json(media))
        except NotAckedError:
            return False
        return answer.status == 200 and challenge in answer.body.decode(errors="replace")

    def _signed(self, content: bytes) -> dict[str, str]:
        # The app compares with its own clock, which is not the workspace's.
        timestamp = str(int(self._hub.clock.real().timestamp()))
        base = b":".join([b"v0", timestamp.encode(), content])
        digest = hmac.new(self._secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}

    def _send(self, kind: str, content: bytes, headers: dict[str, str]) -> Answer:
        url, deadline = self._url, time.monotonic() + self._seconds
        for _ in range(REDIRECTS + 1):
            try:
                answer = _once(url, content, headers, deadline)
                if answer.status not in MOVED:
                    return answer
                url = _loopback(urljoin(url, answer.headers.get("location", "")))
            except TimeoutError:
                raise NotAckedError(kind, "http_timeout") from None
            except ssl.SSLError:
                raise NotAckedError(kind, "ssl_error") from None
            except (OSError, HTTPException):
                raise NotAckedError(kind, "connection_failed") from None
            except ValueError:
                raise NotAckedError(kind, "unknown_error") from None
        raise NotAckedError(kind, "too_many_redirects")


def _json(media: str) -> dict[str, str]:
    return {"Content-Type": media}


def _loopback(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or parts.hostname not in LOOPBACK:
        raise ValueError(f"{url} is not an address of this machine")
    return url


def _body(kind: str, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def _once(url: str, content: bytes, headers: dict[str, str], deadline: float) -> Answer:
    parts = urlsplit(url)
    door = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = door(parts.hostname or "", parts.port, timeout=_left(deadline))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", path, content, headers)
        with _cut_at(deadline, connection):
            given = connection.getresponse()
            held = {name.lower(): value for name, value in given.getheaders()}
            return Answer(given.status, held, given.read())
    finally:
        connection.close()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


@contextmanager
def _cut_at(deadline: float, connection: HTTPConnection) -> Iterator[None]:
    """End a connection at a moment, though its answer trickles in faster than any one wait."""
    line = connection.sock

    def cut() -> None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    bound = threading.Timer(_left(deadline), cut)
    bound.daemon = True
    bound.start()
    try:
        yield
    finally:
        bound.cancel()
        _left(deadline)


def _read(kind: str, answer: Answer) -> Json | None:
    text = answer.body.decode("utf-8", errors="replace")
    if not text:
        return None
    if answer.headers.get("content-type", "").startswith("application/json"):
        try:
            body = json.loads(text)
        except ValueError:
            raise NotAckedError(kind, "http_error") from None
        return body if isinstance(body, dict) else None
    return {"text": text}
