"""Posting one promise in Slack, and finding out whether an earlier try arrived."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.deliveries import service
from handlers.failures import report, slack_error
from handlers.limits import fit
from handlers.rooms import admit
from handlers.toolbox import Toolbox
from knowledge.deliveries.due import Due
from knowledge.deliveries.outcome import (
    MENDING,
    Again,
    Ended,
    State,
    refused,
    unanswered,
    unreadable,
)
from knowledge.errors import BotError, RefusedError

#: How long a call to Slack may take. [s]
PATIENCE = 20
#: No post begins with less of the lease left: another worker might begin it as well.
MARGIN = timedelta(seconds=PATIENCE + 10)
#: How far Slack's clock may be behind this one.
SKEW = timedelta(seconds=60)
#: The mark that a post carries; with it, its key.
EVENT = "coalition_delivery"
_PAGE = 200
#: What a call raises that got no answer, though Slack may have done what it asked.
_NO_ANSWER = (OSError, HTTPException)


def make_client(token: str, base_url: str) -> WebClient:
    """Return a client that repeats nothing by itself: a post must not arrive twice."""
    return WebClient(token=token, base_url=base_url, timeout=PATIENCE, retry_handlers=[])


def attempt(client: WebClient, tools: Toolbox, due: Due) -> Ended | Again | None:
    """Try to post a claimed promise; None leaves it to whoever claims it after the lease."""
    try:
        if due.attempts > 1:
            ended = _earlier(client, due)
            if ended is not None:
                return ended
        return service.held_back(tools, due) or _post(client, tools, due)
    except RefusedError as error:
        return Ended(State.REFUSED, why=str(error))
    except BotError as error:
        report(error, door="deliveries")
        return Again(MENDING, counted=False)
    except SlackApiError as error:
        _log(error)
        return refused(slack_error(error), attempts=due.attempts, wait=_wait(error))
    except _NO_ANSWER as error:
        report(error, door="deliveries")
        return unanswered(due.attempts)


def _earlier(client: WebClient, due: Due) -> Ended | Again | None:
    """Return the end of a promise whose earlier try arrived, or what hides whether it did."""
    try:
        channel = _channel(client, due)
        ts = next(
            (str(one["ts"]) for one in _own_posts(client, due, channel) if _is_it(one, due)), ""
        )
    except SlackApiError as error:
        _log(error)
        return unreadable(slack_error(error), attempts=due.attempts, wait=_wait(error))
    return Ended(State.SENT, ts=ts) if ts else None


def _own_posts(client: WebClient, due: Due, channel: str) -> Iterator[dict[str, Any]]:
    """Yield what was posted there since the first try, whoever posted it."""
    asked: dict[str, Any] = {
        "channel": channel,
        "oldest": _ts(due.first_try - SKEW),
        "include_all_metadata": True,
        "limit": _PAGE,
    }
    while True:
        if due.thread:
            answer = client.conversations_replies(ts=due.thread, **asked)
        else:
            answer = client.conversations_history(**asked)
        yield from answer["messages"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return
        asked["cursor"] = cursor


def _is_it(post: dict[str, Any], due: Due) -> bool:
    mark = post.get("metadata") or {}
    key = (mark.get("event_payload") or {}).get("key")
    return mark.get("event_type") == EVENT and key == due.key


def _post(client: WebClient, tools: Toolbox, due: Due) -> Ended | None:
    if due.channel:
        admit(client, tools, workspace=due.workspace, channel=due.channel, needs=due.needs)
    channel = _channel(client, due)
    message = service.content(tools, due)
    if message is None or due.lease_until - tools.now() < MARGIN:
        return None
    fitted = fit(message)
    answer = client.chat_postMessage(
        channel=channel,
        text=fitted.text,
        blocks=fitted.blocks or None,
        thread_ts=due.thread or None,
        unfurl_links=False,
        metadata={"event_type": EVENT, "event_payload": {"key": due.key}},
    )
    return Ended(State.SENT, ts=str(answer["ts"]))


def _channel(client: WebClient, due: Due) -> str:
    """Return the channel, or that of the person's direct message."""
    if due.channel:
        return due.channel
    opened: str = client.conversations_open(users=due.person)["channel"]["id"]
    return opened


def _log(error: SlackApiError) -> None:
    if slack_error(error) != "ratelimited":
        report(error, door="deliveries")


def _wait(error: SlackApiError) -> float:
    """Return how long Slack says to wait [s], 0 where it does not say."""
    headers = getattr(error.response, "headers", {})
    said = next((kept for name, kept in headers.items() if name.lower() == "retry-after"), "0")
    return float(said) if str(said).isdecimal() else 0


def _ts(moment: datetime) -> str:
    return f"{moment.timestamp():.6f}"
