"""The dialogs after an event: few questions, each of which may stay empty."""

from handlers.aftermath.request import After
from handlers.aftermath.service import Known
from handlers.blocks import (
    Block,
    boxes,
    choice,
    context,
    dialog,
    entry,
    escape,
    menu,
    option,
    radio,
    section,
)
from handlers.limits import clip
from knowledge.events import titles
from knowledge.events.day import EntryKind
from knowledge.events.kinds import EventRole, Phase
from knowledge.words import _

DEBRIEFED, REVIEWED, FIXED = "after.debriefed", "after.reviewed", "after.fixed"
WELL, BADLY, CHANGE, HURT = "well", "badly", "change", "hurt"
TEXT, WHY, PHASE, ROLE, CRITICAL, WHERE, REPLACES = (
    "text", "why", "phase", "role", "critical", "where", "replaces",
)  # fmt: skip
EVERYWHERE, YES = "everywhere", "yes"
_MOST, _LINE = 1_500, 200


def debrief(press: After) -> Block:
    """Ask three short questions."""
    fields = [
        _words(_("What went well?"), WELL),
        _words(_("What did not?"), BADLY),
        choice(
            _("How many people were hurt?"), entry(most=6), block=HURT, optional=True,
            hint=_("A number, and nothing of who."),
        ),
    ]  # fmt: skip
    return _asked(_("Debrief"), fields, DEBRIEFED, press)


def review(press: After, known: Known) -> Block:
    """Ask what was learned, beside what the day's log counted."""
    fields = [
        section(_counted(known)),
        _words(_("What was planned and worked?"), WELL),
        _words(_("What was different from the plan?"), BADLY),
        _words(_("What do we change, who does it, by when?"), CHANGE),
    ]
    return _asked(_("After-action review"), fields, REVIEWED, press)


def fix(press: After, known: Known) -> Block:
    """Ask for an item, new or in place of another."""
    phases = [option(titles.phase(one), one.value) for one in Phase]
    roles = [option(titles.role(one), one.value) for one in EventRole]
    items = [option(clip(f"{one.id} {one.text}", 75), one.id) for one in known.items[:100]]
    wheres = [
        option(_("Events like this one"), "same"),
        option(_("Every event"), EVERYWHERE),
    ]
    fields = [
        section(
            _(
                "A coordinator reads it and decides. They are not told which event it comes from, "
                "only which kind."
            )
        ),
        choice(_("What is to be done?"), entry(most=_LINE), block=TEXT),
        choice(_("Why?"), entry(most=_LINE), block=WHY),
        choice(_("When?"), menu(phases, chosen=phases[-3]), block=PHASE),
        choice(_("Who?"), menu(roles, chosen=roles[0]), block=ROLE),
        choice(_("For which events?"), radio(wheres, chosen=wheres[0]), block=WHERE),
        choice(
            _("Is it critical?"),
            boxes([option(_("No event should go ahead without it"), YES)]),
            block=CRITICAL, optional=True,
        ),
        choice(
            _("In place of which item?"), menu(items), block=REPLACES, optional=True,
            hint=_("Leave it empty for a new one."),
        ),
    ]  # fmt: skip
    return _asked(_("Propose a fix"), fields, FIXED, press)


def _counted(known: Known) -> str:
    lines = [escape(known.event.title or titles.kind(known.event.type))]
    if known.peak is not None:
        lines.append(_("Most people counted: {n}").format(n=known.peak))
    flashes = sum(one.kind is EntryKind.FLASH for one in known.log)
    pressed = sum(one.kind is EntryKind.QUICK for one in known.log)
    lines.append(
        _("Lines pressed in the log: {n}; lightning: {flashes}").format(n=pressed, flashes=flashes)
    )
    return "\n".join(lines)


def _words(label: str, block: str) -> Block:
    hint = _("Names are taken out.")
    return choice(label, entry(lines=True, most=_MOST), block=block, optional=True, hint=hint)


def _asked(title: str, blocks: list[Block], name: str, press: After) -> Block:
    told = context(_("What may say who somebody is is not kept."))
    return dialog(
        title, [*blocks, told], name=name, submit=_("Save"), close=_("Close"), data=press.packed()
    )
