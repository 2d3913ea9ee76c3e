"""What a snapshot says: the same facts in blocks and in the text beside them."""

from collections.abc import Iterator, Sequence

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    escape,
    header,
    image,
    section,
)
from handlers.hotspots.request import SnapshotRequest, UnsurePlaceError
from handlers.maps import alt_text
from handlers.rooms import Room
from knowledge.hotspots.ranking import HOW_IT_RANKS
from knowledge.hotspots.snapshot import PlaceCount, Snapshot
from knowledge.windows import spell
from knowledge.words import _, ngettext

SHARE = "hotspots.share"
CHANGE = "hotspots.change"
TABLE = "hotspots.table"
READ = "hotspots.read"
PICK = "hotspots.pick"
ELSEWHERE = "hotspots.elsewhere"


def answer(
    snapshot: Snapshot,
    request: SnapshotRequest,
    *,
    picture: str | None,
    missing: str = "",
    room: Room | None = None,
) -> Message:
    """Return a snapshot for whoever asked, with its buttons.

    Parameters
    ----------
    picture, missing
        The id of the uploaded map; where there is none, a sentence that says why.
    room
        Where it was asked, so that it can be shared there.
    """
    told = _told(snapshot, picture, missing)
    return Message(told.text, [*told.blocks, _buttons(request, room)])


def shared(snapshot: Snapshot, *, picture: str | None, missing: str, by: str) -> Message:
    """Return a snapshot for a channel: the same without buttons, and who shared it."""
    told = _told(snapshot, picture, missing)
    credit = _("Shared by <@{person}>. Ask for your own with `/hotspots`.").format(person=by)
    return Message(f"{credit}\n{told.text}", [*told.blocks, context(credit)])


def drawing(request: SnapshotRequest, *, direct: bool) -> Message:
    """Return what is said at once: how the question was read, and where the answer will be."""
    reading = escape(request.label())
    if direct:
        return Message(_("Drawing {reading}.").format(reading=reading))
    return Message(
        _("Drawing {reading}. It will be in your messages with me.").format(reading=reading)
    )


def pointer(reading: str, link: str) -> Message:
    """Return the line that leads from where it was asked to the answer."""
    words = _("{reading} is in your messages with me: <{link}|open it>.")
    return Message(words.format(reading=escape(reading), link=link))


def unsure(error: UnsurePlaceError, *, channel: str) -> Message:
    """Return the question which place is meant, with one button for each."""
    names = ", ".join(escape(name) for _id, name in error.candidates)
    offered = [
        button(
            name,
            action=f"{PICK}:{at}",
            value=error.request.at((place, name)).packed(channel=channel),
        )
        for at, (place, name) in enumerate(error.candidates)
    ]
    asked = escape(str(error))
    return Message(f"{asked} {names}", [section(asked), actions(*offered)])


def table(snapshot: Snapshot) -> list[Block]:
    """Return the numbers as lines of text, for a dialog."""
    lines = [f"• {line}" for line in _place_lines(snapshot.every_place)]
    compared = [f"• {escape(one.sentence)}" for one in snapshot.comparisons]
    parts = [
        *_synthetic(snapshot),
        f"*{escape(snapshot.reading.label())}*\n{escape(_totals(snapshot))}",
        "\n".join(lines) or _("No place had any in this window."),
        "\n".join(compared),
        escape(_dated(snapshot)),
    ]
    return [section(part) for part in parts if part]


def how_to_read() -> list[Block]:
    """Return how the map is made and what it cannot say, for a dialog."""
    paragraphs = (
        _("*Colour* is the long run: places that have carried the most over years. {how}").format(
            how=escape(HOW_IT_RANKS)
        ),
        _(
            "*Circles* are this window's incidents, in bands (1–2, 3–5, 6–9, 10 and more), never "
            "exact counts of a block."
        ),
        _(
            "*A change* is told with how often chance alone brings one like it. If that is "
            "one time in three, it says little. Percentages are left out under 10 incidents."
        ),
        _(
            "*It is about places, never people.* A mark says where something happened, not who "
            "lives there, and not what will happen: most of the next shootings fall elsewhere."
        ),
        _(
            "*It is late and incomplete.* Reports take days to arrive, and some shootings are "
            "never reported. Ask people who live there before you plan anything."
        ),
    )
    return [section(paragraph) for paragraph in paragraphs]


