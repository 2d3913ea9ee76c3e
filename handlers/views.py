"""One dialog whose content changes as somebody moves about in it, so that nothing piles up."""

from slack_sdk.errors import SlackApiError

from handlers.blocks import Block
from handlers.failures import slack_error
from handlers.limits import fit_dialog
from handlers.surface import Call


def show(call: Call, view: Block, *, inside: bool) -> None:
    """Open a dialog, or where the press came from ``inside`` one, put this in its place."""
    if not inside:
        call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))
        return
    try:
        call.client.views_update(view_id=call.origin, view=fit_dialog(view))
    except SlackApiError as error:
        if slack_error(error) != "not_found":  # they closed it
            raise


def replace(call: Call, view: Block) -> None:
    """Answer a submitted dialog with another in its place."""
    call.ack(response_action="update", view=fit_dialog(view))
