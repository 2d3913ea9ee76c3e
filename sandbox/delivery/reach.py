"""Handing an interaction to the app; when that fails, the person is told."""

from sandbox.hub import Hub, Json, NotAckedError, NotConnectedError


def reach(hub: Hub, person: str, payload: Json) -> tuple[bool, Json | None]:
    """Deliver an interaction once; return whether the app took it, and what it answered."""
    if not hub.manifest.interactive:
        hub.state.notify(person, f"{hub.manifest.name} is not set up for buttons and dialogs.")
        return False, None
    try:
        return True, hub.deliver("interactive", payload)
    except NotConnectedError:
        hub.state.notify(person, f"{hub.manifest.name} is not connected right now.")
    except NotAckedError:
        hub.state.notify(person, f"{hub.manifest.name} did not respond. Try again in a moment.")
    return False, None
