"""The lists' own dialog, which changes in place: all lists, one of them, one item."""

from handlers.blocks import Block, actions, button, context, dialog, section
from handlers.checklists import lines, message
from handlers.checklists.message import BACK, EDIT, RESET, RETIRE, REVIEW, UNDO
from handlers.checklists.request import Spot
from handlers.checklists.service import Checklist
from knowledge.events import checklists
from knowledge.events.checklists import Listed
from knowledge.words import _


def whole(every: tuple[Checklist, ...]) -> Block:
    """Return all lists."""
    return _dialog(_("Event checklists"), message.rows(every, inside=True))


def listing(found: Checklist, spot: Spot) -> Block:
    """Return a page of one list."""
    here = spot.at(item="", version=0, seen=0, inside=True)
    return _dialog(checklists.name(found.of), message.items(found, here))


def item(found: Checklist, spot: Spot, *, note: str = "", undo: int = 0) -> Block:
    """Return one item.

    Parameters
    ----------
    undo
        The version that a press has just made, so that it can be taken back.
    """
    one = found.find(spot.item)
    here = spot.at(version=one.version, seen=0, inside=True)
    back = message.to(_("The list"), here.at(item="", version=0), at="list")
    around = [back]
    if undo and found.manages:
        around.append(button(_("Undo"), action=UNDO, value=here.at(version=undo).packed()))
    blocks = [
        *([section(note)] if note else []),
        actions(*around),
        section(lines.whole(one, found)),
        context(lines.source(one, found)),
        *(_acts(one, found, here) if found.manages else ()),
    ]
    return _dialog(checklists.name(found.of), blocks)


def _acts(one: Listed, found: Checklist, spot: Spot) -> list[Block]:
    value = spot.packed()
    if one.retired:
        row = [button(_("Bring it back"), action=BACK, value=value, primary=True)]
    else:
        row = [button(_("Change it"), action=EDIT, value=value, primary=True)]
        if one.item.reviewed < found.today:
            row.append(button(_("Reviewed today"), action=REVIEW, value=value))
        if one.adapted:
            row.append(button(_("Use the words from before"), action=RESET, value=value))
        if not one.protected:
            row.append(button(_("Retire it"), action=RETIRE, value=value))
    return [actions(*row), context(_told(one, spot))]


def _told(one: Listed, spot: Spot) -> str:
    said = [
        _("New words show on every plan at once; role and weight change there within the hour.")
    ]
    if one.home != spot.of:
        said.insert(0, _("It is on every event’s list: a change is for every kind of event."))
    if one.protected:
        said.append(_("Only its words can change: with it the family decides, or outreach checks."))
    return " ".join(said)


def _dialog(title: str, blocks: list[Block]) -> Block:
    return dialog(title, blocks, close=_("Close"))
