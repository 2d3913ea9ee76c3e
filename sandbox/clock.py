"""The workspace's clock: the one place in the sandbox that reads the time.

It can be moved and its pace changed, and what was planned for a moment happens when it comes.
"""

import heapq
import itertools
import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Act = Callable[[], object]

log = logging.getLogger(__name__)


class Clock:
    """Tell the time, hand out message timestamps that never repeat, and do what falls due."""

    def __init__(self) -> None:
        self._lock = threading.Condition()
        self._turn = threading.RLock()
        self._last = 0
        self._read_at = self._told = self.real()
        self._scale = 1.0
        self._planned: list[tuple[datetime, int, Act]] = []
        self._count = itertools.count()
        self._ended = False
        self.watchers: list[Act] = []

    @staticmethod
    def real() -> datetime:
        """Return the present moment outside the workspace, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the sandbox's one clock

    def now(self) -> datetime:
        """Return the present moment in UTC, as everybody in the workspace reads it."""
        with self._lock:
            return self._told + (self.real() - self._read_at) * self._scale

    @property
    def offset(self) -> timedelta:
        """How far ahead of the real time it is."""
        return self.now() - self.real()

    @property
    def scale(self) -> float:
        """How many of its seconds pass in a real one; 0 when it stands still."""
        return self._scale

    def runs_at(self, scale: float) -> None:
        """Change its pace."""
        if not 0 <= scale <= 1e6:
            raise ValueError("a clock runs at 0 (it stands still) to 1,000,000 times the real pace")
        with self._lock:
            self._set(self.now())
            self._scale = scale
        self._say()

    def advance(self, by: timedelta = timedelta(0), **parts: float) -> datetime:
        """Move on by a while, such as ``days=3``; what falls due meanwhile happens first."""
        return self.moves_to(self.now() + by + timedelta(**parts))

    def moves_to(self, moment: datetime) -> datetime:
        """Move to a moment; what falls due before it happens, each thing at its own time."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        self._do_until(moment)
        with self._lock:
            self._set(moment.astimezone(UTC))
        self._say()
        return moment

    def at(self, moment: datetime, act: Act) -> None:
        """Plan something for a moment; it happens at once when that has passed."""
        with self._lock:
            heapq.heappush(self._planned, (moment, next(self._count), act))
            self._lock.notify_all()

    def after(self, seconds: float, act: Act) -> None:
        """Plan something for so many of its seconds from now."""
        self.at(self.now() + timedelta(seconds=seconds), act)

    def soon(self, act: Act) -> None:
        """Do something next, on the clock's own thread rather than the caller's."""
        self.at(datetime.min.replace(tzinfo=UTC), act)

    def catch_up(self) -> None:
        """Do what is due by now, and wait for what its own thread is doing."""
        self._do_until(self.now())

    def keep(self) -> None:
        """Do what falls due as time passes, until ``end``; the body of a thread."""
        while True:
            with self._lock:
                while not self._ended and (left := self._left()) > 0:
                    self._lock.wait(min(left, threading.TIMEOUT_MAX))
                if self._ended:
                    return
            try:
                self._do_until(self.now())
            except Exception:
                log.exception("what was planned for this moment failed")

    def end(self) -> None:
        """Let ``keep`` return; what is still planned does not happen."""
        with self._lock:
            self._ended = True
            self._lock.notify_all()

    def timestamp(self) -> str:
        """Return a Slack timestamp later than every one handed out before."""
        with self._lock:
            self._last = max(self._last + 1, int(self.now().timestamp() * 1_000_000))
            return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def reached(self, timestamp: str) -> None:
        """Continue after a timestamp that an earlier run handed out, whose clock may be ahead."""
        seconds, _, micros = timestamp.partition(".")
        with self._lock:
            self._last = max(self._last, int(seconds) * 1_000_000 + int(micros or 0))
            if moment(timestamp) > self.now():
                self._set(moment(timestamp))

    def _left(self) -> float:
        """Return the real seconds until something is due, with the lock held."""
        if not self._planned or (self._scale == 0 and self._planned[0][0] > self.now()):
            return float("inf")
        left = (self._planned[0][0] - self.now()).total_seconds()
        return left / self._scale if left > 0 else 0

    def _do_until(self, moment: datetime) -> None:
        with self._turn:
            while act := self._due(moment):
                act()

    def _due(self, moment: datetime) -> Act | None:
        with self._lock:
            if self._ended or not self._planned or self._planned[0][0] > moment:
                return None
            when, _, act = heapq.heappop(self._planned)
            if when > self.now():
                self._set(when)
            return act

    def _set(self, moment: datetime) -> None:
        with self._lock:
            self._told, self._read_at = moment, self.real()
            self._lock.notify_all()

    def _say(self) -> None:
        for told in self.watchers:
            told()


def moment(timestamp: str) -> datetime:
    """Return the moment a Slack timestamp names."""
    return datetime.fromtimestamp(float(timestamp), UTC)
