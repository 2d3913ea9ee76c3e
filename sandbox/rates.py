"""Slack's rate limits: so many calls a minute of each method, and posts a second a channel."""

from collections import deque
from datetime import datetime, timedelta
from math import ceil

from sandbox.api.rules import table
from sandbox.hub import Json
from sandbox.state.workspace import State

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls a minute of one method, by its tier."""
MINUTE = timedelta(minutes=1)
POSTS = frozenset({"chat.postMessage"})
BURST = 5
"""Posts that a channel takes at once before one a second."""


class Rates:
    """Count calls, and say how long a caller must wait."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._clock = state.clock
        self._calls: dict[str, deque[datetime]] = {}
        self._posts: dict[str, float] = {}

    def wait(self, method: str, args: Json) -> int:
        """Return the seconds until this call may be made, 0 when it may; count it then."""
        if method in POSTS:
            named = str(args.get("channel", ""))
            found = self._state.channel(named)
            return self._channel(found.id if found else named)
        tier = table().get(method, {}).get("tier")
        return self._minute(method, TIERS[tier]) if tier in TIERS else 0

    def _minute(self, method: str, most: int) -> int:
        now, made = self._clock.now(), self._calls.setdefault(method, deque())
        while made and now - made[0] >= MINUTE:
            made.popleft()
        if len(made) >= most:
            return max(1, ceil((made[0] + MINUTE - now).total_seconds()))
        made.append(now)
        return 0

    def _channel(self, channel: str) -> int:
        """Keep, for each channel, the second until which its posts are spoken for."""
        now = self._clock.now().timestamp()
        spoken = max(self._posts.get(channel, now), now)
        if spoken - now > BURST - 1:
            return max(1, ceil(spoken - now - (BURST - 1)))
        self._posts[channel] = spoken + 1
        return 0
