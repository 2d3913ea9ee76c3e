"""The dialogs of action items: new, from a message, edit, hand over, snooze, drop."""

from slack_sdk.errors import SlackApiError

from handlers.actions import adding, fields, handing, message, service, showing
from handlers.actions.request import Press, snoozed_until
from handlers.failures import slack_error
from handlers.limits import clip, fit_dialog
from handlers.rooms.service import used
from handlers.surface import Call
from knowledge.actions.item import ActionItem
from knowledge.editing import ChangedMeanwhileError
from knowledge.errors import RefusedError, UsageError
from knowledge.rooms import needed
from knowledge.words import _


def on_new(call: Call) -> None:
    """Ask for a new item."""
    press = Press.unpacked(call.text).at(call.channel, call.origin)
    view = fields.new(press, owner=call.member.slack_user)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_message(call: Call) -> None:
    """Ask for a new item with the words of a message; nothing leaves an outreach channel."""
    use = used(call.tools, workspace=call.member.workspace, channel=call.channel)
    if use is not None and needed(use.purpose).of_outreach:
        raise RefusedError(
            _(
                "Outreach information stays with outreach: every member reads action items. "
                "Write a new one with `/coalition actions add`, without what was said here."
            )
        )
    press = Press(source=call.channel, message=call.origin)
    view = fields.new(press, text=clip(call.text, fields.MOST), owner=call.member.slack_user)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_created(call: Call) -> None:
    """Keep the new item, with a link to the message that it comes from."""
    press, filled = Press.unpacked(call.text), fields.read(call.state, person=fields.OWNER)
    try:
        owner = _owner(call, filled.person)
    except UsageError as error:
        call.ack(response_action="errors", errors={fields.OWNER: str(error)})
        return
    call.ack()
    made = service.create(
        call.tools,
        member=call.member,
        text=filled.text,
        owner=owner,
        due=filled.due,
        origin=adding.permalink(call, press.source, press.message),
        channel=press.source,
    )
    showing.after(call, press, message.notice(made, _("Noted:"), press))


def on_more(call: Call) -> None:
    """Offer an item as it stands."""
    press = Press.unpacked(call.text).at(call.channel, call.origin)
    item = service.find(call.tools, call.member, press.item)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(fields.edit(item, press)))


def on_edited(call: Call) -> None:
    """Keep the changes; where somebody else was first, show theirs beside one's own."""
    press, filled = Press.unpacked(call.text), fields.read(call.state, person=fields.HAND)
    try:
        _owner(call, filled.person)
        item = _saved(call, press, filled)
    except UsageError as error:
        call.ack(response_action="errors", errors={fields.HAND: str(error)})
        return
    except ChangedMeanwhileError as error:
        people = service.reader(call.tools, call.member).people
        view = fields.edit_again(filled, press, error.edits, people)
        call.ack(response_action="update", view=fit_dialog(view))
        return
    call.ack()
    said = _("Offered, until they answer:") if filled.person else _("Saved:")
    showing.after(call, press, message.notice(item, said, press))


def on_snooze(call: Call) -> None:
    """Ask how long an item may rest."""
    press = Press.unpacked(call.text).at(call.channel, call.origin)
    item = service.find(call.tools, call.member, press.item)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(fields.snooze(item, press)))


def on_snoozed(call: Call) -> None:
    """Let it rest, or say which day is missing."""
    press = Press.unpacked(call.text)
    today = service.reader(call.tools, call.member).today
    try:
        until = snoozed_until(call.state[fields.HOW_LONG], call.state[fields.DAY], today=today)
    except UsageError as error:
        call.ack(response_action="errors", errors={fields.DAY: str(error)})
        return
    item = service.snooze(call.tools, call.member, press.item, until)
    call.ack()
    said = _("Resting:") if until else _("Back on the list:")
    showing.after(call, press, message.notice(item, said, press))


def on_drop(call: Call) -> None:
    """Drop an item from within its dialog, which then says so."""
    press = Press.unpacked(call.text)
    notice = message.notice(service.drop(call.tools, call.member, press.item), _("Dropped:"), press)
    try:
        view = fit_dialog(fields.dropped(notice))
        call.client.views_update(view_id=call.origin, view=view)
    except SlackApiError as error:
        if slack_error(error) != "not_found":  # they closed it
            raise
    if press.ts:
        showing.after(call, press, notice)


def _owner(call: Call, user: str) -> str | None:
    if not user:
        return None
    with call.tools.read() as session:
        return service.owner_of(session, workspace=call.member.workspace, slack_user=user)


def _saved(call: Call, press: Press, filled: fields.Filled) -> ActionItem:
    """Save words and day, then hand over; whom to was looked at before."""
    item = service.edit(
        call.tools,
        call.member,
        press.item,
        version=press.version,
        text=filled.text,
        due=filled.due,
    )
    if filled.person:
        item = handing.offer(call.tools, call.member, press.item, to=filled.person)
    return item
