"""What the clock calls each second: post what is due, each promise once."""

from collections.abc import Callable, Mapping

from slack_sdk import WebClient

from handlers.deliveries import posting, service
from handlers.failures import report
from handlers.toolbox import Toolbox
from knowledge.deliveries.due import Due


def post_due(
    tools: Toolbox,
    clients: Mapping[int, WebClient],
    *,
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Post what is due, one post to each conversation; return how many promises were tried.

    Slack takes about one post a second in each conversation, and this is called each second:
    the next one for the same channel waits for the next call.

    Parameters
    ----------
    clients
        What posts in each workspace; see ``posting.make_client``.
    stopping
        Asked before each post, so that a stop waits for one post only.
    """
    posted: set[str] = set()
    while not stopping():
        due = service.claim(tools, among=list(clients), resting=posted)
        if due is None:
            break
        posted.add(due.target)
        _try(clients[due.workspace], tools, due)
    return len(posted)


def _try(client: WebClient, tools: Toolbox, due: Due) -> None:
    """Try one promise; whatever goes wrong, the others have nothing to do with it.

    Where even that cannot be kept, the lease runs out, and who claims it next looks first
    whether it arrived.
    """
    try:
        outcome = posting.attempt(client, tools, due)
        if outcome is not None:
            service.settle(tools, due, outcome)
    except Exception as error:  # noqa: BLE001 - one promise must not hold up the rest
        report(error, door="deliveries")
