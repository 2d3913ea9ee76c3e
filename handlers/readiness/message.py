"""The planning level, the conflict check and what follows from them, as messages.

All are discreet: a lock screen shows neither a conflict nor a closed event.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    discreet,
    escape,
    header,
    mention,
    section,
)
from handlers.events import level as reasons
from handlers.pause import message as pause
from knowledge.events import risk_words, titles
from knowledge.events.conflict import Conflict, said
from knowledge.events.event import Event, Hand
from knowledge.events.kinds import EventRole
from knowledge.events.visibility import View
from knowledge.moments import moment_of
from knowledge.words import _
from storage.events.conflicts import Answered

if TYPE_CHECKING:
    from handlers.readiness.checking import Reaction
    from handlers.readiness.service import Standing

LEVEL, CONFLICT, OPEN = "readiness.level", "readiness.conflict", "readiness.open"
BIND, CHANGE, CANCEL = "readiness.bind", "readiness.change", "readiness.cancel"
ASK, ANSWER, HISTORY = "readiness.ask", "readiness.answer", "readiness.history"
CALL = "readiness.call"
#: The most answers of outreach that are listed.
_MOST = 20


def name(event: Event) -> str:
    """Return what people call an event, escaped."""
    return escape(event.title or titles.kind(event.type))


def when(event: Event, zone: ZoneInfo) -> str:
    """Return when an event starts."""
    return moment_of(event.start.astimezone(zone))


def line(event: Event, zone: ZoneInfo) -> str:
    """Return an event in a line: what, when and where."""
    place = f" · {escape(event.profile.place)}" if event.profile.place else ""
    return f"*{name(event)}* · {when(event, zone)}{place}"


def which(found: Iterable[Event], zone: ZoneInfo, *, action: str) -> Message:
    """Ask which event is meant."""
    listed = list(found)
    if not listed:
        return discreet([section(_("You are on no coming plan. `/event new` begins one."))])
    rows = [
        section(line(one, zone), beside=button(_("This one"), action=action, value=str(one.id)))
        for one in listed
    ]
    return discreet([section(_("Which event?")), *rows], waiting=len(rows))


def level(found: "Standing") -> Message:
    """Return the level with its reasons, its data date and what it is not."""
    named = section(line(found.event, found.zone))
    ways = [actions(*_level_buttons(found))] if found.view >= View.PLAN else []
    title = header(risk_words.level(found.shown.tier))
    return discreet([title, named, *reasons.blocks(found.shown), *ways])


def check(found: "Standing") -> Message:
    """Return how the conflict check stands, with what this person can do."""
    blocks = [section(line(found.event, found.zone)), section(reasons.conflict(found.shown))]
    buttons = _check_buttons(found)
    blocks += [actions(*buttons)] if buttons else []
    return discreet([*blocks, context(_kept_close())])


def asked(event: Event, zone: ZoneInfo) -> Message:
    """Ask outreach for the level."""
    return discreet(
        [
            section(_("*Conflict check.* Could this gathering bring, or be hit by, a conflict?")),
            section(line(event, zone)),
            context(_("Only the level, please: no names, no groups, nothing about who said so.")),
            *_answers(event),
            context(_kept_close()),
        ]
    )


def sent(users: Sequence[str]) -> Message:
    """Say who was asked."""
    people = ", ".join(f"<@{one}>" for one in users)
    return discreet([section(_("Asked: {people}.").format(people=people))])


def answered(of: "Reaction") -> Message:
    """Return what outreach answered, to whoever did."""
    found = of.standing
    blocks = [
        section(_("Kept: *{level}*").format(level=said(of.level))),
        section(line(found.event, found.zone)),
    ]
    if of.level is Conflict.CREDIBLE:
        blocks += _steps(found.event, of.callers)
    blocks.append(section(_("Something changed? Answer again.")))
    return discreet([*blocks, *_answers(found.event), context(_kept_close())])


def past(found: "Standing", answers: Sequence[Answered]) -> Message:
    """Return what was answered, the newest first."""
    lines = "\n".join(
        f"• {moment_of(one.at.astimezone(found.zone))} · {said(one.level)} · "
        f"{mention(found.people, one.by)}"
        for one in answers[:_MOST]
    )
    return discreet(
        [
            section(line(found.event, found.zone)),
            section(lines or _("Nobody has answered yet.")),
            context(_("That you looked is on the audit of outreach.")),
        ]
    )


def threat(event: Event, by: str, zone: ZoneInfo, callers: Sequence[str]) -> Message:
    """Tell a lead that outreach holds a threat to be credible, and what to do now."""
    told = _("Outreach (<@{by}>) holds a specific threat to this event to be credible.")
    return discreet(
        [section(told.format(by=by)), section(line(event, zone)), *_steps(event, callers)]
    )


def call_me(event: Event, by: str, zone: ZoneInfo) -> Message:
    """Ask a liaison to call somebody; why, they say themselves."""
    told = _("Please call <@{by}> now: it is about keeping people safe here.")
    return discreet([section(told.format(by=by)), section(line(event, zone)), section(_911())])


def passed_on(users: Sequence[str]) -> Message:
    """Say who was asked to call."""
    if not users:
        return discreet([section(_("No liaison to the police is on the plan. Call them, or 911."))])
    people = ", ".join(f"<@{one}>" for one in users)
    told = _("I asked {people} to call you, and said nothing else. Do not wait for it: call.")
    return discreet([section(told.format(people=people)), section(_911())])


def moved(event: Event, lines: Sequence[str], zone: ZoneInfo) -> Message:
    """Tell a lead what moved the level."""
    see = button(_("See why"), action=LEVEL, value=str(event.id))
    return discreet(
        [
            section(line(event, zone)),
            section("\n".join(f"• {escape(one)}" for one in lines)),
            actions(see),
            context(risk_words.aid()),
        ]
    )


def changed(event: Event, lines: Sequence[str], zone: ZoneInfo, hands: Sequence[Hand]) -> Message:
    """Tell somebody who has a part in it what became of an event."""
    roles = ", ".join(sorted({_role(one) for one in hands}))
    blocks = [section(line(event, zone)), section("\n".join(f"• {one}" for one in lines))]
    blocks += [context(_("You are: {roles}.").format(roles=roles))] if roles else []
    return discreet(blocks)


def plain(text: str) -> Message:
    """Say a sentence that is escaped already."""
    return discreet([section(text)])


def _role(hand: Hand) -> str:
    named = {one.value: titles.role(one) for one in EventRole}
    return named.get(hand.role, _("Helper"))


def _answers(event: Event) -> list[Block]:
    buttons = [
        button(
            said(one),
            action=f"{ANSWER}:{one.value}",
            value=f"{event.id}:{one.value}",
            danger=one is Conflict.CREDIBLE,
            confirm=_sure() if one is Conflict.CREDIBLE else None,
        )
        for one in Conflict
    ]
    return [actions(*buttons[:3]), actions(*buttons[3:])]


def _sure() -> Block:
    return confirm(
        _("Credible threat?"),
        _(
            "Danger now: call 911 first. I tell the event lead and the safety lead at once; "
            "I never tell the police."
        ),
        yes=_("Tell them"),
        no=_("Go back"),
    )


def _steps(event: Event, callers: Sequence[str]) -> list[Block]:
    people = ", ".join(f"<@{one}>" for one in callers)
    by_voice = _("Speak with, by voice: {people}. No names of people in conflict here.")
    call = button(
        _("Ask police liaison to call me"),
        action=CALL,
        value=str(event.id),
        confirm=confirm(
            _("Ask them to call?"),
            _("They read only that you ask for a call about this event, now."),
            yes=_("Ask"),
            no=_("Go back"),
        ),
    )
    blocks = [section(_911()), section(risk_words.threat())]
    blocks += [section(by_voice.format(people=people))] if people else []
    return [*blocks, actions(call)]


def _911() -> str:
    return _("Danger now? <tel:911|Call 911>.")


def _level_buttons(found: "Standing") -> list[Block]:
    event = str(found.event.id)
    first = button(_("Conflict check"), action=CONFLICT, value=event)
    return [first, button(_("Who sees this event"), action=OPEN, value=event), *quiet(found)]


def quiet(found: "Standing") -> list[Block]:
    """Offer the family liaison, where people mourn, to pause what is posted by itself."""
    theirs = EventRole.FAMILY_LIAISON in found.roles and found.event.type.mourning
    return [pause.begin()] if theirs else []


def _check_buttons(found: "Standing") -> list[Block]:
    event, buttons = str(found.event.id), []
    if found.leads:
        buttons.append(button(_("Ask outreach"), action=ASK, value=event, primary=True))
    if found.inside:
        buttons.append(button(_("What was answered"), action=HISTORY, value=event))
    return buttons


def _kept_close() -> str:
    return _(
        "Outreach, the event lead and the safety lead see the level, unless they have "
        "law-enforcement duties. Everybody else reads only whether it was checked, and when."
    )
