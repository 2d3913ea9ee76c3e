"""What a snapshot says: the same facts in blocks and in the text beside them."""

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
from handlers.maps.words import alt_text, counts, credits_of
from handlers.rooms import Room
from knowledge.hotspots.ranking import HOW_IT_RANKS
from knowledge.hotspots.snapshot import PlaceCount, Snapshot
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
        The id of the uploaded map; where there is none, a sentence with markup that says why.
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
    """Return the line that leads to the answer; ``link`` is "" where Slack did not give one."""
    said = escape(reading)
    if not link:
        return Message(_("{reading} is in your messages with me.").format(reading=said))
    words = _("{reading} is in your messages with me: <{link}|open it>.")
    return Message(words.format(reading=said, link=link))


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
    if len(offered) == 1:
        asked = _("I am not sure of that place. Is it this one?")
    return Message(f"{asked} {names}", [section(asked), actions(*offered)])


def table(snapshot: Snapshot) -> list[Block]:
    """Return the numbers as lines of text, for a dialog, with all that the answer says."""
    places = ["\n".join(_place_lines(place)) for place in snapshot.every_place]
    compared = [f"• {escape(one.sentence)}" for one in snapshot.comparisons]
    parts = [
        *_synthetic(snapshot),
        f"*{escape(snapshot.reading.label())}*\n{escape(_totals(snapshot))}",
        escape(snapshot.why_moved),
        "\n".join(compared),
        "\n\n".join(places) or _("No place had any in this window."),
        escape(snapshot.how_well.sentence),
    ]
    unknown = [_("*What is not known*"), *(escape(caveat) for caveat in snapshot.caveats)]
    small = ["\n".join(unknown), escape(_thanks(snapshot))]
    return [
        *(section(part) for part in parts if part),
        *(context(part) for part in small if part),
    ]


def how_to_read() -> list[Block]:
    """Return how the map is made and what it cannot say, for a dialog."""
    paragraphs = (
        _("*Color* is the long run: places that have carried the most over years. {how}").format(
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
    totals = f"*{escape(_totals(snapshot))}*"
    said = [line for line in (totals, escape(snapshot.why_moved), missing) if line]
    compared = [escape(one.sentence) for one in snapshot.comparisons]
    unknown = [escape(caveat) for caveat in snapshot.caveats]
    last = escape(_thanks(snapshot))
    well = escape(snapshot.how_well.sentence)
    blocks = [
        header(title),
        *(context(line) for line in _synthetic(snapshot)),
        section("\n".join(said)),
        *([image(picture, alt=alt_text(snapshot))] if picture else []),
        section("\n".join(compared)),
        *_place_blocks(snapshot),
        section(well),
        context("\n".join([_("*What is not known*"), *unknown])),
        context(last),
    ]
    places = "\n".join(_words(block) for block in _place_blocks(snapshot))
    lines = [*_synthetic(snapshot), escape(title), *said, *compared, places, well, *unknown, last]
    return Message("\n".join(line.replace("*", "") for line in lines if line), blocks)


def _words(block: Block) -> str:
    texts = [block["text"]] if "text" in block else block["elements"]
    return "\n".join(text["text"] for text in texts)


def _place_blocks(snapshot: Snapshot) -> list[Block]:
    """Return one large line for each place and small ones below it; the same "when" once.

    Of the one place that was asked for the totals and comparisons have said the rest.
    """
    whens = {place.when for place in snapshot.places}
    if snapshot.reading.place is not None and len(snapshot.places) == 1:
        return [section(escape(_capital(when)) + ".") for when in whens if when]
    if not snapshot.places:
        return []
    same = whens.pop() if len(whens) == 1 and len(snapshot.places) > 1 else None
    blocks = [section(_("*Places that have carried the most in this window*"))]
    for place in snapshot.places:
        line, *details = _place_lines(place if same is None else place.when_is(None))
        blocks.append(section(line))
        if details:
            blocks.append(context("\n".join(details)))
    if same:
        blocks.append(context(_("All of these places: {when}.").format(when=escape(same))))
    return blocks


def _place_lines(place: PlaceCount) -> list[str]:
    """Return a place's name and count, then how that changed and when, a line each."""
    count = ngettext("{n} incident", "{n} incidents", place.incidents).format(n=place.incidents)
    details = (place.change, _capital(place.when or ""))
    return [f"*{escape(place.name)}* · {count}", *(escape(one) for one in details if one)]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _synthetic(snapshot: Snapshot) -> list[str]:
    return [_("SYNTHETIC – a made-up city, to try things in.")] if snapshot.synthetic else []


def _totals(snapshot: Snapshot) -> str:
    return " · ".join(counts(snapshot))


def _thanks(snapshot: Snapshot) -> str:
    return " · ".join(credits_of(snapshot))


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
    said = words.format(n=room.people, room=room.name)
    return f"{said} ({room.limited})" if room.limited else said


def share_question(room: Room) -> Block:
    """Return the question that is asked before something goes to a channel."""
    return confirm(_("Share it?"), who_sees(room), yes=_("Share"), no=_("Not now"))


def who_sees(room: Room) -> str:
    """Say who is in a channel, as far as that is known."""
    words = ngettext(
        "{who} is in #{room} and will see the map and numbers, as will whoever joins later.",
        "{who} are in #{room} and will see the map and numbers, as will whoever joins later.",
        room.people,
    )
    said = words.format(who=room.subject, room=room.name)
    if room.shared:
        said += " " + _("Some of them are from another organization.")
    return said


def shared_in(room: Room, link: str) -> Message:
    """Say where it was shared; ``link`` is "" where Slack did not give one."""
    if not link:
        return Message(_("Shared in <#{room}>.").format(room=room.id))
    return Message(_("Shared in <#{room}>: <{link}|see it>.").format(room=room.id, link=link))


def shared_already(room: Room) -> Message:
    """Say that the same button was pressed a moment ago, and how to share again all the same."""
    words = _(
        "You shared this in <#{room}> a few minutes ago, so I did not post it twice. If it is "
        "not there, press Share again in ten minutes."
    )
    return Message(words.format(room=room.id))


def perhaps_shared(room: Room) -> Message:
    """Say that Slack did not answer a post, which it may have taken."""
    words = _("Slack did not answer, so look in <#{room}> whether it is there before you share it.")
    return Message(words.format(room=room.id))
