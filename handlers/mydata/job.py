"""What the clock looks after: who left Slack for good is forgotten."""

from handlers.mydata import service
from handlers.toolbox import Toolbox


def forget_who_left(tools: Toolbox, workspace: int) -> None:
    """Forget each person who left long enough ago."""
    for person, user in service.long_gone(tools, workspace):
        service.forget_gone(tools, workspace, person=person, slack_user=user)
