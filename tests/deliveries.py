"""Posting what is promised, as the running bot does each second."""

from dataclasses import replace
from datetime import datetime

from handlers.deliveries import posting
from handlers.deliveries.job import post_due
from handlers.toolbox import Toolbox
from sandbox.testing import Workspace


def post_promised(
    slack: Workspace, tools: Toolbox, *, workspace: int = 1, at: datetime | None = None
) -> int:
    """Do one round, now or at a moment; return how many promises were tried."""
    client = posting.make_client(slack.bot_token, slack.base_url)
    if at is not None:
        tools = replace(tools, now=lambda: at)
    return post_due(tools, {workspace: client})
