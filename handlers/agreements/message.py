"""What a list of agreements and the card of one say."""

from handlers.agreements import wording
from handlers.agreements.request import Opened
from handlers.agreements.service import Shown
from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    header,
    section,
)
from handlers.literal import literal
from knowledge.agreements import tiers
from knowledge.agreements.agreement import Agreement
from knowledge.agreements.standing import Standing, lacking
from knowledge.windows import spell
from knowledge.words import _, ngettext

OPEN = "agreements.open"
MORE = "agreements.more"
ADD = "agreements.add"
EDIT = "agreements.edit"
CLAUSES = "agreements.clauses"
SIGN = "agreements.sign"
ARCHIVE = "agreements.archive"
UNDO = "agreements.undo"
PRINT = "agreements.print"

#: How many agreements a list shows at once.
PAGE = 20


def listing(shown: Shown, *, start: int = 0) -> Message:
    """Return a page of the agreements, by how they stand."""
    if not shown.agreements:
        return _teaching(shown)
    ordered = [(stands, one) for stands in Standing for one in shown.of(stands)]
    blocks: list[Block] = [header(_("Agreements"))]
    before: Standing | None = None
    for stands, one in ordered[start : start + PAGE]:
        if stands is not before:
            many = len(shown.of(stands))
            blocks.append(section(f"*{wording.group(stands)}* ({many})"))
            before = stands
        blocks.append(_line(one, shown))
    blocks += [context(missing)] if (missing := _lacking(shown)) else []
    blocks.append(actions(*_buttons(shown, left=len(ordered) - start - PAGE, start=start)))
    return Message(_counted(shown), blocks)


def card(shown: Shown, *, lead: str = "", undo: int = 0) -> Message:
    """Return one agreement with its clauses, and what may be done with it.

    Parameters
    ----------
    lead
        What just happened, before everything else.
    undo
        The version that a press of Undo takes back; 0 for none.
    """
    one = shown.one
    kind = tiers.kind(one.tier)
    blocks = [section(lead)] if lead else []
    blocks.append(
        section(
            f"*{literal(one.title)}*\n{kind.name} ({kind.short}) · "
            f"{wording.stands(one, shown.today)}"
        )
    )
    told = (f"*{name}:* {literal(value)}" for name, value in wording.facts(one, shown.names))
    blocks.append(section("\n".join(told)))
    blocks += _checklist(one)
    blocks.append(
        context(_("Your counsel has the last word on the text; this is no legal advice."))
    )
    buttons = _changing(one, undo=undo) if shown.manages else []
    blocks += [actions(*buttons)] if buttons else []
    title = literal(one.title)
    text = f"{title}: {wording.stands(one, shown.today)}"
    return Message(f"{lead}\n{text}" if lead else text, blocks)


def archived(shown: Shown) -> Message:
    """Say that an agreement is off the list, with a way back."""
    one = shown.one
    said = _("“{title}” is archived. Nobody is reminded of it any more.")
    told = said.format(title=literal(one.title))
    back = button(_("Undo"), action=UNDO, value=Opened(one.id, one.version).packed())
    return Message(told, [section(told), actions(back)])


def reminder(one: Agreement, shown: Shown) -> Message:
    """Tell a coordinator that an agreement ends, and what to do about it."""
    told = _("*{title}* {ends}.").format(
        title=literal(one.title), ends=wording.ends(one, shown.today)
    )
    who = _("Parties: {parties}.").format(
        parties=literal(" · ".join(wording.parties(one, shown.names)))
    )
    todo = _(
        "Ask them whether it goes on. If it does, sign it anew and change its last day here; if "
        "not, see that shared data is deleted as agreed."
    )
    if one.signed_on is None:
        todo = _("It is not marked as signed. If it is, open it and press “Signed today”.")
    blocks = [
        section(f"{told}\n{who}\n{todo}"),
        actions(button(_("Open"), action=OPEN, value=str(one.id))),
    ]
    return Message(f"{told} {who}", blocks)


