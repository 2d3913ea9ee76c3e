"""`/event channel`, `change` and `cancel`, and their dialogs."""

from collections.abc import Callable
from typing import Any

from slack_sdk.errors import SlackApiError

from handlers import direct, views
from handlers.blocks import Block, Message, discreet, escape
from handlers.events import asking, sites
from handlers.failures import report, slack_error
from handlers.limits import fit, fit_dialog
from handlers.readiness import answers, bulletin, changing, form, living, message, notices, service
from handlers.readiness.command import number
from handlers.readiness.form import Press
from handlers.readiness.service import Standing
from handlers.surface import Call
from knowledge.editing import ChangedMeanwhileError
from knowledge.errors import RefusedError, UsageError
from knowledge.events.event import State


def on_bind(call: Call) -> None:
    """Ask for the channel."""
    found = service.leading(call.tools, call.member, number(call.text))
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(form.room(found)))


def on_bound(call: Call) -> None:
    """Bind the channel, once it is known who is in it."""
    call.ack()
    call.later(lambda: _bind(call))


def on_change(call: Call) -> None:
    """Ask what changes."""
    found = service.leading(call.tools, call.member, number(call.text))
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(form.change(found)))


def on_changed(call: Call) -> None:
    """Keep the changes; where somebody else was first, show theirs beside one's own."""
    _save(
        call,
        lambda found: form.wanted(found, call.state, _place(call)),
        lambda found, **again: form.change(found, typed=_typed(call), **again),
    )


def on_answers(call: Call) -> None:
    """Show the answers in place of the dialog, to be corrected."""
    found = service.leading(call.tools, call.member, number(call.text))
    views.show(call, answers.view(found), inside=True)


def on_answered(call: Call) -> None:
    """Keep corrected answers, as any other change."""
    typed = answers.typed(call.state)
    _save(
        call,
        lambda _found: answers.wanted(call.state),
        lambda found, **again: answers.view(found, typed=typed, **again),
    )


def on_cancel(call: Call) -> None:
    """Show what cancelling and postponing do; each asks once more."""
    found = service.leading(call.tools, call.member, number(call.text))
    direct.send(call, notices.ending(found))


def on_settle(call: Call) -> None:
    """Cancel, postpone, or take that back."""
    event, _colon, state = call.text.partition(":")
    done = changing.settle(call.tools, call.member, number(event), State(state))
    direct.send(call, notices.settled(done))


def _save(
    call: Call, filled: Callable[[Standing], dict[str, Any]], again: Callable[..., Block]
) -> None:
    """Keep what a dialog says, or bring it again with what to mend or what others changed."""
    press = Press.model_validate_json(call.text)
    found = service.leading(call.tools, call.member, press.event)
    try:
        done = changing.change(
            call.tools,
            call.member,
            press.event,
            version=press.version,
            seen=press.seen,
            wanted=filled(found),
        )
    except ChangedMeanwhileError as error:
        found = service.leading(call.tools, call.member, press.event)
        shown = press.model_copy(update={"seen": max(one.version for one in error.edits)})
        views.replace(call, again(found, told=notices.meanwhile(error, found), press=shown))
        return
    except sites.FieldError as error:
        call.ack(response_action="errors", errors={error.field: str(error)})
        return
    except UsageError as error:
        call.ack(response_action="errors", errors={form.field_of(call.state): str(error)})
        return
    call.ack()
    call.later(lambda: _say(call, notices.saved(done)))


def _bind(call: Call) -> None:
    press = Press.model_validate_json(call.text)
    channel = str(call.state.get(form.ROOM) or "")
    try:
        if channel:
            living.room(call.client, call.tools, call.member, press.event, channel)
        found, left = service.bind(call.tools, call.member, press.event, channel)
    except (RefusedError, UsageError) as error:
        _say(call, message.plain(escape(str(error))))
        return
    if left is not None:
        _leave(call, *left)
    _say(call, notices.bound(found))


def _place(call: Call) -> dict[str, Any]:
    chosen, typed = call.state.get(asking.PLACE), str(call.state.get(asking.LINK) or "")
    return sites.moved(call.tools, workspace=call.member.workspace, chosen=chosen, typed=typed)


def _typed(call: Call) -> dict[str, str]:
    """Return what was filled in, with the name of the place that was chosen."""
    typed, of = form.typed(call.state), call.member.workspace
    name = sites.named(call.tools, workspace=of, place=typed[asking.PLACE])
    return typed | {form.CHOSEN: name}


def _say(call: Call, told: Message) -> None:
    direct.post(call.client, call.member.slack_user, told)


def _leave(call: Call, channel: str, ts: str) -> None:
    """Say nothing of the plan any more where it stood before."""
    said = fit(discreet(bulletin.unbound()))
    try:
        call.client.chat_update(channel=channel, ts=ts, text=said.text, blocks=said.blocks)
        call.client.pins_remove(channel=channel, timestamp=ts)
    except SlackApiError as error:
        if slack_error(error) not in ("message_not_found", "no_pin"):
            report(error, door="readiness.unbind")
