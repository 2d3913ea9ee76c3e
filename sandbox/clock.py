"""The workspace's clock: the one place in the sandbox that reads the time."""

import threading
from datetime import UTC, datetime


class Clock:
    """Tell the time, and hand out message timestamps that never repeat."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def now(self) -> datetime:
        """Return the present moment in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the sandbox's one clock

    def timestamp(self) -> str:
        """Return a Slack timestamp later than every one handed out before."""
        with self._lock:
            self._last = max(self._last + 1, int(self.now().timestamp() * 1_000_000))
            return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def reached(self, timestamp: str) -> None:
        """Continue after a timestamp that an earlier run handed out."""
        seconds, _, micros = timestamp.partition(".")
        with self._lock:
            self._last = max(self._last, int(seconds) * 1_000_000 + int(micros or 0))


def moment(timestamp: str) -> datetime:
    """Return the moment a Slack timestamp names."""
    return datetime.fromtimestamp(float(timestamp), UTC)
