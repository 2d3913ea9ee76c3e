"""Handing payloads to a Bolt app on the test's own thread."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from sandbox.hub import Deliver, Json, NotAckedError, Retry

if TYPE_CHECKING:
    from slack_bolt import App

P = ParamSpec("P")
T = TypeVar("T")


class InlineExecutor(Executor):
    """Run what is submitted at once, on the caller's thread: Bolt's ``listener_executor``."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Run a function now; its result or error is in the future."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - the future carries it, as executors do
            future.set_exception(error)
        return future


def inline(app: "App") -> Deliver:
    """Return the delivery that dispatches to a Bolt app in line."""
    from slack_bolt.request import BoltRequest

    def deliver(kind: str, payload: Json, *, retry: Retry | None = None) -> Json | None:
        # A real socket carries JSON, so nothing the app does reaches the workspace's own state.
        body = json.loads(json.dumps(payload))
        headers: dict[str, str | Sequence[str]] = {}
        if retry:
            headers = {"x-slack-retry-num": str(retry.number), "x-slack-retry-reason": retry.reason}
        request = BoltRequest(mode="socket_mode", body=body, headers=headers)
        response = app.dispatch(request)
        if response.status != 200:
            raise NotAckedError(kind, "http_error")
        if not response.body:
            return None
        if response.first_headers().get("content-type", "").startswith("application/json"):
            answer: Json = json.loads(response.body)
            return answer
        return {"text": response.body}

    return deliver
