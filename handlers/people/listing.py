"""What is shown of people: the roster, and what happens to somebody's standing."""

from collections.abc import Mapping
from datetime import date

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    discreet,
    divider,
    header,
    section,
)
from handlers.people import message
from handlers.people.naming import sector, shown
from handlers.people.roster import Roster, Row
from knowledge.access import Duties, Role
from knowledge.people import training, words
from knowledge.people.roster import Listed
from knowledge.people.training import Standing
from knowledge.windows import spell
from knowledge.words import _, ngettext

PAGE, CHANGE, JOIN = "people.page", "people.change", "people.join"
TEXT, PRINT = "people.text", "people.print"
SUSPEND, LIFT, TAKE_OVER = "people.suspend", "people.lift", "people.takeover"
#: People on a page, and changes that wait on the first one, so that it stays under 50 blocks.
PEOPLE, WAITING = 8, 4


def roster(found: Roster, *, at: int = 0) -> Message:
    """Return a page of the roster, from its ``at``-th person on."""
    seated = sum(row.listed.above_visitor and not row.listed.left for row in found.rows)
    lead = ngettext("{n} person has a seat.", "{n} people have a seat.", seated).format(n=seated)
    shown_rows = found.rows[at : at + PEOPLE]
    blocks = [header(_("People")), section(lead)]
    blocks += [] if at else _waiting(found)
    blocks += _vacant() if found.vacant else []
    last = ""
    for row in shown_rows:
        over = _organisation(row.listed)
        blocks += [] if over == last else [section(f"*{over}*")]
        last = over
        blocks += _person(row, found.today)
    blocks += _empty() if seated <= 1 else []
    blocks += _pages(found, at)
    return Message(lead, blocks)


def suspended(user: str, person: str, *, stop: bool, new: bool) -> Message:
    """Return what becomes of pressing Suspend or Undo, with the way back."""
    if not new:
        said = _("That was so already: nothing changed.")
        return Message(said, [section(said)])
    if not stop:
        said = _("<@{user}> has access again, and I told them.").format(user=user)
        return Message(said, [section(said)])
    said = _("<@{user}> is suspended from now on, and I told them.").format(user=user)
    undo = button(_("Undo"), action=f"{LIFT}:{person}", value=person)
    return Message(said, [section(said), actions(undo)])


def suspension(*, stop: bool, by: str) -> Message:
    """Return what somebody is told whose access stops or begins again, and by whom."""
    said = _("<@{by}> has given you access to the coalition's bot again.")
    if stop:
        said = _(
            "<@{by}> has suspended your access to the coalition's bot. An outreach supervisor or "
            "coordinator can lift it: talk with them. `/coalition mydata` still works."
        )
    return discreet([section(said.format(by=by))])


def left(user: str, held: Mapping[str, int], *, gone: bool) -> Message:
    """Return what coordinators hear when somebody leaves Slack or comes back."""
    if not gone:
        said = _("<@{user}> is back in Slack. They take a seat again with `/coalition join`.")
        return _paragraph(said.format(user=user))
    what = ", ".join(_held(kind, count) for kind, count in held.items())
    said = _("<@{user}> has left Slack, and has no access any more.").format(user=user)
    if what:
        said += " " + _("Open in their name: {what}. Give them to somebody else.").format(what=what)
    return _paragraph(said)


def training_due(until: date) -> Message:
    """Return the reminder that a training ends soon."""
    return _paragraph(
        _(
            "Your trauma-informed training holds until {day}. When you have renewed it, write the "
            "day down: `/coalition people`, then *Change…* beside your name."
        ).format(day=spell(until))
    )


def review_due() -> Message:
    """Return the yearly reminder of the review."""
    return _paragraph(
        _(
            "A year has passed since everybody's access was last looked at. `/coalition review` "
            "goes through it, one person at a time; you can stop and go on later."
        )
    )


