"""Action items as people read them; the pieces serve lists, Home, agendas and direct messages."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from handlers.actions.lists import Listing, Part, Reader
from handlers.actions.request import Press, Which
from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    discreet,
    divider,
    escape,
    header,
    mention,
    section,
)
from handlers.limits import clip
from knowledge.actions.item import ActionItem
from knowledge.windows import spell
from knowledge.words import _, ngettext

DONE, SNOOZE, MORE, DROP = "actions.done", "actions.snooze", "actions.more", "actions.drop"
ACCEPT, DECLINE, TAKE, BACK = "actions.accept", "actions.decline", "actions.take", "actions.back"
UNDO, NEW, SHOW = "actions.undo", "actions.new", "actions.show"
TEXT, PRINT, CALENDAR = "actions.text", "actions.print", "actions.calendar"

#: How much of an item's words a line shows.
SHOWN = 300


#: How many late items the morning's message shows.
LATE_SHOWN = 5


class News(StrEnum):
    """What somebody else did with an item that concerns a person."""

    GIVEN = "given"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"


_NEWS = {
    News.GIVEN: "{who} wrote this down for you.",
    News.OFFERED: "{who} asks you to take this over. Until you accept, it stays with them.",
    News.ACCEPTED: "{who} took this over. It is off your list.",
    News.DECLINED: "{who} cannot take this over, so it stays with you.",
}

HEADINGS = {
    Part.LATE: "Late",
    Part.WAITING: "Waiting for me",
    Part.NEXT: "Next",
    Part.RESTING: "Resting",
    Part.ADRIFT: "Their owner left",
}
TITLES = {Which.MINE: "My list", Which.LATE: "Late", Which.ALL: "All open action items"}


def lines(items: Iterable[ActionItem], seen_by: Reader, *, owners: bool = False) -> list[str]:
    """Return each item as one line with markup: words, day, owner where wanted, and origin."""
    return [_line(item, seen_by, owner=owners) for item in items]


def entries(
    items: Iterable[ActionItem], seen_by: Reader, press: Press, *, owners: bool = False
) -> list[Block]:
    """Return each item with its buttons; ``press`` is what those of a list carry."""
    return [
        block
        for item in items
        for block in (
            section(_line(item, seen_by, owner=owners)),
            actions(*_buttons(item, seen_by, press), block=f"action-{item.id}"),
        )
    ]


def due_words(item: ActionItem, today: date) -> str:
    """Return when an item is due, as people say it; "" without a day."""
    if item.due is None:
        return ""
    days = (item.due - today).days
    if days == 0:
        return _("due today")
    if days == 1:
        return _("due tomorrow")
    if days > 0:
        return _("due {day}").format(day=spell(item.due))
    late = ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    return _("was due {day}, {late}").format(day=spell(item.due), late=late)


def listing(found: Listing, *, notice: list[Block] | None = None) -> Message:
    """Return one page of a list; ``notice`` is what was just done, with its undo."""
    title = _(TITLES[found.which])
    blocks = [header(title), *(notice or [])]
    for part, items in found.shown:
        blocks.append(section(f"*{_(HEADINGS[part])}* ({found.counts[part]})"))
        others = found.which is not Which.MINE or part is Part.ADRIFT
        blocks += entries(items, found.reader, found.press, owners=others)
    if not found.shown:
        blocks.append(section(_empty(found.which)))
    blocks += [divider(), actions(*_foot(found), block="actions-foot")]
    waiting = sum(found.counts.values())
    return discreet(blocks, waiting=waiting) if waiting else Message(title, blocks)


def notice(item: ActionItem, what: str, press: Press) -> list[Block]:
    """Return what was just done with an item, and the button that takes it back."""
    carried = press.of(item.id, item.version).packed()
    undo = button(_("Undo"), action=UNDO, value=carried)
    return [section(f"{what} {_words(item)}", beside=undo)]


def added(item: ActionItem, seen_by: Reader, *, unsure: str = "") -> Message:
    """Return what was kept; ``unsure`` is a name that nobody in the coalition goes by alone."""
    press = Press(item=item.id, version=item.version)
    alone = item.owner == seen_by.person
    blocks = [section(_("Noted: {line}").format(line=_line(item, seen_by, owner=not alone)))]
    if unsure:
        said = _("I could not tell who {name} is. Press More… to hand it to somebody.")
        blocks.append(section(said.format(name=escape(unsure))))
    undo = button(_("Undo"), action=UNDO, value=press.packed())
    more = button(_("More…"), action=MORE, value=press.packed())
    return discreet([*blocks, actions(undo, more)])


def undone(item: ActionItem) -> list[Block]:
    """Return that something was taken back."""
    return [section(_("Taken back: {words}").format(words=_words(item)))]


def news(item: ActionItem, what: News, *, by: str, seen_by: Reader) -> Message:
    """Return word for somebody of what another, a Slack user, did with an item."""
    said = _(_NEWS[what]).format(who=f"<@{by}>")
    blocks = [section(f"{said}\n{_line(item, seen_by)}")]
    if what is News.OFFERED:
        blocks.append(actions(*_answers(Press(item=item.id, version=item.version))))
    elif what is not News.ACCEPTED:
        blocks.append(actions(*_own(Press(item=item.id, version=item.version))))
    return discreet(blocks)


def late(items: list[ActionItem], seen_by: Reader) -> Message:
    """Return the one message a day about what is late; its notification says a number only."""
    count = ngettext(
        "{n} thing on your list is past its day.", "{n} things on your list are past their day.",
        len(items),
    ).format(n=len(items))  # fmt: skip
    blocks = [
        section(_("Good morning. {count} Done, a new day, or somebody else?").format(count=count)),
        *entries(items[:LATE_SHOWN], seen_by, Press(which=Which.MINE)),
        actions(button(_("Show my list"), action=SHOW, value=Press(which=Which.MINE).packed())),
    ]
    return discreet(blocks, waiting=len(items))


def _line(item: ActionItem, seen_by: Reader, *, owner: bool = False) -> str:
    said = [due_words(item, seen_by.today)]
    if owner:
        who = mention(seen_by.people, item.owner) if item.owner else _("nobody has it yet")
        said.append(who)
    if item.offered_to and item.offered_to != seen_by.person:
        said.append(_("offered to {who}").format(who=mention(seen_by.people, item.offered_to)))
    if item.offered_to and item.offered_to == seen_by.person:
        said.append(_("from {who}").format(who=mention(seen_by.people, item.owner)))
    if item.snoozed_until and item.snoozed_until > seen_by.today:
        said.append(_("back on {day}").format(day=spell(item.snoozed_until)))
    if item.origin:
        said.append(f"<{escape(item.origin)}|{_('where it came from')}>")
    about = " · ".join(one for one in said if one)
    return f"{_words(item)}\n{about}".strip()


def _words(item: ActionItem) -> str:
    return f"*{escape(clip(item.text, SHOWN)).replace('*', '∗')}*"


def _buttons(item: ActionItem, seen_by: Reader, press: Press) -> list[Block]:
    carried = press.of(item.id, item.version)
    if item.offered_to and item.offered_to == seen_by.person:
        return _answers(carried)
    gone = item.owner is not None and item.owner not in seen_by.people
    if item.owner is None or (gone and seen_by.seats):
        label = _("Take over") if gone else _("I take it")
        return [button(label, action=TAKE, value=carried.packed()), *_own(carried)]
    if item.offered_to and item.owner == seen_by.person:
        back = button(_("Keep it myself"), action=BACK, value=carried.packed())
        return [button(_("Done"), action=DONE, value=carried.packed()), back]
    held = seen_by.seats or seen_by.person in (item.owner, item.created_by)
    return _own(carried) if held else [_own(carried)[0], _own(carried)[-1]]


def _own(press: Press) -> list[Block]:
    carried = press.packed()
    return [
        button(_("Done"), action=DONE, value=carried),
        button(_("Snooze…"), action=SNOOZE, value=carried),
        button(_("More…"), action=MORE, value=carried),
    ]


def _answers(press: Press) -> list[Block]:
    carried = press.packed()
    return [
        button(_("I take it"), action=ACCEPT, value=carried, primary=True),
        button(_("I cannot"), action=DECLINE, value=carried),
    ]


def _empty(which: Which) -> str:
    if which is Which.MINE:
        return _(
            "Nothing is on your list. Write `/coalition actions add call the school by friday`, "
            "or choose *Make an action item* in the menu of any message."
        )
    if which is Which.LATE:
        return _("Nothing is late.")
    return _("Nothing is open. Minutes of meetings and messages can become action items.")


def _foot(found: Listing) -> list[Block]:
    """Return what can be done with a whole list."""
    made = [button(_("New item"), action=NEW, value=found.press.packed())]
    for step, label in ((-1, _("Previous page")), (1, _("Next page"))):
        page = found.page + step
        if 0 <= page < found.pages:
            carried = Press(which=found.which, page=page).packed()
            made.append(button(label, action=f"{SHOW}:{step}", value=carried))
    if found.shown:
        carried = found.press.packed()
        made += [
            button(_("Send as text"), action=TEXT, value=carried),
            button(_("Print"), action=PRINT, value=carried),
            button(_("For my calendar"), action=CALENDAR, value=carried),
        ]
    other = Which.MINE if found.which is Which.ALL else Which.ALL
    label = _("My list") if other is Which.MINE else _("Everybody's")
    return [*made, button(label, action=f"{SHOW}:other", value=Press(which=other).packed())]
