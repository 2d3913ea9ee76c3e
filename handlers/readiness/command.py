"""`/event level`, `conflict`, `open`, and their buttons."""

from collections.abc import Callable
from dataclasses import replace

from handlers import direct
from handlers.blocks import Message
from handlers.direct import Posted
from handlers.limits import fit_dialog
from handlers.readiness import checking, form, message, opening, service, stages
from handlers.readiness.form import Press
from handlers.surface import Call
from knowledge.errors import UsageError
from knowledge.events.conflict import Conflict
from knowledge.events.visibility import Stage, View
from knowledge.words import _

Of = Callable[[Call, int], Message]


def shows(of: Of, *, action: str, least: View = View.PLAN) -> Callable[[Call], None]:
    """Return a door that shows one event: the one that is named, or the only one there is."""

    def door(call: Call) -> None:
        event = _meant(call, least)
        if event is None:
            found = service.mine(call.tools, call.member, least=least)
            zone = service.zone(call.tools, call.member)
            direct.send(call, message.which(found, zone, action=action))
            return
        direct.send(call, of(call, event))

    return door


def picks(door: Callable[[Call], None], *, action: str) -> Callable[[Call], None]:
    """Return a door that goes on with the event that is meant, or asks which."""

    def chosen(call: Call) -> None:
        event = _meant(call, View.PLAN)
        if event is None:
            found = service.mine(call.tools, call.member)
            zone = service.zone(call.tools, call.member)
            direct.send(call, message.which(found, zone, action=action))
            return
        door(replace(call, text=str(event)))

    return chosen


def _level(call: Call, event: int) -> Message:
    """Return the level as somebody sees it."""
    return message.level(service.look(call.tools, call.member, event))


def _check(call: Call, event: int) -> Message:
    """Return how the conflict check stands."""
    return message.check(service.look(call.tools, call.member, event, least=View.PLAN))


def _who(call: Call, event: int) -> Message:
    """Return who sees an event."""
    return stages.screen(opening.look(call.tools, call.member, event))


on_level = shows(_level, action=message.LEVEL, least=View.COALITION)
on_check = shows(_check, action=message.CONFLICT)
on_who = shows(_who, action=message.OPEN)


def on_ask(call: Call) -> None:
    """Ask outreach on the plan; with nobody on it yet, ask whom."""
    event = number(call.text)
    found = service.look(call.tools, call.member, event, least=View.PLAN)
    if asked := checking.ask(call.tools, call.member, event):
        direct.send(call, message.sent(asked))
        return
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(form.whom(found)))


def on_asked(call: Call) -> None:
    """Ask whoever was chosen."""
    press = Press.model_validate_json(call.text)
    try:
        asked = checking.ask_of(
            call.tools, call.member, press.event, str(call.state.get(form.WHOM) or "")
        )
    except UsageError as error:
        call.ack(response_action="errors", errors={form.WHOM: str(error)})
        return
    call.ack()
    call.later(lambda: _to_asker(call, message.sent(asked)))


def on_answer(call: Call) -> None:
    """Keep what outreach answered, and say so where it was asked."""
    event, _colon, level_of = call.text.partition(":")
    done = checking.answer(call.tools, call.member, number(event), Conflict(level_of))
    told = message.answered(done)
    at = Posted(call.channel, call.origin)
    if not (call.direct and direct.update(call.client, at, told)):
        direct.send(call, told)


def on_history(call: Call) -> None:
    """Show what was answered to whom that is for."""
    found, answers = checking.history(call.tools, call.member, number(call.text))
    direct.send(call, message.past(found, answers))


def on_call(call: Call) -> None:
    """Ask the liaisons to police to call."""
    asked = checking.pass_on(call.tools, call.member, number(call.text))
    direct.send(call, message.passed_on(asked))


def on_step(call: Call) -> None:
    """Open or close an event by a step."""
    event, _colon, stage = call.text.partition(":")
    done = opening.step(call.tools, call.member, number(event), Stage(stage))
    direct.send(call, stages.opened(done))


def on_yes(call: Call) -> None:
    """Keep what the family said."""
    event, _colon, said = call.text.partition(":")
    done = opening.family_says(call.tools, call.member, number(event), yes=said == "yes")
    direct.send(call, stages.screen(done))


def on_name(call: Call) -> None:
    """Ask for the name, once the family said yes."""
    found = opening.nameable(call.tools, call.member, number(call.text))
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(form.name(found)))


def on_named(call: Call) -> None:
    """Keep the name."""
    press = Press.model_validate_json(call.text)
    name = str(call.state.get(form.NAME) or "")
    done = opening.remember(call.tools, call.member, press.event, name)
    call.ack()
    call.later(lambda: _to_asker(call, stages.screen(done)))


def number(text: str) -> int:
    """Return the event that a button carries.

    Raises
    ------
    UsageError
        When it is none.
    """
    if not text.isdecimal() or len(text) > 9:
        raise UsageError(_("I know of no such event. `/event` shows those you can see."))
    return int(text)


def _meant(call: Call, least: View) -> int | None:
    typed = call.text.strip().removeprefix("#")
    if typed:
        return number(typed)
    found = service.mine(call.tools, call.member, least=least)
    return found[0].id if len(found) == 1 else None


def _to_asker(call: Call, told: Message) -> None:
    direct.post(call.client, call.member.slack_user, told)
