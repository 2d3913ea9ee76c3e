"""What is said of changes: the question, the answer, and how each ended."""

from collections.abc import Callable, Sequence

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    discreet,
    mention,
    section,
)
from handlers.people.naming import sector, shown
from handlers.people.told import Told
from knowledge.access import Duties, Role
from knowledge.people import words
from knowledge.people.change import WAITS_DAYS, Change, Kind, State
from knowledge.setup import guarded, owners
from knowledge.setup.owners import Owner
from knowledge.setup.questions import Question
from knowledge.words import _

CONFIRM, DECLINE = "people.confirm", "people.decline"


def ask(told: Sequence[Told]) -> Message:
    """Return the question whether some changes of one person are right."""
    lines = [put(one) for one in told]
    lead = _("This waits for your word. Does it fit what you know?")
    until = _("Without an answer it ends by itself after {days} days.").format(days=WAITS_DAYS)
    blocks = [section(lead), *map(section, lines), decisions(told), context(until)]
    return discreet(blocks, waiting=len(told))


def decisions(told: Sequence[Told]) -> Block:
    """Return the two buttons that decide some changes."""
    ids = ",".join(str(one.change.id) for one in told)
    sure = confirm(
        _("Decline it?"),
        _("Then it ends, and who asked is told. They can ask again."),
        yes=_("Decline"),
        no=_("Back"),
    )
    return actions(
        button(_("Confirm"), action=f"{CONFIRM}:{ids}", value=ids, primary=True),
        button(_("Decline"), action=f"{DECLINE}:{ids}", value=ids, confirm=sure),
    )


def describe(told: Told) -> str:
    """Return what a change would do, in a sentence or two with markup."""
    return _SAYS[told.change.kind](told)


def put(told: Told) -> str:
    """Return what a change would do, and what whoever decides it should know."""
    if told.change.kind is not Kind.DUTIES:
        return describe(told)
    advice = _("Once confirmed, an outreach role can open outreach to them. Decline it if you "
               "are not sure.")  # fmt: skip
    return f"{describe(told)} {advice}"


def confirmed(told: Told, *, why: str = "") -> str:
    """Return what somebody's word did."""
    change = told.change
    if why:
        return f"{describe(told)}\n{why}"
    if not change.open_needs:
        return _("{what}\nThat is done.").format(what=describe(told))
    waits = _waits(change)
    return _("{what}\nYour word counts. It still waits for {waits}.").format(
        what=describe(told), waits=waits
    )


def proposed(told: Told) -> str:
    """Return what becomes of a change that was just proposed."""
    if not told.change.open_needs:
        return _("{what}\nThat is done.").format(what=describe(told))
    return _("{what}\nIt waits for {waits}. I ask them now.").format(
        what=describe(told), waits=_waits(told.change)
    )


def joined(waiting: Sequence[Told], *, police: bool) -> Message:
    """Return what becomes of the answers of somebody who takes a seat."""
    texts = []
    if police:
        texts.append(
            _(
                "Thank you for saying so: it counts from now on. Outreach information stays with "
                "outreach, which protects you too. `/coalition notice` tells them of a shooting."
            )
        )
    if not waiting:
        return lines([*texts, _("That is kept. Your seat is as you said.")])
    texts.append(_("This is what you asked for; I tell you when it is confirmed."))
    texts += [
        _("{what}\nIt waits for {waits}.").format(what=describe(one), waits=_waits(one.change))
        for one in waiting
    ]
    if any(one.change.kind is Kind.SEAT and not one.change.before["partner"] for one in waiting):
        texts.append(_("Until then you can use `/hotspots`, `/find` and `/coalition help`."))
    return lines(texts)


def declined(told: Told) -> str:
    """Return what somebody is told who said no to a change."""
    return _("{what}\nThat is declined, and who asked is told.").format(what=describe(told))


def ended(state: State) -> str:
    """Return what is said to whoever comes too late."""
    return {
        State.WAITING: _("This is still waiting."),
        State.DONE: _("Somebody confirmed this already. It is done."),
        State.DECLINED: _("Somebody declined this already."),
        State.LAPSED: _("This has ended: it waited too long, or was asked anew."),
    }[state]


