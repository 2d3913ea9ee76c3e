"""The one place where the bot asks what time it is."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from time import monotonic
from urllib.parse import urlsplit

import structlog

#: How long what a workspace's clock said is good for. [s]
FRESH = 1.0
#: How long to wait for it. [s]
PATIENCE = 0.25

log = structlog.get_logger()


def now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - this is the place


def told_by(url: str | None) -> Callable[[], datetime]:
    """Return what tells the bot the time: this machine, or a workspace's clock when one is named.

    Parameters
    ----------
    url
        Where a local workspace tells its time; the settings let only this machine's through.
    """
    if url is None:
        return now
    log.warning(
        "the time is asked from a local workspace, not from this machine; never do this with a"
        " real coalition",
        url=url,
    )
    return WorkspaceClock(url)


class WorkspaceClock:
    """Tell the time as a workspace on this machine does, asking it at most once a second."""

    def __init__(self, url: str) -> None:
        self._parts = urlsplit(url)
        self._lock = threading.Lock()
        self._ahead = timedelta(0)
        self._asked = -FRESH
        self._answers = True

    def __call__(self) -> datetime:
        """Return the workspace's present moment in UTC; this machine's until it has said one."""
        with self._lock:
            if monotonic() - self._asked >= FRESH:
                self._ahead = self._ask()
                self._asked = monotonic()
            return now() + self._ahead

    def _ask(self) -> timedelta:
        try:
            told = datetime.fromisoformat(self._fetch()["now"])
            ahead = told - now()  # a TypeError when it names no time zone
        except (OSError, HTTPException, ValueError, KeyError, TypeError):
            if self._answers:
                log.warning("the workspace does not tell the time; using what it last said")
            self._answers = False
            return self._ahead
        self._answers = True
        return ahead

    def _fetch(self) -> dict[str, str]:
        parts = self._parts
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
        try:
            connection.request("GET", parts.path)
            answer: dict[str, str] = json.loads(connection.getresponse().read())
            return answer
        finally:
            connection.close()
