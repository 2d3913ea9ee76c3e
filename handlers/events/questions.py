"""The doors of the questions about a new event."""

from typing import Any

from handlers import direct, views
from handlers.blocks import Block
from handlers.events import answering, asking, form, message, planning, reading, sites, view
from handlers.events.answering import Asking
from handlers.events.request import Spot
from handlers.events.seen import Seen
from handlers.surface import Call
from knowledge.errors import UsageError
from knowledge.events.small import Question


def on_new(call: Call) -> None:
    """Open the questions where they were left; by message, offer the button that does."""
    if not call.trigger:
        call.tell(message.started())
        return
    found = answering.begin(call.tools, call.member)
    step = found.following() or found.steps[-1]
    views.show(call, asking.view(found, step, resumed=True), inside=False)


def on_restart(call: Call) -> None:
    """Throw the answers away and begin again."""
    found = answering.begin(call.tools, call.member, afresh=True)
    views.show(call, asking.view(found, answering.TYPE), inside=True)


def on_tap(call: Call) -> None:
    """Keep what was tapped, and bring the next question or the plan."""
    step, _split, said = call.text.partition(asking.SPLIT)
    found = answering.answer(call.tools, call.member, {step: answering.tapped(step, said)})
    views.show(call, _following(call, found, step), inside=True)


def on_ask(call: Call) -> None:
    """Show a question again, or go on from one whose answer stays."""
    found = answering.begin(call.tools, call.member)
    step = call.text.removesuffix(">")
    shown = asking.view(found, step) if step == call.text else _following(call, found, step)
    views.show(call, shown, inside=True)


def on_said(call: Call) -> None:
    """Keep what was filled in, or say at its field what to mend; then go on."""
    step = call.text
    try:
        found = answering.answer(call.tools, call.member, _said(call, step))
    except sites.FieldError as wrong:
        call.ack(response_action="errors", errors={wrong.field: str(wrong)})
        return
    views.replace(call, _following(call, found, step))


def offer_places(call: Call) -> list[Block]:
    """Return the places that fit what was typed, named public ones first."""
    found = sites.offered(call.tools, workspace=call.member.workspace, typed=call.text)
    return asking.places(found)


def offer_partners(call: Call) -> list[Block]:
    """Return the organisations that fit what was typed."""
    found = sites.organisations(call.tools, workspace=call.member.workspace, typed=call.text)
    return form.partners(found)


def _following(call: Call, found: Asking, step: str) -> Block:
    """Return the next question; after the last, the plan, which comes as a message too."""
    following = found.following(step)
    if following is not None:
        return asking.view(found, following)
    event = planning.make(call.tools, call.member, found)
    seen = reading.read(call.tools, call.member, event.id)
    call.later(lambda: _send(call, seen))
    return view.shown(seen, Spot(event=event.id, inside=True))


def _send(call: Call, seen: Seen) -> None:
    direct.post(call.client, call.member.slack_user, message.plan(seen))


def _said(call: Call, step: str) -> dict[str, Any]:
    if step == answering.START:
        return _started(call)
    if step == Question.PLACE:
        of = call.member.workspace
        chosen, link = call.state.get(asking.PLACE), call.state.get(asking.LINK)
        return sites.placed(call.tools, workspace=of, chosen=chosen, pasted=link or "")
    try:
        return {step: answering.counted(str(call.state.get(asking.PEOPLE) or ""))}
    except UsageError as error:
        raise sites.FieldError(asking.PEOPLE, str(error)) from None


def _started(call: Call) -> dict[str, Any]:
    found = answering.begin(call.tools, call.member)
    try:
        start = answering.started(found, call.state.get(asking.DAY), call.state.get(asking.CLOCK))
    except UsageError as error:
        raise sites.FieldError(asking.DAY, str(error)) from None
    return {
        answering.START: start.isoformat(),
        "title": " ".join(str(call.state.get(asking.TITLE) or "").split()),
    }
