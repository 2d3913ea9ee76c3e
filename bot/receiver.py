"""The socket's end: takes requests, and stops taking them before it closes."""

import threading
from typing import Any

from slack_bolt.adapter.socket_mode import SocketModeHandler

#: How long a close waits for requests that are not acknowledged yet. [s]
PATIENCE = 3.0


class Receiver(SocketModeHandler):
    """Bolt's handler, except that it closes only when what it took has been acknowledged.

    Closing the socket first, as the handler does, would lose the acknowledgement of every
    request in flight, and the person would read that the bot had failed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what Bolt's handler takes."""
        super().__init__(*args, **kwargs)
        self._taken = 0
        self._open = True
        self._change = threading.Condition()

    def handle(self, client: Any, req: Any) -> None:
        """Dispatch one request, unless the bot is about to stop."""
        with self._change:
            if not self._open:
                return  # not acknowledged, so Slack tells the person to try again
            self._taken += 1
        try:
            super().handle(client, req)
        finally:
            with self._change:
                self._taken -= 1
                self._change.notify_all()

    def close(self) -> None:
        """Take nothing new, let what was taken be acknowledged, then close the socket."""
        with self._change:
            self._open = False
            self._change.wait_for(lambda: self._taken == 0, PATIENCE)
        super().close()  # type: ignore[no-untyped-call]
