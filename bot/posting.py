"""The thread that posts what is promised, each promise once, and keeps living messages up."""

import threading

from handlers.deliveries import posting
from handlers.deliveries.job import post_due
from handlers.failures import report
from handlers.readiness.living import refresh
from handlers.toolbox import Toolbox

#: Between two looks at what is due; Slack takes about one post a second in each channel. [s]
TICK = 1.0
#: The same after a look that failed, such as while the database is away. [s]
LATER = 15.0


class Posting:
    """Posts what is due until it is stopped.

    A thread of its own rather than a job of the scheduler, which would log each second of a
    longer round as one that it missed.
    """

    def __init__(self, tools: Toolbox, *, workspace: int, token: str, base_url: str) -> None:
        self._tools = tools
        self._clients = {workspace: posting.make_client(token, base_url)}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="posting", daemon=True)

    def start(self) -> None:
        """Begin to look each second."""
        self._thread.start()

    def stop(self) -> None:
        """Begin no further post, and wait for the one that is being made."""
        self._stop.set()
        self._thread.join()

    def look(self) -> float:
        """Post what is due, and return how long to wait for the next look [s]."""
        try:
            post_due(self._tools, self._clients, stopping=self._stop.is_set)
            refresh(self._tools, self._clients)
        except Exception as error:  # noqa: BLE001 - the next round has nothing to do with it
            report(error, door="deliveries")
            return LATER
        return TICK

    def _keep(self) -> None:
        wait = TICK
        while not self._stop.wait(wait):
            wait = self.look()
