"""What failed is logged with a reference, and never with a word that anybody said."""

import re
import secrets
import traceback

import structlog
from slack_sdk.errors import SlackApiError

from handlers.blocks import escape
from knowledge.words import _

log = structlog.get_logger()

_NAME = re.compile(r"[a-z][a-z0-9_]{0,79}")


def report(error: Exception, *, door: str) -> str:
    """Log what failed and where, and return the reference that the person is told.

    An error's message is left out, because it can quote what somebody wrote.
    """
    reference = secrets.token_hex(3)
    frames = traceback.extract_tb(error.__traceback__)[-8:]
    log.error(
        "a door failed",
        door=door,
        reference=reference,
        error=type(error).__name__,
        kind=slack_error(error),
        where=[f"{frame.name}:{frame.lineno}" for frame in frames],
    )
    return reference


def slack_error(error: Exception) -> str:
    """Return Slack's name for what it refused, "" where it was not Slack or gave none.

    Where Slack's servers fail, its client puts the whole page they sent in the name's place.
    """
    said = str(error.response.get("error", "")) if isinstance(error, SlackApiError) else ""
    return said if _NAME.fullmatch(said) else ""


def without_scope(error: Exception) -> str:
    """Return what to do where Slack wants a scope that the app was not given, else ""."""
    if not isinstance(error, SlackApiError) or slack_error(error) != "missing_scope":
        return ""
    named = str(error.response.get("needed") or "").split(",")
    scopes = ", ".join(f"`{escape(scope.strip())}`" for scope in named if scope.strip())
    lacks = _("This app lacks the permission {scopes} in Slack.").format(scopes=scopes)
    if not scopes:
        lacks = _("This app lacks a permission in Slack.")
    mend = _(
        "Whoever installed it pastes `manifest.json` into the app's settings at "
        "api.slack.com/apps again, under App Manifest, and then reinstalls the app."
    )
    return f"{lacks} {mend}"
