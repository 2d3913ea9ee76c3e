"""The dialogs of meetings: as they open, and with what others changed meanwhile."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from handlers.blocks import (
    Block,
    choice,
    context,
    day,
    dialog,
    entry,
    escape,
    mention,
    menu,
    option,
    plain,
    section,
    someone,
)
from handlers.meetings.request import (
    CHANNEL,
    DAY,
    KIND,
    MINUTES,
    TIME,
    TITLE,
    WHERE,
)
from knowledge.actions.reading import Drafted
from knowledge.editing import Edit, merged
from knowledge.meetings.kinds import Kind, kinds, of
from knowledge.meetings.meeting import Meeting
from knowledge.moments import moment_of
from knowledge.words import _, ngettext

CALLED, EDITED, POSTED = "meetings.called", "meetings.edited", "meetings.posted"
WRITTEN, KEPT = "meetings.written", "meetings.kept"
#: The menu of kinds, which shows what is usual for the one that was chosen.
CHOSEN = "meetings.kind"
NOTES, ROOM = "meeting_notes", "meeting_room"
TEXT, OWNER, DUE = "draft_text", "draft_owner", "draft_due"

#: How many drafts a dialog has room for, and how many lines of notes it repeats.
DRAFTS, LINES = 25, 8


def new(kind: Kind, *, data: str) -> Block:
    """Return the dialog for a new meeting, with what is usual for its kind."""
    return dialog(
        _("New meeting"),
        [*_kind(kind, data), *_fields(kind)],
        name=CALLED,
        submit=_("Call it"),
        close=_("Cancel"),
        data=data,
    )


def edit(meeting: Meeting, zone: ZoneInfo, *, data: str, notes: Sequence[Block] = ()) -> Block:
    """Return the dialog of a meeting as it stands."""
    return dialog(
        _("Meeting"),
        [*notes, *_kind(meeting.kind, data), *_fields(meeting.kind, meeting=meeting, zone=zone)],
        name=EDITED,
        submit=_("Save"),
        close=_("Cancel"),
        data=data,
    )


def theirs(edits: Sequence[Edit], people: Mapping[str, str], zone: ZoneInfo) -> Block:
    """Return what others changed while somebody had a dialog open."""
    who = mention(people, edits[-1].by)
    said = [_("{who} changed this while you had it open. Yours is not saved yet.").format(who=who)]
    said += [
        f"• {_(_CHANGED[field])}: {_shown(field, after, zone)}"
        for field, (_before, after) in merged(edits).items()
    ]
    said.append(_("Save again to keep yours, or close this to keep theirs."))
    return section("\n".join(said))


def agenda(blocks: list[Block], *, data: str, channel: str, manages: bool) -> Block:
    """Return an agenda, and for who may post it the channel to post it in."""
    if not manages:
        return dialog(_("Agenda"), blocks, close=_("Close"))
    where = choice(_("Post it in"), _channels(channel), block=ROOM)
    return dialog(
        _("Agenda"),
        [*blocks, where],
        name=POSTED,
        submit=_("Post the agenda"),
        close=_("Close"),
        data=data,
    )


def notes(text: str, *, data: str, above: Sequence[Block] = ()) -> Block:
    """Return the dialog for the minutes."""
    hint = _(
        "Lines such as “- Lee: call the school by friday” become action items that you look at "
        "next. No names of people you serve."
    )
    return dialog(
        _("Minutes"),
        [
            *above,
            choice(_("What was said and settled"), entry(text, lines=True), block=NOTES, hint=hint),
        ],
        name=WRITTEN,
        submit=_("Save"),
        close=_("Cancel"),
        data=data,
    )


def drafts(items: Sequence[tuple[Drafted, str]], left: Sequence[str], *, data: str) -> Block:
    """Return the dialog of what was read as action items; each with its Slack user, or ""."""
    shown = items[:DRAFTS]
    found = ngettext("{n} action item was found.", "{n} action items were found.", len(shown))
    said = [_("The minutes are saved. {found}").format(found=found.format(n=len(shown)))]
    if len(items) > len(shown):
        said.append(_("More were found than fit here; add those with `/coalition actions add`."))
    if shown:
        said.append(
            _("Every member can read action items. Leave out the names of people you serve.")
        )
    fields = [block for at, (item, user) in enumerate(shown) for block in _draft(at, item, user)]
    return dialog(
        _("Action items"),
        [section(" ".join(said)), *fields, *_left(left)],
        name=KEPT if shown else "",
        submit=_("Keep these") if shown else "",
        close=_("Close"),
        data=data,
    )


def _draft(at: int, item: Drafted, user: str) -> list[Block]:
    said = f"{item.owner_words}: {item.text}" if item.owner_words and not user else item.text
    label = _("{n}. Empty it to leave it out").format(n=at + 1)
    return [
        choice(label, entry(said, most=500), block=f"{TEXT}_{at}", optional=True),
        choice(_("Who does it"), someone(user), block=f"{OWNER}_{at}", optional=True),
        choice(_("By when"), day(item.due), block=f"{DUE}_{at}", optional=True),
    ]


def _left(left: Sequence[str]) -> list[Block]:
    if not left:
        return []
    said = ngettext(
        "{n} line stays in the minutes as it is:", "{n} lines stay in the minutes as they are:",
        len(left),
    ).format(n=len(left))  # fmt: skip
    listed = "\n".join(f"• {escape(one)}" for one in left[:LINES])
    return [context(f"{said}\n{listed}")]


def _kind(kind: Kind, data: str) -> list[Block]:
    # The choice carries what the dialog carries, which a pressed menu does not tell otherwise.
    options = [option(_(one.name), f"{one.kind.value}|{data}") for one in kinds()]
    chosen = next(one for one in options if one["value"].startswith(f"{kind.value}|"))
    picker = menu(options, chosen=chosen) | {"action_id": CHOSEN}
    usual = of(kind)
    length = f"{usual.shortest}–{usual.longest}"
    if usual.shortest == usual.longest:
        length = str(usual.shortest)
    said = _("Usually {length} minutes, {rhythm}. {who}").format(
        length=length, rhythm=_(usual.rhythm), who=_(usual.who)
    )
    beside = section(f"*{_('Kind of meeting')}*", beside=picker)
    return [beside | {"block_id": KIND}, context(said)]


def _fields(
    kind: Kind,
    *,
    meeting: Meeting | None = None,
    zone: ZoneInfo | None = None,
) -> list[Block]:
    usual = of(kind)
    local = meeting.start.astimezone(zone) if meeting else None
    title, minutes, where, channel = ("", "", "", "")
    if meeting is not None:
        title, minutes, where = meeting.title, str(meeting.minutes), meeting.where
        channel = meeting.channel
    return [
        choice(
            _("Title"),
            entry(title, most=150, hint=_(usual.name)),
            block=TITLE,
            optional=True,
        ),
        choice(_("Day"), day(local.date() if local else None), block=DAY),
        choice(_("Time"), _clock(local), block=TIME),
        choice(
            _("Minutes it takes"),
            entry(minutes, most=3, hint=str(usual.shortest)),
            block=MINUTES,
            optional=True,
        ),
        choice(_("Place or link"), entry(where, most=300), block=WHERE, optional=True),
        choice(
            _("Channel"),
            _channels(channel),
            block=CHANNEL,
            optional=True,
            hint=_("Its agenda and reminders go there, once everybody in it may see them."),
        ),
    ]


def _clock(local: datetime | None) -> Block:
    picker: Block = {"type": "timepicker"}
    return picker | ({"initial_time": f"{local:%H:%M}"} if local else {})


def _channels(chosen: str) -> Block:
    picker: Block = {
        "type": "conversations_select",
        "placeholder": plain(_("Choose a channel")),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return picker | ({"initial_conversation": chosen} if chosen else {})


_CHANGED = {
    "kind": "Kind",
    "title": "Title",
    "start": "When",
    "minutes": "Minutes it takes",
    "location": "Place or link",
    "channel": "Channel",
    "notes": "Minutes",
    "cancelled": "Called off",
}


def _shown(field: str, after: Any, zone: ZoneInfo) -> str:
    if field == "start":
        return moment_of(datetime.fromisoformat(after).astimezone(zone))
    if field == "kind":
        return _(of(Kind(after)).name)
    if field == "cancelled":
        return _("yes") if after else _("no")
    if field == "channel" and after:
        return f"<#{after}>"
    return escape(str(after)) or _("empty")
