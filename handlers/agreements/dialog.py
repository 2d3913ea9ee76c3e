"""The buttons of agreements, and the dialogs that they open."""

from dataclasses import replace

from handlers.agreements import form, message, request, service
from handlers.agreements.request import Opened
from handlers.blocks import Block
from handlers.limits import fit_dialog
from handlers.surface import Call
from knowledge.agreements.agreement import Agreement
from knowledge.agreements.draft import AgreementDraft
from knowledge.editing import ChangedMeanwhileError
from knowledge.words import _


def on_open(call: Call) -> None:
    """Show the card of one."""
    call.tell(message.card(service.card(call.tools, call.member, int(call.text))))


def on_more(call: Call) -> None:
    """Show the next page of the list."""
    call.tell(message.listing(service.every(call.tools, call.member), start=int(call.text)))


def on_edit(call: Call) -> None:
    """Open an agreement's dialog, as it stands."""
    shown = service.card(call.tools, call.member, int(call.text))
    one = shown.one
    view = form.agreement(Opened(one.id, one.version), _draft(one), names=shown.names)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_clauses(call: Call) -> None:
    """Open the list of clauses to tick."""
    one = service.card(call.tools, call.member, int(call.text)).one
    view = form.clauses(Opened(one.id, one.version), one, one.covered)
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(view))


def on_saved(call: Call) -> None:
    """Keep what the dialog holds, or say at its fields what to mend."""
    opened, made = Opened.unpacked(call.text), request.draft(call.state)
    problems = request.problems(made)
    if problems:
        call.ack(response_action="errors", errors=problems)
        return
    try:
        kept = service.keep(call.tools, call.member, opened, made)
    except ChangedMeanwhileError as error:
        _ask_again(call, opened, made, error)
        return
    call.ack()
    lead = _("Written down.") if opened.agreement is None else _("Saved.")
    _show(call, kept, lead=lead, before=opened)


def on_ticked(call: Call) -> None:
    """Keep which clauses are ticked."""
    opened, ticked = Opened.unpacked(call.text), request.clauses(call.state)
    try:
        kept = service.cover(call.tools, call.member, opened, ticked)
    except ChangedMeanwhileError as error:
        one = service.card(call.tools, call.member, opened.agreement or 0).one
        theirs = service.theirs(call.tools, call.member, error)
        again = replace(opened, seen=theirs.version)
        _update(call, form.clauses(again, one, ticked, theirs=theirs))
        return
    call.ack()
    _show(call, kept, lead=_("Saved."), before=opened)


def on_sign(call: Call) -> None:
    """Mark it as signed today."""
    before = service.card(call.tools, call.member, int(call.text)).one
    kept = service.sign(call.tools, call.member, before.id)
    _show(call, kept, lead=message.signed(kept), before=Opened(before.id, before.version))


def on_archive(call: Call) -> None:
    """Take it off the list."""
    kept = service.archive(call.tools, call.member, int(call.text))
    call.tell(message.archived(service.card(call.tools, call.member, kept.id)))


def on_undo(call: Call) -> None:
    """Take back what the message with the button did."""
    kept = service.undo(call.tools, call.member, Opened.unpacked(call.text))
    shown = service.card(call.tools, call.member, kept.id)
    call.tell(message.archived(shown) if kept.archived else message.card(shown, lead=_("Undone.")))


def offer(call: Call) -> list[Block]:
    """Return the partners that may be parties, as somebody types."""
    found = service.offered(call.tools, call.member, call.text)
    return [form.party(partner, name) for partner, name in found]


def _show(call: Call, kept: Agreement, *, lead: str, before: Opened) -> None:
    """Show the card after a change, with Undo where something changed."""
    changed = before.agreement is None or kept.version > before.version
    shown = service.card(call.tools, call.member, kept.id)
    call.tell(message.card(shown, lead=lead, undo=kept.version if changed else 0))


def _ask_again(
    call: Call, opened: Opened, made: AgreementDraft, error: ChangedMeanwhileError
) -> None:
    theirs = service.theirs(call.tools, call.member, error)
    listed = theirs.changed.get("parties")
    others = [int(one) for one in listed] if isinstance(listed, list) else []
    names = service.names(call.tools, call.member, [*made.parties, *others])
    again = replace(opened, seen=theirs.version)
    _update(call, form.agreement(again, made, names=names, theirs=theirs))


def _update(call: Call, view: Block) -> None:
    call.ack(response_action="update", view=fit_dialog(view))


def _draft(one: Agreement) -> AgreementDraft:
    return AgreementDraft(
        tier=one.tier,
        title=one.title,
        parties=one.parties,
        purpose=one.purpose,
        start=one.start,
        end=one.end,
        fields=one.fields,
        retention=one.retention,
        covered=one.covered,
        signed_on=one.signed_on,
    )
