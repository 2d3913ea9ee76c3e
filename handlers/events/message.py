"""Events and their plans as messages: the list, and one plan on one screen."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    discreet,
    divider,
    escape,
    header,
    section,
)
from handlers.commands import RUN
from handlers.day import message as day
from handlers.day.request import Press
from handlers.events import call_list, lines, telling
from handlers.events.request import Show, Spot, Which
from handlers.events.seen import Entry, Seen
from handlers.events.telling import OPEN
from knowledge.events import titles
from knowledge.events.event import State
from knowledge.events.kinds import Phase
from knowledge.events.visibility import View
from knowledge.words import _, ngettext

NEW, DONE, UNDO, SIGN, HELP = (
    "events.new",
    "events.done",
    "events.undo",
    "events.sign",
    "events.help",
)
NOTE, SKIP, GIVE = "events.note", "events.skip", "events.give"
ROLE, UNNAME, RECRUIT = "events.role", "events.unname", "events.recruit"

#: Asks what is read out to 911.
ADDRESS = "events.address"
#: From how long before its start "Ready?" stands on a plan; until when, where no end is known.
READY, OVER = timedelta(days=2), timedelta(hours=12)
#: Items of a full plan that are shown before the phases.
NEXT = 3
#: Events that a list shows.
MOST = 20


def listing(found: Sequence[Seen], *, plans: bool = True) -> Message:
    """Return the events that somebody may see, with the way to a new one for who may plan."""
    new = button(_("Plan a safe event"), action=NEW, value="new", primary=True)
    if not found and not plans:
        return discreet([section(_("No event is planned that you can see."))])
    if not found:
        teach = _(
            "No event is planned that you can see. A few questions make a safety plan: what to"
            " do, by whom and by when, for a cookout of 40 or a march of 4,000."
        )
        return discreet([section(teach), actions(new)])
    rows = [
        _row(one, button(_("Open"), action=f"{RUN}:{at}", value=f"event plan {one.event.id}"))
        for at, one in enumerate(found[:MOST])
    ]
    return discreet([header(_("Events")), *rows, *([actions(new)] if plans else [])])


def which(found: Sequence[Seen]) -> Message:
    """Ask whose paper somebody means."""
    rows = [
        _row(one, button(_("Paper"), action=f"{RUN}:{at}", value=f"event paper {one.event.id}"))
        for at, one in enumerate(found[:MOST])
    ]
    return discreet([section(_("Which event?")), *rows])


def walks(found: Sequence[Seen]) -> Message:
    """Return the plans that somebody works on, each with the way to its next item."""
    if not found:
        return discreet(
            [section(_("Nothing waits for you on an event’s plan. `/event` shows your events."))]
        )
    return discreet([header(_("One at a time")), *cards(found)], waiting=len(found))


def cards(found: Sequence[Seen]) -> list[Block]:
    """Return plans in a line each, with the button that opens the next item."""
    return [
        _row(one, open_button(_("Next item"), walk(one), at=f"walk{at}"))
        for at, one in enumerate(found[:MOST])
    ]


def walk(seen: Seen) -> Spot:
    """Return where walking begins: at the next item of one's own, else of all."""
    mine = any(one.kept.open and not one.veiled for one in seen.chosen(Which.MINE))
    return telling.walk(seen.event.id, Which.MINE if mine else Which.ALL)


def plan(seen: Seen, *, notice: Sequence[Block] = ()) -> Message:
    """Return a plan as a message; on a lock screen it says nothing."""
    beyond = [actions(*_beyond(seen))] if seen.view >= View.PLAN else []
    return discreet([header(_plain_title(seen)), *notice, *blocks(seen), *beyond])


def started() -> Message:
    """Return the button that begins the questions, where no dialog can be opened by itself."""
    told = _("A few questions make a safety plan. They come one at a time, each answer is kept.")
    begin = button(_("Plan a safe event"), action=NEW, value="", primary=True)
    return Message(told, [section(told), actions(begin)])


def blocks(seen: Seen, *, inside: bool = False) -> list[Block]:
    """Return a plan as one screen: ten things, or the phases with what is next."""
    spot = Spot(event=seen.event.id, inside=inside)
    if seen.view < View.PLAN:
        only = _("Who is named on the plan sees what is to be done.")
        why = [actions(_why_button(seen, spot))] if seen.shown else []
        return [section(lines.about(seen)), context(only), *why]
    body = _small(seen, spot) if seen.small else _full(seen, spot)
    short = lines.missing(seen)
    return [
        section(f"{lines.about(seen)}\n{lines.progress(seen)}"),
        *body,
        *([context(short)] if short else []),
        actions(*_ways(seen, spot)),
    ]


def done_button(entry: Entry, spot: Spot, *, at: int = 0) -> Block:
    """Return the button that marks an item as done."""
    value = spot.at(item=entry.id).packed()
    return button(_("Done"), action=f"{DONE}:{at}", value=value, primary=entry.kept.critical)


def open_button(said: str, spot: Spot, *, at: str = "", primary: bool = False) -> Block:
    """Return a button that shows a place of the plan."""
    return button(said, action=f"{OPEN}:{at}", value=spot.packed(), primary=primary)


def undo_button(spot: Spot) -> Block:
    """Return the button that takes an answer back."""
    return button(_("Undo"), action=UNDO, value=spot.packed())


def _row(seen: Seen, beside: Block) -> Block:
    event = seen.event
    progress = f"\n{lines.progress(seen)}" if seen.view >= View.PLAN else ""
    told = f"*{lines.title(event)}* · {lines.when(event, seen.zone)}{progress}"
    return section(told, beside=beside)


