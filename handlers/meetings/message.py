"""Meetings as people read them: lists, agendas, reminders, minutes."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

from handlers.actions import message as items
from handlers.actions.lists import Reader
from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    discreet,
    divider,
    escape,
    header,
    section,
)
from handlers.meetings.lists import Listed
from handlers.meetings.request import Press
from knowledge.actions.item import ActionItem
from knowledge.meetings.agenda import Line
from knowledge.meetings.kinds import of
from knowledge.meetings.meeting import Meeting
from knowledge.moments import moment_of
from knowledge.partners.sectors import Sector, label
from knowledge.words import _, ngettext

SHOW, NEW, EDIT, CANCEL = "meetings.show", "meetings.new", "meetings.edit", "meetings.cancel"
UNDO, AGENDA, CALENDAR = "meetings.undo", "meetings.agenda", "meetings.calendar"
ATTEND, CAME, WRITE, READ = (
    "meetings.attend", "meetings.came", "meetings.write", "meetings.read",
)  # fmt: skip

#: How long before it begins people can be counted in and minutes begun.
NEAR = timedelta(hours=1)


def when(meeting: Meeting, zone: ZoneInfo) -> str:
    """Return when a meeting is, such as "Wed 25 Nov 2026, 10 am, 30 minutes"."""
    local = meeting.start.astimezone(zone)
    long = ngettext("{n} minute", "{n} minutes", meeting.minutes).format(n=meeting.minutes)
    return f"{moment_of(local)}, {long}"


def line(meeting: Meeting, zone: ZoneInfo) -> str:
    """Return a meeting as a line with markup."""
    said = [when(meeting, zone), escape(meeting.where)]
    if meeting.channel:
        said.append(f"<#{meeting.channel}>")
    return f"*{_title(meeting)}*\n" + " · ".join(one for one in said if one)


def listing(found: Listed, *, notice: Sequence[Block] = ()) -> Message:
    """Return one page of the meetings; ``notice`` is what was just done, with its undo."""
    title = _("Past meetings") if found.past else _("Meetings")
    blocks = [header(title), *notice]
    for meeting in found.meetings:
        blocks.append(section(line(meeting, found.zone)))
        blocks.append(actions(*_buttons(meeting, found), block=f"meeting-{meeting.id}"))
    if not found.meetings:
        blocks.append(section(_empty(found)))
    blocks += [divider(), actions(*_foot(found), block="meetings-foot")]
    if any(of(one.kind).closed for one in found.meetings):
        return discreet(blocks, waiting=len(found.meetings))
    return Message(title, blocks)


def notice(meeting: Meeting, what: str, zone: ZoneInfo, press: Press) -> list[Block]:
    """Return what was just done with a meeting, and the button that takes it back."""
    carried = press.model_copy(update={"meeting": meeting.id, "version": meeting.version})
    undo = button(_("Undo"), action=UNDO, value=carried.packed())
    return [section(f"{what}\n{line(meeting, zone)}", beside=undo)]


def undone(meeting: Meeting, zone: ZoneInfo) -> list[Block]:
    """Return that something was taken back."""
    off = _(" It is off.") if meeting.cancelled else ""
    return [section(_("Taken back.{off}").format(off=off) + f"\n{line(meeting, zone)}")]


def kept(made: Sequence[ActionItem], seen_by: Reader) -> Message:
    """Return the action items that minutes became."""
    said = ngettext("{n} action item noted:", "{n} action items noted:", len(made))
    lines = "\n".join(items.lines(made, seen_by, owners=True))
    return discreet([section(f"{said.format(n=len(made))}\n{lines}")], waiting=len(made) or 1)


def agenda(meeting: Meeting, lines: Sequence[Line], zone: ZoneInfo) -> list[Block]:
    """Return an agenda: each line with its minutes and what stands under it."""
    kind = of(meeting.kind)
    blocks = [section(line(meeting, zone))]
    for at, one in enumerate(lines, 1):
        minutes = ngettext("{n} minute", "{n} minutes", one.minutes).format(n=one.minutes)
        under = "".join(f"\n• {detail}" for detail in one.details)
        blocks.append(section(f"*{at}. {one.title}* ({minutes}){under}"))
    return [*blocks, *([context(_(kind.note))] if kind.note else [])]


def posted(meeting: Meeting, lines: Sequence[Line], zone: ZoneInfo, *, by: str) -> Message:
    """Return an agenda for a channel; ``by`` is the Slack user who posts it."""
    carried = Press(meeting=meeting.id, version=meeting.version).packed()
    blocks = [
        *agenda(meeting, lines, zone),
        context(_("Posted by {who}.").format(who=f"<@{by}>")),
        actions(button(_("For my calendar"), action=CALENDAR, value=carried)),
    ]
    return _said(meeting, _("Agenda: {meeting}"), blocks, zone)


def reminder(meeting: Meeting, zone: ZoneInfo) -> Message:
    """Return a reminder that a meeting is near."""
    carried = Press(meeting=meeting.id, version=meeting.version).packed()
    buttons = (
        button(_("Agenda"), action=AGENDA, value=carried),
        button(_("For my calendar"), action=CALENDAR, value=carried),
    )
    blocks = [section(_("Coming up: {line}").format(line=line(meeting, zone))), actions(*buttons)]
    return _said(meeting, _("Coming up: {meeting}"), blocks, zone)


def changed(before: Meeting, after: Meeting, zone: ZoneInfo) -> Message:
    """Return word that a meeting is off, on again, or at another time or place."""
    if after.cancelled:
        said = _("This meeting is off:")
    elif before.cancelled:
        said = _("This meeting is on after all:")
    else:
        said = _("This meeting has a new time or place:")
    return _said(after, f"{said} {{meeting}}", [section(f"{said}\n{line(after, zone)}")], zone)


def minutes(meeting: Meeting, text: str, zone: ZoneInfo) -> list[Block]:
    """Return the minutes of a meeting."""
    said = escape(text) if text else _("Nobody has written minutes yet.")
    return [section(line(meeting, zone)), section(said)]


def attendance(meeting: Meeting, came: Mapping[Sector, int], *, more: int) -> list[Block]:
    """Return a button for each sector; each press counts one person in, or out again."""
    people = sum(came.values())
    total = ngettext("{n} person", "{n} people", people).format(n=people)
    sectors = sum(many > 0 for many in came.values())
    said = ngettext("{total} of {n} sector.", "{total} of {n} sectors.", sectors)
    how = _("Press a sector once for each person who came. Nobody's name is kept.")
    if more < 0:
        how = _("Each press now takes one person away.")
    buttons = [_sector(meeting, sector, came.get(sector, 0), more) for sector in Sector]
    other = Press(meeting=meeting.id, more=-more).packed()
    turn = _("Take one away instead") if more > 0 else _("Count people in again")
    return [
        section(f"*{said.format(total=total, n=sectors)}*\n{how}"),
        *(actions(*buttons[at : at + 5], block=f"came-{at}") for at in range(0, len(buttons), 5)),
        actions(button(turn, action=ATTEND + ":turn", value=other)),
    ]


def _sector(meeting: Meeting, sector: Sector, people: int, more: int) -> Block:
    carried = Press(meeting=meeting.id, sector=sector, more=more).packed()
    words = f"{label(sector)} · {people}" if people else label(sector)
    return button(words, action=f"{CAME}:{sector.value}", value=carried, primary=people > 0)


def _said(meeting: Meeting, words: str, blocks: list[Block], zone: ZoneInfo) -> Message:
    """Return a message whose notification names a meeting, unless it is a closed one."""
    if of(meeting.kind).closed:
        return discreet(blocks)
    named = f"{escape(meeting.title)}, {when(meeting, zone)}"
    return Message(words.replace("{meeting}", named), blocks)


def _title(meeting: Meeting) -> str:
    return escape(meeting.title).replace("*", "∗").replace("\n", " ")


def _buttons(meeting: Meeting, found: Listed) -> list[Block]:
    carried = Press(
        meeting=meeting.id, version=meeting.version, past=found.past, page=found.page
    ).packed()
    made = [] if found.past else [button(_("Agenda"), action=AGENDA, value=carried)]
    begun = meeting.start <= found.now
    if found.manages and meeting.start - NEAR <= found.now:
        made.append(button(_("Who came"), action=ATTEND, value=carried))
        made.append(button(_("Minutes…"), action=WRITE, value=carried))
    elif begun:
        made.append(button(_("Minutes"), action=READ, value=carried))
    if not found.past:
        made.append(button(_("For my calendar"), action=CALENDAR, value=carried))
    if found.manages and not begun:
        asked = confirm(
            _("Call it off?"),
            _("Its channel is told. You can take that back right after."),
            yes=_("Call it off"),
            no=_("Keep it"),
        )
        made.append(button(_("Edit…"), action=EDIT, value=carried))
        made.append(button(_("Call off"), action=CANCEL, value=carried, confirm=asked))
    return made


def _empty(found: Listed) -> str:
    if found.past:
        return _("No meeting has taken place yet.")
    if found.manages:
        return _("No meeting is called. A short call every week keeps people together: press New.")
    return _("No meeting is called. A coordinator can call one.")


def _foot(found: Listed) -> list[Block]:
    made = []
    if found.manages:
        made.append(button(_("New meeting"), action=NEW, value=Press(past=found.past).packed()))
    for step, words in ((-1, _("Previous page")), (1, _("Next page"))):
        page = found.page + step
        if 0 <= page < found.pages:
            carried = Press(past=found.past, page=page).packed()
            made.append(button(words, action=f"{SHOW}:{step}", value=carried))
    other = _("Coming meetings") if found.past else _("Past meetings")
    return [*made, button(other, action=f"{SHOW}:other", value=Press(past=not found.past).packed())]
