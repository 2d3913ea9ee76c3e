"""The screen before an event is opened or closed: who sees it now, and who would see it then."""

from handlers.blocks import Block, Message, actions, button, confirm, context, discreet, section
from handlers.readiness import message
from handlers.readiness.message import line
from handlers.readiness.opening import Look
from knowledge.events.kinds import EventRole
from knowledge.events.visibility import Stage, who_sees
from knowledge.words import _

STEP, YES, NAME = "readiness.step", "readiness.yes", "readiness.name"


def screen(of: Look) -> Message:
    """Return who sees an event, and the steps that this person can take."""
    event = of.standing.event
    blocks = [
        section(line(event, of.standing.zone)),
        section(f"{_now(event.stage)} {who_sees(event.stage)}"),
        *_family(of),
        *_steps(of),
    ]
    return discreet(blocks)


def opened(of: Look) -> Message:
    """Return what became of it, with the way back."""
    event = of.standing.event
    told = _("Done. {who}").format(who=who_sees(event.stage))
    blocks = [section(line(event, of.standing.zone)), section(told)]
    if event.stage is Stage.CLOSED:
        blocks.append(context(_kept_by_others()))
    return discreet([*blocks, *_steps(of)])


def _steps(of: Look) -> list[Block]:
    if EventRole.EVENT_LEAD not in of.standing.roles:
        return [context(_("Only the event lead opens or closes it."))]
    stages = tuple(Stage)
    at = stages.index(of.standing.event.stage)
    buttons = [_open(of, one) for one in stages[at + 1 : at + 2]]
    buttons += [_close(of, one) for one in reversed(stages[:at])]
    after = stages[at + 1 : at + 2]
    told = [section(_("Next step: {who}").format(who=_audience(of, one))) for one in after]
    return [*told, actions(*buttons)]


def _open(of: Look, stage: Stage) -> Block:
    words = {
        Stage.MEMBERS: _("Open to members"),
        Stage.PUBLIC: _("Open to everybody"),
    }
    asked = confirm(
        _("Who will see it"),
        f"{_audience(of, stage)} {_warning(of)}".strip(),
        yes=_("Open it"),
        no=_("Go back"),
    )
    value = f"{of.standing.event.id}:{stage.value}"
    return button(words[stage], action=f"{STEP}:{stage.value}", value=value, confirm=asked)


def _close(of: Look, stage: Stage) -> Block:
    words = {Stage.CLOSED: _("Close it again"), Stage.MEMBERS: _("Members only again")}
    asked = confirm(
        _("Close it again?"),
        f"{who_sees(stage)} {_kept_by_others()}",
        yes=_("Close it"),
        no=_("Go back"),
    )
    value = f"{of.standing.event.id}:{stage.value}"
    return button(words[stage], action=f"{STEP}:{stage.value}", value=value, confirm=asked)


def _audience(of: Look, stage: Stage) -> str:
    if stage is not Stage.MEMBERS:
        return who_sees(stage)
    return _("{who} That is {people} now.").format(who=who_sees(stage), people=of.members.words)


def _warning(of: Look) -> str:
    event = of.standing.event
    if event.type.mourning and not event.family_yes:
        return _("The family has not said yes yet.")
    return ""


def _family(of: Look) -> list[Block]:
    event, roles = of.standing.event, of.standing.roles
    if not event.type.mourning:
        return []
    said = _("The family said yes.") if event.family_yes else _("The family has not said yes yet.")
    blocks: list[Block] = [section(said)]
    if EventRole.FAMILY_LIAISON in roles:
        blocks.append(actions(_yes(of), *message.quiet(of.standing)))
    elif not event.family_yes:
        blocks.append(context(_("Only the family liaison ticks that; until then no name is kept.")))
    if EventRole.FAMILY_LIAISON in roles or of.standing.leads:
        keep = button(_("In memory of…"), action=NAME, value=str(event.id))
        blocks.append(actions(keep))
    return blocks


def _yes(of: Look) -> Block:
    event = of.standing.event
    if not event.family_yes:
        words, value = _("The family said yes"), f"{event.id}:yes"
        return button(words, action=f"{YES}:yes", value=value, primary=True)
    asked = confirm(
        _("Take it back?"),
        _("The name that is kept here is deleted with it."),
        yes=_("Take it back"),
        no=_("Go back"),
    )
    words, value = _("They take it back"), f"{event.id}:no"
    return button(words, action=f"{YES}:no", value=value, confirm=asked)


def _now(stage: Stage) -> str:
    return {
        Stage.CLOSED: _("*Closed.*"),
        Stage.MEMBERS: _("*Open to members.*"),
        Stage.PUBLIC: _("*Open to everybody.*"),
    }[stage]


def _kept_by_others() -> str:
    return _("What people have read, copied or put in their calendar cannot be taken back.")