def printed() -> Message:
    """Say where the printed page is."""
    return Message(_("The page to print comes to your messages with me."))


def offer_add() -> Message:
    """Offer the button that opens the form, where only a press can open one."""
    told = _("Press this to write down an agreement.")
    return Message(told, [section(told), actions(_add())])


def _teaching(shown: Shown) -> Message:
    told = _(
        "No agreement is on the list yet. Most coalitions begin with one memorandum that every "
        "partner signs; data goes between partners only once a data-sharing agreement is signed."
    )
    kinds = "\n".join(f"• *{one.name}* ({one.short}): {one.what}" for one in tiers.kinds())
    whom = _("A coordinator writes them down here.")
    blocks = [section(told), section(kinds)]
    blocks.append(actions(_add()) if shown.manages else context(whom))
    return Message(told, blocks)


def _line(one: Agreement, shown: Shown) -> Block:
    kind = tiers.kind(one.tier)
    who = " · ".join(wording.parties(one, shown.names))
    text = (
        f"*{literal(one.title)}* ({kind.short})\n{wording.stands(one, shown.today)} · "
        f"{wording.settled(one)}\n{literal(who)}"
    )
    return section(text, beside=button(_("Open"), action=OPEN, value=str(one.id)))


def _lacking(shown: Shown) -> str:
    names = [tiers.kind(tier).name.lower() for tier in lacking(shown.agreements, shown.today)]
    if not names:
        return ""
    return _("Nothing signed and in date: {kinds}.").format(kinds=", ".join(names))


def _buttons(shown: Shown, *, left: int, start: int) -> list[Block]:
    buttons = [_add()] if shown.manages else []
    if left > 0:
        words = ngettext("{n} more", "{n} more", left).format(n=left)
        buttons.append(button(words, action=MORE, value=str(start + PAGE)))
    return [*buttons, button(_("To print"), action=PRINT, value="all")]


def _counted(shown: Shown) -> str:
    many = len(shown.agreements)
    words = ngettext("{n} agreement", "{n} agreements", many).format(n=many)
    counts = ", ".join(
        f"{wording.group(stands).lower()}: {len(found)}"
        for stands in Standing
        if (found := shown.of(stands))
    )
    return f"{words} ({counts})"


def _checklist(one: Agreement) -> list[Block]:
    clauses = tiers.kind(one.tier).clauses
    done = [clause.what for clause in clauses if clause.key in one.covered]
    left = [clause.what for clause in clauses if clause.key not in one.covered]
    told = [section(f"*{wording.settled(one)}*")]
    if done:
        told.append(section(_("Settled:") + "\n" + "\n".join(f"✓ {what}" for what in done)))
    if left:
        told.append(section(_("Not settled yet:") + "\n" + "\n".join(f"• {what}" for what in left)))
    return told


def _changing(one: Agreement, *, undo: int) -> list[Block]:
    key = str(one.id)
    if one.archived:
        back = Opened(one.id, one.version).packed()
        return [button(_("Bring it back"), action=UNDO, value=back)] if undo else []
    buttons = [
        button(_("Edit"), action=EDIT, value=key),
        button(_("Clauses"), action=CLAUSES, value=key),
    ]
    if one.signed_on is None:
        buttons.append(button(_("Signed today"), action=SIGN, value=key))
    sure = confirm(
        _("Archive it?"),
        _("It leaves the list, and nobody is reminded of its end. You can undo this."),
        yes=_("Archive"),
        no=_("Keep it"),
    )
    buttons.append(button(_("Archive"), action=ARCHIVE, value=key, confirm=sure))
    if undo:
        back = Opened(one.id, undo).packed()
        buttons.append(button(_("Undo"), action=UNDO, value=back))
    return buttons


def _add() -> Block:
    return button(_("Add an agreement"), action=ADD, value="new", primary=True)


def signed(one: Agreement) -> str:
    """Say that an agreement is marked as signed."""
    return _("Marked as signed on {day}.").format(day=spell(one.signed_on or one.start))
