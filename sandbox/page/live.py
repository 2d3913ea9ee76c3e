"""Telling open windows that something changed, by Server-Sent Events."""

import asyncio
from collections.abc import AsyncIterator

from sandbox.state.workspace import State

KEEP_ALIVE = 20.0


class Live:
    """The windows that are open, each woken when the workspace changes."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._windows: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended = False
        state.watchers.append(self.wake)

    def wake(self) -> None:
        """Wake every window; called from any thread."""
        if self._windows and self._loop is not None:
            self._loop.call_soon_threadsafe(self._set)

    def end(self) -> None:
        """Let every window go."""
        self._ended = True
        self.wake()

    async def events(self) -> AsyncIterator[str]:
        """Yield one event now and one after every change."""
        self._loop = asyncio.get_running_loop()
        window = asyncio.Event()
        self._windows.add(window)
        try:
            while not self._ended:
                window.clear()
                yield f"data: {self._state.version}\n\n"
                await self._changed(window)
        finally:
            self._windows.discard(window)

    async def _changed(self, window: asyncio.Event) -> None:
        try:
            await asyncio.wait_for(window.wait(), KEEP_ALIVE)
        except TimeoutError:
            return

    def _set(self) -> None:
        for window in self._windows:
            window.set()