def _small(seen: Seen, spot: Spot) -> list[Block]:
    shown = seen.chosen(Which.ALL)
    rows = [_item(one, seen, spot, at) for at, one in enumerate(shown[:12])]
    folded = sum(one.kept.open for one in seen.chosen(Which.FOLDED))
    if not folded:
        return rows
    more = ngettext("{n} more thing", "{n} more things", folded).format(n=folded)
    fold = spot.at(show=Show.LIST, which=Which.FOLDED.value)
    told = f"*{_('If there is more time')}*: {more}"
    return [*rows, section(told, beside=open_button(_("Look"), fold, at="fold"))]


def _item(entry: Entry, seen: Seen, spot: Spot, at: int) -> Block:
    here = spot.at(show=Show.ITEM, item=entry.id)
    open_ = open_button(_("Open"), here, at=f"item{at}")
    ticks = entry.kept.open and seen.may_settle(entry)
    return section(
        lines.item(entry, seen), beside=done_button(entry, spot, at=at) if ticks else open_
    )


def _full(seen: Seen, spot: Spot) -> list[Block]:
    following = [one for one in seen.chosen(Which.ALL) if one.kept.open and not one.veiled][:NEXT]
    rows = [_item(one, seen, spot, at) for at, one in enumerate(following)]
    phases = [one for phase in Phase for one in _phase(seen, spot, phase)]
    lead = [section(f"*{_('Next')}*")] if rows else []
    told = " · ".join(lines.staffed(one) for one in seen.staffing)
    takes = [context(f"*{_('People it takes')}:* {told}")] if told else []
    return [*lead, *rows, divider(), *phases, *takes]


def _phase(seen: Seen, spot: Spot, phase: Phase) -> list[Block]:
    items = [one for one in seen.chosen(phase.value) if one.kept.counted]
    if not items:
        return []
    done = sum(not one.kept.open for one in items)
    mark = "✓" if done == len(items) else "○"
    told = _("{done} of {whole}").format(done=done, whole=len(items))
    there = spot.at(show=Show.LIST, which=phase.value)
    line = f"{mark} *{titles.phase(phase)}* — {told}"
    return [section(line, beside=open_button(_("Open"), there, at=phase.value))]


def _ways(seen: Seen, spot: Spot) -> list[Block]:
    row = [open_button(_("Walk through it"), spot.at(show=Show.ITEM), at="walk", primary=True)]
    for which, said in (
        (Which.MINE, _("Mine")),
        (Which.CRITICAL, _("Critical")),
        (Which.LATE, _("Late")),
        (Which.SIGN, _("To sign")),
    ):
        count = sum(one.kept.open or which is Which.SIGN for one in seen.chosen(which))
        if count:
            there = spot.at(show=Show.LIST, which=which.value)
            row.append(open_button(f"{said} ({count})", there, at=which.value))
    row.append(open_button(_("Roles"), spot.at(show=Show.ROLES), at="roles"))
    return [*row, _why_button(seen, spot)]


def _beyond(seen: Seen) -> list[Block]:
    """Return the ways to what others of the product do with an event."""
    ways = {
        "conflict": _("Conflict check"),
        "site": _("The site"),
        "change": _("Change"),
        "open": _("Who sees it"),
        "channel": _("Channel"),
        "day": _("On the day"),
        "paper": _("Paper"),
    }
    row = [
        button(said, action=f"{RUN}:{word}", value=f"event {word} {seen.event.id}")
        for word, said in ways.items()
    ]
    if seen.named:
        spot = Spot(event=seen.event.id).packed()
        row.append(button(_("Address for 911"), action=ADDRESS, value=spot))
        row.append(call_list.number_button(Spot(event=seen.event.id)))
    return [*_ready(seen), *row]


def _ready(seen: Seen) -> list[Block]:
    """Return the way to "Ready?", while it is time to ask."""
    event = seen.event
    over = event.start + OVER if event.end is None else event.end
    if event.state is not State.PLANNED or not event.start - READY <= seen.now < over:
        return []
    press = Press(event=event.id).packed()
    return [button(_("Ready?"), action=day.READY, value=press, primary=True)]


def _why_button(seen: Seen, spot: Spot) -> Block:
    said = _("Why level {n}").format(n=seen.tier.level)
    return open_button(said, spot.at(show=Show.WHY), at="why")


def _plain_title(seen: Seen) -> str:
    return seen.event.title or titles.kind(seen.event.type)


def settled(seen: Seen, item: str) -> str:
    """Say what an item is now, after an act on it."""
    entry = seen.entry(item)
    return f"{lines.sign(entry)} {escape(entry.text)}" if entry else _("Done.")


def overtaken(seen: Seen, item: str) -> str:
    """Say that somebody was first, and how the item stands now."""
    entry = seen.entry(item)
    stands = f"\n{lines.item(entry, seen)}" if entry else ""
    return _("Somebody changed this meanwhile, so I left it as it is.") + stands


def undo_beside(seen: Seen, spot: Spot) -> Block | None:
    """Return the button that takes back what was just done in a message."""
    entry = seen.entry(spot.item)
    if entry is None or entry.kept.open or entry.veiled:
        return None
    return undo_button(spot.at(version=entry.kept.version))


def short(seen: Seen, note: str) -> Message:
    """Return what was done, where the plan itself is elsewhere."""
    there = open_button(_("The plan"), Spot(event=seen.event.id), at="plan")
    return discreet([section(note), actions(there)])
