"""The checklists as messages: all of them with what was made of each, or the items of one."""

from handlers.blocks import Block, Message, actions, button, context, header, section
from handlers.checklists import lines
from handlers.checklists.request import DUE, HERE, Spot
from handlers.checklists.service import Checklist
from knowledge.events import checklists, titles
from knowledge.events.checklists import CORE, Listed
from knowledge.words import _, ngettext

OPEN, ADD, EDIT = "checklists.open", "checklists.add", "checklists.edit"
RETIRE, BACK, RESET = "checklists.retire", "checklists.back", "checklists.reset"
REVIEW, UNDO = "checklists.review", "checklists.undo"
#: How many items stand on one page.
PAGE = 12


def overview(every: tuple[Checklist, ...]) -> Message:
    """Return every list with how many items it has, and what the coalition made of them."""
    title = _("Event checklists")
    blocks = [header(title), *rows(every, inside=False)]
    said = [f"{checklists.name(one.of)}: {lines.counted(one)}" for one in every]
    return Message("\n".join([title, *said]), blocks)


def rows(every: tuple[Checklist, ...], *, inside: bool) -> list[Block]:
    """Return the lists, one a row."""
    again = sum(len(one.due(one.here)) for one in every)
    told = _(
        "Every plan is made from the list for every event and the list of its kind. Each item "
        "has a source, a role that does it, and the day when somebody last looked at it."
    )
    if again:
        due = ngettext("{n} item to look at again", "{n} items to look at again", again)
        told += f"\n*{due.format(n=again)}*"
    return [
        section(told),
        *(
            section(
                f"*{checklists.name(one.of)}*\n{lines.counted(one)}",
                beside=to(_("Open"), Spot(of=one.of, inside=inside), at=one.of),
            )
            for one in every
        ),
        context(_whose(every[0])),
    ]


def listing(found: Checklist) -> Message:
    """Return the first items of a list; the others are a press away."""
    title = checklists.name(found.of)
    told = f"{title}: {lines.counted(found)}"
    return Message(told, [header(title), *items(found, Spot(of=found.of))])


def items(found: Checklist, spot: Spot) -> list[Block]:
    """Return a page of a list by phase, the retired items last."""
    chosen = found.chosen(spot.only)
    page = chosen[spot.page * PAGE : (spot.page + 1) * PAGE]
    blocks = [section(_lead(found)), actions(*_ways(found, spot))]
    if not page:
        blocks.append(section(_("Nothing is in this list.")))
    group = ""
    for at, one in enumerate(page):
        named = _("Retired") if one.retired else titles.phase(one.item.phase)
        if named != group:
            group = named
            blocks.append(section(f"*{named}*"))
        blocks.append(_row(one, found, spot, at))
    return [*blocks, *_pages(spot, len(chosen))]


def to(text: str, spot: Spot, *, at: str, primary: bool = False) -> Block:
    """Return a button that goes to a place of the lists; ``at`` tells it from its neighbors."""
    return button(text, action=f"{OPEN}:{at}", value=spot.packed(), primary=primary)


def _lead(found: Checklist) -> str:
    if found.of == CORE:
        return lines.counted(found)
    whole = sum(not one.retired for one in found.items)
    told = ngettext(
        "With the items of every event it has {n}.", "With the items of every event it has {n}.",
        whole,
    ).format(n=whole)  # fmt: skip
    return f"{lines.counted(found)}\n{told}"


def _ways(found: Checklist, spot: Spot) -> list[Block]:
    """Return the ways out of a list: to all lists, to what is due, to a new item."""
    row = [to(_("All lists"), Spot(inside=spot.inside), at="all")]
    due = len(found.due(found.items))
    here = spot.at(item="", page=0)
    if spot.only:
        row.append(to(_("All of it"), here.at(only=""), at="whole"))
    elif found.of != CORE and found.here:
        row.append(to(_("Only its own"), here.at(only=HERE), at="here"))
    if due and spot.only != DUE:
        told = _("To look at again: {n}").format(n=due)
        row.append(to(told, here.at(only=DUE), at="due"))
    if found.manages:
        row.append(button(_("Add an item"), action=ADD, value=here.packed()))
    return row


def _row(one: Listed, found: Checklist, spot: Spot, at: int) -> Block:
    if found.hides(one):
        return section(lines.row(one, found))
    beside = to(_("Open"), spot.at(item=one.id), at=f"item{at}")
    return section(lines.row(one, found), beside=beside)


def _pages(spot: Spot, count: int) -> list[Block]:
    row = []
    if spot.page:
        row.append(to(_("Before"), spot.at(page=spot.page - 1), at="before"))
    if (spot.page + 1) * PAGE < count:
        row.append(to(_("More"), spot.at(page=spot.page + 1), at="more"))
    return [actions(*row)] if row else []


def _whose(one: Checklist) -> str:
    if one.manages:
        return _("You can change, add and retire items. Nothing leaves a plan where it stands.")
    return _(
        "Coordinators change these lists. After an event, whoever was on its plan can propose a "
        "change."
    )
