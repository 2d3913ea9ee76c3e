"""The setup's dialogs and buttons: one question, kept, then the next."""

from slack_sdk.errors import SlackApiError

from handlers.blocks import Block, Message
from handlers.failures import slack_error
from handlers.limits import fit, fit_dialog
from handlers.setup import asking, flow, founding, request, seating, service, summary
from handlers.setup.request import FieldError, said_field
from handlers.surface import Call
from knowledge.errors import UsageError
from knowledge.setup.questions import Question
from knowledge.words import _


def on_open(call: Call) -> None:
    """Open the setup at what the button names, or where it was left."""
    call.client.views_open(trigger_id=call.trigger, view=flow.beginning(call, call.text))


def on_named(call: Call) -> None:
    """Keep who coordinates; the installer's own seat comes next, or the other one is asked."""
    user = str(call.state[seating.WHO])
    try:
        _check_person(call, user)
    except UsageError as error:
        call.ack(response_action="errors", errors={seating.WHO: str(error)})
        return
    founding.name_coordinator(call.tools, call.member, slack_user=user)
    if user == call.member.slack_user:
        call.ack(response_action="update", view=fit_dialog(seating.seat_view()))
        return
    call.ack(response_action="update", view=fit_dialog(seating.asked_view(user)))
    call.later(lambda: _send(call, user, seating.invitation(call.member.slack_user)))


def on_accept(call: Call) -> None:
    """Open the seat's dialog for who was named."""
    founding.may_take_seat(call.tools, call.member)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(seating.seat_view()))


def on_seated(call: Call) -> None:
    """Seat the coordinator, and go on with the first question."""
    seat = seating.read_seat(call.state)
    try:
        founding.take_seat(call.tools, call.member, seat)
    except UsageError as error:
        field = seating.ORGANISATION if seat.pledged else seating.PLEDGE
        call.ack(response_action="errors", errors={field: str(error)})
        return
    known = service.form(call.tools, workspace=call.member.workspace)
    call.ack(response_action="update", view=flow.going_on(call, known))


def on_asked(call: Call) -> None:
    """Keep the answer, or say at its field what to mend; then go on."""
    question = Question(call.text)
    known = service.form(call.tools, workspace=call.member.workspace)
    try:
        answer = request.read(question, call.state, today=known.today)
        kept = service.keep(call.tools, call.member, question, answer)
    except UsageError as error:
        field = error.field if isinstance(error, FieldError) else said_field(question)
        call.ack(response_action="errors", errors={field: str(error)})
        return
    known = service.form(call.tools, workspace=call.member.workspace)
    view = flow.going_on(call, known, after=question)
    call.ack(response_action="update", view=view if kept else asking.waiting(view))


def on_ask(call: Call) -> None:
    """Show a question again, or the summary."""
    known = service.form(call.tools, workspace=call.member.workspace)
    if call.text == asking.SUMMARY:
        show(call, fit_dialog(summary.summary_view(known)))
        return
    show(call, flow.shown(call, Question(call.text), known, gap=flow.at_end(known)))


def on_later(call: Call) -> None:
    """Leave a question for later, and go on."""
    question = Question(call.text)
    service.put_off(call.tools, call.member, question)
    known = service.form(call.tools, workspace=call.member.workspace)
    show(call, flow.going_on(call, known, after=question))


def show(call: Call, view: Block) -> bool:
    """Put another dialog in the place of the one that lies open; say whether it still did."""
    try:
        call.client.views_update(view_id=call.origin, view=view)
    except SlackApiError as error:
        if slack_error(error) != "not_found":
            raise
        return False
    return True


def _check_person(call: Call, user: str) -> None:
    """Refuse who cannot hold the seat: bots, guests, people of another workspace."""
    found = call.client.users_info(user=user)["user"]
    outside = found.get("is_stranger") or found.get("is_restricted") or found.get("deleted")
    if outside or found.get("is_bot"):
        raise UsageError(_("Pick somebody of this workspace who is neither a guest nor an app."))


def _send(call: Call, user: str, message: Message) -> None:
    fitted = fit(message)
    opened = call.client.conversations_open(users=user)["channel"]["id"]
    call.client.chat_postMessage(channel=opened, text=fitted.text, blocks=fitted.blocks)
