"""The dialogs of the day: a line, a count, the roll call, and the pages for emergencies."""

from collections.abc import Callable

from handlers.blocks import Block
from handlers.day import fields, message, service, showing
from handlers.day.lines import places
from handlers.day.request import Press, changes, counted
from handlers.day.screen import Screen
from handlers.limits import fit_dialog
from handlers.promptly import UnansweredError
from handlers.surface import Call
from knowledge.events.day import EntryKind
from knowledge.events.emergency import page as emergencies
from knowledge.events.emergency.page import Emergency
from knowledge.events.facts import Facts
from knowledge.words import _

Again = Callable[[Press, tuple[Block, ...]], Block]


def on_page(call: Call) -> None:
    """Show what to do in an emergency; without the database, with what was known last."""
    press = Press.unpacked(call.text)
    found = _seen(call, press.event)
    page = emergencies.page(press.page or Emergency.MEDICAL)
    shown = emergencies.shown(page, found.facts() if found else Facts())
    _open(call, fields.emergency(shown, found))


def on_note(call: Call) -> None:
    """Ask for a line."""
    _open(call, fields.note(_pressed(call)))


def on_count(call: Call) -> None:
    """Ask for a count."""
    _open(call, fields.count(_pressed(call)))


def on_roll(call: Call) -> None:
    """Ask who is here."""
    press = _pressed(call)
    found = _seen(call, press.event)
    if found is None:
        raise UnansweredError
    _open(call, fields.roll(found, press))


def on_noted(call: Call) -> None:
    """Keep a line."""
    press = Press.unpacked(call.text)
    words = str(call.state.get(fields.WORDS) or "").strip()
    _keep(
        call, press, [press.writes(EntryKind.NOTE, words)],
        lambda kept, told: fields.note(kept, text=words, told=told),
    )  # fmt: skip


def on_counted(call: Call) -> None:
    """Keep a count, and how many the place holds where that was entered."""
    press = Press.unpacked(call.text)
    typed, most = call.state.get(fields.PEOPLE), call.state.get(fields.HOLDS)
    people, holds = counted(typed), counted(most)
    if people is None or (most and not holds):
        wrong = fields.PEOPLE if people is None else fields.HOLDS
        call.ack(response_action="errors", errors={wrong: _("Enter a number, such as 120.")})
        return
    lines = [press.writes(EntryKind.COUNT, number=people)]
    if holds:
        more = press.writes(EntryKind.CAPACITY, number=holds)
        lines.append(more.model_copy(update={"id": service.beside(press.id, "holds")}))
    _keep(
        call, press, lines,
        lambda kept, told: fields.count(
            kept, people=str(typed or ""), holds=str(most or ""), told=told
        ),
    )  # fmt: skip


def on_rolled(call: Call) -> None:
    """Keep who is here and who is not, of those whose place changed."""
    press = Press.unpacked(call.text)
    found = _seen(call, press.event)
    here = fields.ticked(dict(call.state))
    if found is None:
        raise UnansweredError
    asked = list(places(found))
    changed = changes(press.here, here, asked) if press.here else asked
    if not changed:
        call.ack()
        return
    _keep(
        call, press, service.roll(press, changed, here),
        lambda kept, told: fields.roll(found, kept, here=here, told=told),
    )  # fmt: skip


def _keep(call: Call, press: Press, lines: list[Press], again: Again) -> None:
    """Write lines and close the dialog, or leave it open with what was written in it."""
    if press.again:
        lines = [one.model_copy(update={"again": press.again}) for one in lines]
    try:
        receipt = service.record(call.tools, call.member, lines)
    except UnansweredError:
        told = message.kept_open(showing.last(call, press.event))
        view = again(press.tried(call.tools.now()), told)
        call.ack(response_action="update", view=fit_dialog(view))
        return
    call.ack()
    found = showing.last(call, press.event)
    showing.turn(call, press, message.saved(receipt, found, plainly=False))


def _seen(call: Call, event: int) -> Screen | None:
    """Return how the day stands, or what somebody saw last."""
    try:
        return showing.see(call, event)
    except UnansweredError:
        return showing.last(call, event)


def _pressed(call: Call) -> Press:
    return Press.unpacked(call.text).at(call.channel, call.origin)


def _open(call: Call, view: Block) -> None:
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))
