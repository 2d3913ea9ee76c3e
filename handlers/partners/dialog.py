"""The entry that lies open, and the form in which it is added or edited."""

from collections.abc import Callable

from handlers.blocks import Block, Message, actions, button, mention, section
from handlers.limits import fit_dialog
from handlers.partners import directory, editing, entry, form, message, posting, service
from handlers.partners.editing import Lookalikes, Saved
from handlers.partners.request import Asked, Opened
from handlers.surface import Call
from knowledge.editing import ChangedMeanwhileError, merged
from knowledge.errors import BotError
from knowledge.partners.partner import DraftError, PartnerDraft
from knowledge.partners.sectors import Sector
from knowledge.words import _


def begin(call: Call) -> None:
    """Open the empty form; where Slack allows no dialog, offer the button that does."""
    if call.trigger:
        view = fit_dialog(form.view(Opened(), None))
        call.client.views_open(trigger_id=call.trigger, view=view)
        return
    lead = _("Add a partner to the directory: it takes a minute.")
    press = actions(button(_("Add a partner"), action=message.ADD, value="-", primary=True))
    call.tell(Message(lead, [section(lead), press]))


def on_open(call: Call) -> None:
    """Open an entry, its contact included."""
    shown = service.card(call.tools, member=call.member, partner=int(call.text))
    call.client.views_open(trigger_id=call.trigger, view=fit_dialog(entry.view(shown)))


def on_turn(call: Call) -> None:
    """Turn a page of the directory where it stands."""
    _show_page(call, Asked.unpacked(call.text))


def on_sector(call: Call) -> None:
    """Show one sector of the directory, or all of it."""
    wanted = "" if call.text == directory.EVERY else Sector(call.text).value
    _show_page(call, Asked(words=wanted))


def on_edit(call: Call) -> None:
    """Turn the entry that lies open into its form."""
    opened = Opened.unpacked(call.text)
    found = service.card(call.tools, member=call.member, partner=opened.id or 0).partner
    opened = Opened(id=found.id, version=found.version)
    _update(call, form.view(opened, PartnerDraft.of(found)))


def on_same(call: Call) -> None:
    """Open the entry that looks like the one somebody was about to add."""
    shown = service.card(call.tools, member=call.member, partner=int(call.text))
    _update(call, entry.view(shown))


def on_saved(call: Call) -> None:
    """Save the form, or show in it what to mend, what looks alike, or what others changed."""
    opened = Opened.unpacked(call.text)
    try:
        draft = form.read(call.state)
        view = _edited(call, opened, draft) if opened.id else _added(call, opened, draft)
    except DraftError as error:
        errors = {form.block(error.field): str(error)}
        call.ack(response_action="errors", errors=errors)
        return
    call.ack(response_action="update", view=fit_dialog(view))


def on_confirm(call: Call) -> None:
    """Remember that the entry is still right."""
    partner = _opened_id(call)
    _acting(
        call,
        partner,
        lambda: editing.confirm(call.tools, member=call.member, partner=partner),
        _("Confirmed. Thank you."),
    )


def on_confirm_listed(call: Call) -> None:
    """Confirm an entry of the weekly question, and show what is left of it."""
    editing.confirm(call.tools, member=call.member, partner=int(call.text))
    listed, total, today = service.stale(call.tools, workspace=call.member.workspace)
    posting.in_place(call, directory.nudge(listed, total, today))


def on_archive(call: Call) -> None:
    """Take the entry out of the directory."""
    partner = _opened_id(call)
    _acting(
        call,
        partner,
        lambda: editing.archive(call.tools, member=call.member, partner=partner),
        _("Archived."),
    )


def on_undo(call: Call) -> None:
    """Take the last act back."""
    opened, partner = Opened.unpacked(call.text), _opened_id(call)
    _acting(
        call,
        partner,
        lambda: editing.undo(
            call.tools, member=call.member, partner=partner, version=opened.version
        ),
        _("Taken back."),
        again=False,
    )


def _opened_id(call: Call) -> int:
    return Opened.unpacked(call.text).id or 0


def _acting(
    call: Call, partner: int, act: Callable[[], Saved], note: str, *, again: bool = True
) -> None:
    """Do something to the entry that lies open, and show it as it is then."""
    undo = 0
    try:
        saved = act()
        undo = saved.partner.version if again and saved.changed else 0
    except BotError as error:
        note = str(error)
    show(call, partner, note=note, undo=undo)


def _added(call: Call, opened: Opened, draft: PartnerDraft) -> Block:
    made = editing.add(call.tools, member=call.member, draft=draft, sure=opened.sure)
    if isinstance(made, Lookalikes):
        lead = form.same(made.like, action=form.SAME)
        return form.view(Opened(sure=True), draft, lead=lead)
    return _card(call, made.id, note=_("Added, and confirmed today."), undo=made.version)


def _edited(call: Call, opened: Opened, draft: PartnerDraft) -> Block:
    partner = opened.id or 0
    try:
        saved = editing.edit(call.tools, member=call.member, opened=opened, draft=draft)
    except ChangedMeanwhileError as error:
        return _meanwhile(call, partner, draft, error)
    if form.checked(call.state):
        editing.confirm(call.tools, member=call.member, partner=partner)
    note = _("Saved.") if saved.changed else _("Nothing was changed.")
    if saved.proposed:
        note += " " + _("The sector waits for a second person: people sit for this organization.")
    return _card(call, partner, note=note, undo=saved.partner.version if saved.changed else 0)


def _meanwhile(
    call: Call, partner: int, draft: PartnerDraft, error: ChangedMeanwhileError
) -> Block:
    """Return the form with one's own words, and above them what others changed."""
    current = service.card(call.tools, member=call.member, partner=partner).partner
    theirs = merged(error.edits)
    users = service.users(call.tools, workspace=call.member.workspace)
    lead = form.meanwhile(current, list(theirs), mention(users, error.edits[-1].by))
    return form.view(Opened(id=partner, version=current.version), draft, lead=lead)


def _show_page(call: Call, asked: Asked) -> None:
    found = service.directory(call.tools, workspace=call.member.workspace, asked=asked)
    posting.in_place(call, directory.listing(found))


def show(call: Call, partner: int, *, note: str = "", undo: int = 0) -> None:
    """Show an entry in the dialog that lies open, with what was done to it."""
    _update(call, _card(call, partner, note=note, undo=undo))


def _card(call: Call, partner: int, *, note: str = "", undo: int = 0) -> Block:
    shown = service.card(call.tools, member=call.member, partner=partner, note=note, undo=undo)
    return entry.view(shown)


def _update(call: Call, view: Block) -> None:
    call.client.views_update(view_id=call.origin, view=fit_dialog(view))
