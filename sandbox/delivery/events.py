"""Telling the app of events, and again when it did not take them."""

from functools import partial

from sandbox.delivery import payloads
from sandbox.hub import Hub, Json, NotAckedError, NotConnectedError, Retry

RETRIES = (0.0, 60.0, 300.0)
"""After an attempt that failed, how long until the next. [s]"""


def tell(hub: Hub, event: Json) -> None:
    """Deliver an event; nobody on screen learns whether it arrived, as in Slack."""
    payload = payloads.event(hub, event)
    if hub.held is None and hub.faults.spend("swap_events"):
        hub.held = payload
        return
    _attempt(hub, payload, None)
    if hub.faults.spend("duplicate_events"):
        _attempt(hub, payload, Retry(1, "http_timeout"))
    release(hub)


def release(hub: Hub) -> None:
    """Deliver the event that ``swap_events`` held back, if there is one."""
    held, hub.held = hub.held, None
    if held is not None:
        _attempt(hub, held, None)


def announce(hub: Hub, event: Json) -> None:
    """Tell the app of an event from within a call of the Web API, once that is answered."""
    hub.clock.soon(partial(tell, hub, event))


def _attempt(hub: Hub, payload: Json, retry: Retry | None) -> None:
    """Deliver an event; plan the next attempt if this one fails, unless it was the last."""
    why = _failure(hub, payload, retry)
    if why is None:
        return
    number = retry.number if retry else 0
    if why.final or number == len(RETRIES):
        hub.refuse(f"event {payload['event']['type']}", payload, why.reason)
        return
    again = partial(_attempt, hub, payload, Retry(number + 1, why.reason))
    if RETRIES[number]:
        hub.clock.after(RETRIES[number], again)
    else:
        again()


def _failure(hub: Hub, payload: Json, retry: Retry | None) -> NotAckedError | None:
    more = {"retry": retry} if retry else {}
    try:
        hub.deliver("events_api", payload, **more)
    except NotConnectedError:
        return NotAckedError("events_api", "connection_failed")
    except NotAckedError as error:
        return error
    return None
