"""What goes wrong because somebody asked for it: calls, events and triggers."""

import threading
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from sandbox import names

if TYPE_CHECKING:
    from collections.abc import Callable

EVERY = "*"
COUNTED = ("duplicate_events", "swap_events", "expire_triggers")


@dataclass
class Fault:
    """What happens to the next so many calls of a method; ``times=None`` is until cleared."""

    id: str
    method: str
    error: str = ""
    status: int = 200
    retry_after: int = 0
    seconds: float = 0.0
    drops: Literal["", "before", "after"] = ""
    times: int | None = 1


class Faults:
    """The faults that are ahead."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ahead: list[Fault] = []
        self._counted = dict.fromkeys(COUNTED, 0)
        self.rate_limits = False
        self.token_error = ""
        self.cleared: Callable[[], None] = lambda: None

    def fail(
        self,
        method: str,
        error: str = "internal_error",
        *,
        status: int = 0,
        retry_after: int = 0,
        times: int | None = 1,
    ) -> Fault:
        """Refuse calls with an error, or with an HTTP status of 500 and above; do nothing else."""
        _must_be("status", status, int)
        _must_be("retry_after", retry_after, int)
        if error == "ratelimited":
            status, retry_after = status or 429, retry_after or 1
        return self._add(
            method, error=error, status=status or 200, retry_after=retry_after, times=times
        )

    def slow(self, method: str, seconds: float, *, times: int | None = 1) -> Fault:
        """Answer calls so many real seconds late."""
        _must_be("seconds", seconds, int, float)
        return self._add(method, seconds=seconds, times=times)

    def drop(self, method: str, *, stored: bool = True, times: int | None = 1) -> Fault:
        """Close the connection instead of answering, after (or before) the call was carried out."""
        return self._add(method, drops="after" if stored else "before", times=times)

    def duplicate_events(self, times: int = 1) -> None:
        """Deliver the next events twice, as Slack does when an acknowledgement is lost."""
        self._count("duplicate_events", times)

    def swap_events(self, times: int = 1) -> None:
        """Hold an event back until the one after it was delivered."""
        self._count("swap_events", times)

    def expire_triggers(self, times: int = 1) -> None:
        """Let the next triggers be too old by the time the app uses them."""
        self._count("expire_triggers", times)

    def refuse_token(self, error: str) -> None:
        """Refuse every call with the bot's token from now on; an empty error accepts it again."""
        self.token_error = error

    def clear(self, identifier: str = "") -> None:
        """Take back one fault, or all of them, rate limits and refused tokens included."""
        with self._lock:
            self._ahead = [each for each in self._ahead if identifier and each.id != identifier]
            if not identifier:
                self._counted = dict.fromkeys(COUNTED, 0)
                self.rate_limits, self.token_error = False, ""
        if not identifier:
            self.cleared()

    def take(self, method: str) -> Fault | None:
        """Return what happens to this call of a method, and count it."""
        with self._lock:
            for each in self._ahead:
                if each.method in {EVERY, method}:
                    if each.times is not None:
                        each.times -= 1
                    self._ahead = [fault for fault in self._ahead if fault.times != 0]
                    return each
        return None

    def spend(self, name: str) -> bool:
        """Return whether a counted fault is ahead, and count it."""
        with self._lock:
            ahead = self._counted[name] > 0
            self._counted[name] -= ahead
            return ahead

    def listed(self) -> dict[str, Any]:
        """Return everything that is ahead, as plain values."""
        with self._lock:
            return {
                "calls": [asdict(each) for each in self._ahead],
                "rate_limits": self.rate_limits,
                "token_error": self.token_error,
                **self._counted,
            }

    def _add(self, method: str, **more: Any) -> Fault:
        if more["times"] is not None:
            _must_be("times", more["times"], int, least=1)
        fault = Fault(names.fresh("Ft"), method, **more)
        with self._lock:
            self._ahead.append(fault)
        return fault

    def _count(self, name: str, times: int) -> None:
        _must_be("times", times, int, least=1)
        with self._lock:
            self._counted[name] += times


def _must_be(name: str, given: Any, *sorts: type, least: int = 0) -> None:
    """Refuse what is no number, or too small a one."""
    if type(given) not in sorts or given < least:
        raise ValueError(f"{name} is a number from {least} on, not {given!r}")
