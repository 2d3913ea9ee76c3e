"""`/event paper`, and the buttons that send a paper to whoever asks."""

from slack_sdk.errors import SlackApiError

from handlers import direct, directory
from handlers.events import message, papers, reading, sheets
from handlers.events.papers import Paper, Wanted
from handlers.events.request import numbered
from handlers.events.sheets import Filled
from handlers.failures import report
from handlers.surface import Call
from knowledge.words import _


def on_papers(call: Call) -> None:
    """Offer the papers of an event, of the next one where none is named."""
    number = numbered(call.text)
    if number is None:
        found = reading.listed(call.tools, call.member)
        coming = [one for one in found if one.event.start >= call.tools.now()] or found
        if len(coming) != 1:
            direct.send(call, message.which(found) if found else message.listing((), plans=False))
            return
        number = coming[0].event.id
    direct.send(call, papers.offer(sheets.fill(call.tools, call.member, number, {})))


def on_paper(call: Call) -> None:
    """Send one paper to the direct messages of whoever asks."""
    wanted = Wanted.unpacked(call.text)
    sheets.fill(call.tools, call.member, wanted.event, {})  # a refusal comes before the work
    call.later(lambda: _send(call, wanted))


def _send(call: Call, wanted: Wanted) -> None:
    filled = sheets.fill(call.tools, call.member, wanted.event, _names(call))
    if wanted.paper is Paper.TEXT:
        for part in (papers.pasted(filled), *papers.emergencies(filled)):
            direct.post(call.client, call.member.slack_user, part)
        return
    content, ending = _content(call, filled, wanted)
    # neither name nor title says which event it is: both are in the notification
    direct.file(
        call.client,
        call.member.slack_user,
        content,
        name=f"event-{wanted.paper}.{ending}",
        title=_("The file you asked for"),
    )


def _content(call: Call, filled: Filled, wanted: Wanted) -> tuple[bytes, str]:
    now = call.tools.now()
    if wanted.paper is Paper.CALENDAR:
        return papers.dated(filled, workspace=call.member.workspace, now=now), "ics"
    return papers.made(filled, wanted, now=now), "pdf"


def _names(call: Call) -> dict[str, str]:
    """Return what people are called; a page without names is better than none."""
    try:
        return directory.labels(call.client)
    except SlackApiError as error:
        report(error, door=papers.PAPER)
        return {}
