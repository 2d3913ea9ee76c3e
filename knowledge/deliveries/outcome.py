"""How a try to post ended, and what follows from it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

#: How often a post is tried: with the waits between, for about nine hours.
ATTEMPTS = 24
_FIRST, _LONGEST = timedelta(seconds=5), timedelta(minutes=30)
#: How long to wait while Slack lets the whole app do nothing.
MENDING = timedelta(minutes=10)

#: Slack asks to come later; nothing was posted.
_LATER = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})
#: Slack failed on its side; the post may be there all the same (as it says of internal_error).
_UNSURE = frozenset(
    {"", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
    | {"team_added_to_org"}
)
#: The app itself is shut out: whoever runs it mends that, and no promise is broken meanwhile.
_SHUT_OUT = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"}
    | {"missing_scope", "access_denied", "org_login_required", "ekm_access_denied"}
)


class State(StrEnum):
    """How far a promise is; all but the first are its end."""

    PENDING = "pending"
    SENT = "sent"
    REFUSED = "refused"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ended:
    """It is over: Slack's ``ts`` where it is there, else what stands against it.

    ``why`` is Slack's name for an error, or a sentence for whom it concerns.
    """

    state: State
    ts: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """It is tried again after a while; ``counted`` where this try may have posted."""

    wait: timedelta
    counted: bool = True


def unanswered(attempts: int) -> Ended | Again:
    """Return what follows where nobody knows whether the post is there."""
    if attempts >= ATTEMPTS:
        return Ended(State.UNKNOWN)
    return Again(min(_FIRST * 2 ** (attempts - 1), _LONGEST))


def refused(error: str, *, attempts: int, wait: float = 0) -> Ended | Again:
    """Return what follows from Slack's refusal of a post.

    Parameters
    ----------
    error
        Slack's name for it.
    wait
        What Slack says to wait. [s]
    """
    if error in _UNSURE:
        return unanswered(attempts)
    return _not_now(error, wait) or Ended(State.FAILED, why=error)


def unreadable(error: str, *, attempts: int, wait: float = 0) -> Ended | Again:
    """Return what follows where the history that would tell of an earlier try is refused."""
    if error in _UNSURE:
        return unanswered(attempts)
    if error == "missing_scope":
        return Ended(State.UNKNOWN, why=error)
    return _not_now(error, wait) or Ended(State.UNKNOWN, why=error)


def _not_now(error: str, wait: float) -> Again | None:
    if error in _LATER:
        return Again(timedelta(seconds=max(wait, 1)), counted=False)
    return Again(MENDING, counted=False) if error in _SHUT_OUT else None