def not_yours(change: Change, person: str, *, unsure: bool) -> str:
    """Return why somebody's word does not count for a change that waits.

    Parameters
    ----------
    unsure
        Whether their own answer about duties is not confirmed yet.
    """
    if person in change.confirmed.values() and person != change.proposed_by:
        return _("You gave your word already. It still waits for {waits}.").format(
            waits=_waits(change)
        )
    if person in (change.subject, change.proposed_by):
        return _("You asked for this, so others confirm it: it waits for {waits}.").format(
            waits=_waits(change)
        )
    if unsure:
        return _(
            "This waits for {waits}. Your own answer about duties is not confirmed yet, so "
            "somebody else decides it."
        ).format(waits=_waits(change))
    return _("This waits for {waits}, so your word does not decide it.").format(
        waits=_waits(change)
    )


def ended_for(told: Told, state: State, *, person: str, why: str) -> Message:
    """Return what the person concerned, and who proposed it, are told at the end."""
    change = told.change
    end = {
        State.DONE: _("This is confirmed, and counts from now on."),
        State.DECLINED: _("This was declined. You can ask the coordinator about it."),
        State.LAPSED: _("Nobody confirmed this within {days} days, so it ended. "
                        "You can ask again.").format(days=WAITS_DAYS),
    }.get(state, "")  # fmt: skip
    lines = [describe(told), why or end]
    if state is State.DONE and person == change.subject:
        lines.append(_("`/coalition help` shows what you can do now."))
    return discreet([section("\n".join(lines))])


def lines(texts: Sequence[str]) -> Message:
    """Return paragraphs as a message; roles and duties are no matter for a lock screen."""
    return discreet([section(text) for text in texts])


def _waits(change: Change) -> str:
    return _(" and ").join(words.need(need) for need in change.open_needs)


def _seat(told: Told) -> str:
    after, who = told.change.after, mention(told.users, told.change.subject)
    place = {"who": who, "organisation": shown(told.organisation), "sector": sector(told.sector)}
    said = _("*Seat:* {who} for {organisation} ({sector}).").format(**place)
    if after["partner"] is None:
        said += " " + _("That organization is new in the list.")
    if after["outreach"]:
        said += " " + _(
            "It does street outreach: while there is no supervisor, who sits for it speaks for "
            "outreach."
        )
    if after["limited"]:
        said += " " + _(
            "They are a guest in this Slack, or with the press or in elected office. By default "
            "they stay a visitor, so one more member confirms this."
        )
    return said


def _duties(told: Told) -> str:
    who = mention(told.users, told.change.subject)
    said = words.duties(Duties(told.change.after["duties"]))
    if told.change.after["duties"] == Duties.LAW_ENFORCEMENT:
        return _("*Duties:* {who} has {said}.").format(who=who, said=said)
    return _("*Duties:* {who} says: {said}.").format(who=who, said=said)


def _role(told: Told) -> str:
    change = told.change
    return _("*Role:* {who}, now {before}, becomes {after}. {by} proposed it.").format(
        who=mention(told.users, change.subject),
        before=words.role(Role(change.before["role"])),
        after=words.role(Role(change.after["role"])),
        by=mention(told.users, change.proposed_by),
    )


def _sector(told: Told) -> str:
    change = told.change
    return _(
        "*Sector:* {organisation} moves from {before} to {after}, and its people with it. "
        "{by} proposed it."
    ).format(
        organisation=shown(told.organisation),
        before=sector(change.before["sector"]),
        after=sector(change.after["sector"]),
        by=mention(told.users, change.proposed_by),
    )


def _setting(told: Told) -> str:
    before, after = told.change.before["value"], told.change.after["value"]
    by = mention(told.users, told.change.proposed_by)
    if told.change.after["question"] == Question.OWNER:
        return _(
            "*Owner of this Slack:* {owner}. {by} proposed it. Outreach can be logged here then."
        ).format(owner=owners.title(Owner(after)), by=by)
    channels = ", ".join(f"<#{one}>" for one in guarded.taken_off(before, after))
    return _(
        "*Channels:* {channels} would be outreach’s no longer, so anybody may be let in. {by} "
        "proposed it."
    ).format(channels=channels, by=by)


_SAYS: dict[Kind, Callable[[Told], str]] = {
    Kind.SEAT: _seat,
    Kind.DUTIES: _duties,
    Kind.ROLE: _role,
    Kind.COORDINATOR: _role,
    Kind.SECTOR: _sector,
    Kind.SETTING: _setting,
}
