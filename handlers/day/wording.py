"""The dialog in which an event lead says how what is open is covered, and to whom."""

from handlers.blocks import Block, choice, dialog, entry, section
from handlers.day.overview import Inside, Shown
from handlers.day.request import Decide
from handlers.day.standing import MOST, listed
from knowledge.events import decisions
from knowledge.events.decisions import Decision
from knowledge.words import _

DECIDED, WORDS, INSIDE = "day.decided", "words", "inside"


def ask(press: Decide, found: Shown) -> Block:
    """Ask for the words of a decision; of a lead who may know more, for those inside too."""
    kind = press.decision or Decision.COVERED
    blocks = [section(f"*{decisions.said(kind)}*"), _for_all(kind, found)]
    if kind in (Decision.COVERED, Decision.READY) and found.inside and found.inside.asks:
        blocks += _for_those_inside(found.inside)
    return dialog(
        _("Decide"), blocks, name=DECIDED, submit=_("Record it"), close=_("Close"),
        data=press.packed(),
    )  # fmt: skip


def _for_all(kind: Decision, found: Shown) -> Block:
    ready = kind in (Decision.COVERED, Decision.READY) and not found.common
    labels = {
        Decision.READY: _("Anything to add? (everybody on the plan reads this)"),
        Decision.COVERED: _("How we cover it (everybody on the plan reads this)"),
        Decision.CHANGED: _("What do you change?"),
        Decision.POSTPONED: _("Why, and what comes next?"),
    }
    return choice(
        labels[Decision.READY if ready else kind],
        entry(lines=True, most=MOST),
        block=WORDS,
        optional=ready,
        hint=_hint(kind, found, ready=ready),
    )


def _hint(kind: Decision, found: Shown, *, ready: bool) -> str:
    if found.inside is None:
        return _("Everybody named on the plan reads it. No names of people outside it.")
    if kind is Decision.COVERED and ready:
        return _("On everybody’s list nothing is open: they read that it is ready.")
    return _(
        "Police liaisons and others on the plan read it. No names of people outside it, and "
        "nothing of what outreach answered."
    )


def _for_those_inside(inside: Inside) -> list[Block]:
    told = _("Open only on the list of those who may know the conflict answer:")
    field = choice(
        _("For those who may know the conflict answer"),
        entry(lines=True, most=MOST),
        block=INSIDE,
        optional=not inside.lines,
        hint=_("Nobody else reads it or is told that there is any."),
    )
    return [*([section(f"{told}\n{listed(inside.lines)}")] if inside.lines else []), field]