def facts(one: Listed, today: date) -> list[str]:
    """Return what the roster says of somebody, in a few words each."""
    facts = [words.role(one.role if one.sector else Role.VISITOR)]
    if one.left:
        return [*facts, _("has left Slack")]
    if one.suspended:
        facts.append(_("suspended"))
    if not one.pledged:
        facts.append(_("pledge missing"))
    if one.duties is Duties.UNANSWERED:
        facts.append(_("duties not confirmed"))
    held = training.standing(one.trained_on, today)
    if one.trained_on is None or held is Standing.NONE:
        return [*facts, _("no training yet")]
    until = spell(training.renewal(one.trained_on))
    ends = _("training ended {day}") if held is Standing.OVER else _("trained until {day}")
    return [*facts, ends.format(day=until)]


def _paragraph(said: str) -> Message:
    return Message(said, [section(said)])


def _held(kind: str, count: int) -> str:
    said = {
        "actions": ngettext("{n} action item", "{n} action items", count),
        "plan": ngettext("{n} item of the plan", "{n} items of the plan", count),
        "path": ngettext("{n} formation step", "{n} formation steps", count),
    }[kind]
    return said.format(n=count)


def _waiting(found: Roster) -> list[Block]:
    blocks: list[Block] = []
    for told in found.mine[:WAITING]:
        blocks += [section(message.put(told)), message.decisions([told])]
    for told in found.others[:WAITING]:
        waits = _(" and ").join(words.need(need) for need in told.change.open_needs)
        said = _("Waits for {waits}: {what}").format(waits=waits, what=message.describe(told))
        blocks.append(context(said))
    more = max(0, len(found.mine) - WAITING) + max(0, len(found.others) - WAITING)
    if more:
        said = ngettext("{n} more waits.", "{n} more wait.", more).format(n=more)
        blocks.append(context(said))
    return [*blocks, divider()] if blocks else []


def _vacant() -> list[Block]:
    said = _(
        "*Nobody coordinates right now.* Any member without law-enforcement duties can take "
        "over; a member from another organization confirms it."
    )
    sure = confirm(
        _("Take over?"),
        _("I ask members from other organizations to confirm that you coordinate."),
        yes=_("Take over"),
        no=_("Not now"),
    )
    press = button(_("Take over as coordinator"), action=TAKE_OVER, value="-", confirm=sure)
    return [section(said), actions(press)]


def _organisation(one: Listed) -> str:
    if not one.sector:
        return _("Waiting for a seat")
    return f"{shown(one.partner)} · {sector(one.sector)}"


def _person(row: Row, today: date) -> list[Block]:
    one = row.listed
    buttons = []
    if row.may_change:
        buttons.append(button(_("Change…"), action=f"{CHANGE}:{one.person}", value=one.person))
    if row.may_suspend:
        buttons.append(_switch(one))
    return [section(_line(one, today)), *([actions(*buttons)] if buttons else [])]


def _switch(one: Listed) -> Block:
    if one.suspended:
        return button(_("Lift suspension"), action=f"{LIFT}:{one.person}", value=one.person)
    return button(_("Suspend"), action=f"{SUSPEND}:{one.person}", value=one.person)


def _line(one: Listed, today: date) -> str:
    return f"<@{one.slack_user}> · " + " · ".join(facts(one, today))


def _empty() -> list[Block]:
    said = _(
        "*Nobody else is here yet.* Ask your partners to type `/coalition join` in this Slack: it "
        "takes one minute. You confirm each seat with one tap."
    )
    return [section(said)]


def _pages(found: Roster, at: int) -> list[Block]:
    turns = []
    if at:
        before = str(max(0, at - PEOPLE))
        turns.append(button(_("Back"), action=f"{PAGE}:back", value=before))
    left_over = len(found.rows) - at - PEOPLE
    if left_over > 0:
        more = ngettext("{n} more", "{n} more", left_over).format(n=left_over)
        turns.append(button(more, action=f"{PAGE}:on", value=str(at + PEOPLE)))
    turns.append(button(_("Send as text"), action=TEXT, value="-"))
    turns.append(button(_("Print"), action=PRINT, value="-"))
    return [actions(*turns)]
