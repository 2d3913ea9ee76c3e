"""What is read out to 911 where an event is: asked of those on its plan, shown to nobody else."""

from handlers import views
from handlers.blocks import Block, choice, context, dialog, entry, escape, section
from handlers.events import reading, view
from handlers.events.request import Spot
from handlers.events.seen import Seen
from handlers.surface import Call
from handlers.toolbox import Toolbox
from knowledge.access import Member
from knowledge.editing import ChangedMeanwhileError
from knowledge.words import _
from storage import events

ADDRESSED, FIELD = "events.addressed", "event_address"
#: As much as an emergency page has room for. [letters]
MOST = 100


def on_address(call: Call) -> None:
    """Ask for the address."""
    spot = Spot.unpacked(call.text)
    seen = reading.read(call.tools, call.member, spot.event)
    _check(seen)
    views.show(call, form(seen, spot, seen.event.address), inside=spot.inside)


def on_addressed(call: Call) -> None:
    """Keep the address, unless somebody else wrote one meanwhile."""
    spot, words = Spot.unpacked(call.text), str(call.state.get(FIELD) or "")
    try:
        keep(call.tools, call.member, spot.event, words=words, version=spot.version)
    except ChangedMeanwhileError:
        seen = reading.read(call.tools, call.member, spot.event)
        views.replace(call, form(seen, spot, words, theirs=seen.event.address))
        return
    seen = reading.read(call.tools, call.member, spot.event)
    views.replace(call, view.shown(seen, spot, note=_("Kept. It stands on the emergency pages.")))


def keep(tools: Toolbox, member: Member, event: int, *, words: str, version: int) -> None:
    """Set what is read out to 911; nothing takes it away.

    Raises
    ------
    RefusedError
        When they are not named on the plan.
    ChangedMeanwhileError
        When somebody wrote another one since that version of the event.
    """
    with tools.begin() as session:
        seen = reading.seen(session, tools, member, event)
        _check(seen)
        events.edit(
            session,
            workspace=member.workspace,
            event=event,
            wanted={"address": " ".join(words.split())[:MOST]},
            version=version,
            by=member.person,
            now=tools.now(),
        )


def form(seen: Seen, spot: Spot, words: str, *, theirs: str = "") -> Block:
    """Return the form of the address, with what another wrote meanwhile."""
    told = _("Somebody wrote meanwhile: *{address}*. Save again to put yours in its place.")
    field = choice(
        _("What do you read out to 911?"),
        entry(words, most=MOST, hint=_("2800 Kensington Ave, gate on Somerset St")),
        block=FIELD,
        optional=bool(seen.event.address),
        hint=_("Street and number or the nearest corner, the gate, the floor."),
    )
    blocks = [
        *([section(told.format(address=escape(theirs)))] if theirs else []),
        field,
        context(_("It stands on the emergency pages, for those named on the plan alone.")),
    ]
    return dialog(
        _("Address for 911"),
        blocks,
        name=ADDRESSED,
        submit=_("Save"),
        close=_("Not now"),
        data=spot.at(version=seen.event.version).packed(),
    )


def _check(seen: Seen) -> None:
    if not seen.named:
        raise reading.not_named()