def _told(snapshot: Snapshot, picture: str | None, missing: str) -> Message:
    title = snapshot.reading.label()
    said = [escape(line) for line in (_totals(snapshot), snapshot.why_moved, missing) if line]
    places = [f"• {line}" for line in _place_lines(snapshot.places)]
    after = [
        *([_("*Places that have carried the most in this window*"), *places] if places else []),
    ]
    compared = [escape(one.sentence) for one in snapshot.comparisons]
    unknown = [escape(caveat) for caveat in snapshot.caveats]
    last = escape(_thanks(snapshot))
    well = escape(snapshot.how_well.sentence)
    blocks = [
        header(title),
        *(context(line) for line in _synthetic(snapshot)),
        section("\n".join([f"*{said[0]}*", *said[1:]])),
        *([image(picture, alt=alt_text(snapshot))] if picture else []),
        section("\n".join(compared)),
        section("\n".join(after)),
        section(well),
        context("\n".join([_("*What is not known*"), *unknown])),
        context(last),
    ]
    lines = [*_synthetic(snapshot), escape(title), *said, *compared, *after, well, *unknown, last]
    return Message("\n".join(line.replace("*", "") for line in lines if line), blocks)


def _synthetic(snapshot: Snapshot) -> list[str]:
    return [_("SYNTHETIC – a made-up city, to try things in.")] if snapshot.synthetic else []


def _totals(snapshot: Snapshot) -> str:
    totals = snapshot.totals
    incidents = ngettext("{n} incident", "{n} incidents", totals.incidents)
    shot = ngettext("{n} person shot", "{n} people shot", totals.victims)
    said = [incidents.format(n=totals.incidents), shot.format(n=totals.victims)]
    if totals.fatal is not None:
        killed = ngettext("{n} person killed", "{n} people killed", totals.fatal)
        said.append(killed.format(n=totals.fatal))
    return " · ".join(said)


def _place_lines(places: Sequence[PlaceCount]) -> Iterator[str]:
    for place in places:
        yield f"*{escape(place.name)}*: {escape(_counted(place))}"


def _counted(place: PlaceCount) -> str:
    count = ngettext("{n} incident", "{n} incidents", place.incidents).format(n=place.incidents)
    change = f" ({place.change})" if place.change else ""
    return f"{count}{change}" + (f", {place.when}" if place.when else "")


def _dated(snapshot: Snapshot) -> str:
    if snapshot.through is None:
        return _("No data yet")
    return _("Data complete through {day}").format(day=spell(snapshot.through))


def _thanks(snapshot: Snapshot) -> str:
    named = (source.attribution or source.title for source in snapshot.sources)
    return " · ".join(dict.fromkeys(name for name in named if name))


def _buttons(request: SnapshotRequest, room: Room | None) -> Block:
    value = request.packed(channel=room.id if room else "")
    share = button(_("Share to a channel…"), action=ELSEWHERE, value=value)
    if room is not None:
        share = button(_share_label(room), action=SHARE, value=value, confirm=share_question(room))
    return actions(
        share,
        button(_("Change"), action=CHANGE, value=value),
        button(_("Table"), action=TABLE, value=value),
        button(_("How to read this"), action=READ, value=value),
    )


def _share_label(room: Room) -> str:
    words = ngettext(
        "Share with {n} person in #{room}", "Share with {n} people in #{room}", room.people
    )
    return words.format(n=room.people, room=room.name)


def share_question(room: Room) -> Block:
    """Return the question that is asked before something goes to a channel."""
    return confirm(_("Share it?"), who_sees(room), yes=_("Share"), no=_("Not now"))


def who_sees(room: Room) -> str:
    """Say who is in a channel, as far as that is known."""
    words = ngettext(
        "{n} person is in #{room} and will see the map and numbers, as will whoever joins later.",
        "{n} people are in #{room} and will see the map and numbers, as will whoever joins later.",
        room.people,
    )
    said = words.format(n=room.people, room=room.name)
    if room.shared:
        said += " " + _("Some of them are from another organisation.")
    return said


def invitation(room: Room | None) -> str:
    """Say that the bot is not in a channel, and how to bring it there."""
    if room is None:
        return _("I cannot see that channel. Type `/invite @` and my name there, then share again.")
    words = _("I am not in #{room}. Type `/invite @` and my name there, then share again.")
    return words.format(room=room.name)
