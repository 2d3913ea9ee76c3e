"""Ready? as people read it: what is open, what was decided, and what can be decided now."""

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    choice,
    context,
    dialog,
    discreet,
    entry,
    escape,
    mention,
    section,
)
from handlers.day.deciding import Shown, covered
from handlers.day.request import Decide
from handlers.limits import clip
from knowledge.events import decisions, readiness, titles
from knowledge.events.decisions import Decision
from knowledge.events.sharing import Line
from knowledge.moments import moment_of
from knowledge.words import _

DECIDE, STAND = "day.decide", "day.stand"
DECIDED, WORDS = "day.decided", "words"
#: How many open things are listed.
SHOWN = 20
_MOST = 1_500


def ready(found: Shown) -> Message:
    """Return whether an event is ready, what is still open, and what was decided."""
    title = escape(found.event.title or titles.kind(found.event.type))
    lines = [_line(one) for one in found.lines[:SHOWN]]
    blocks = [
        section(f"*{title}*\n{readiness.said(found.ready)}"),
        *([section("\n".join(lines))] if lines else []),
        *_proposed(found),
        *_buttons(found),
        *_decided(found),
        context(_("The bot forbids nothing. What is decided here is kept and never changed.")),
    ]
    return discreet(blocks)


def ask(press: Decide) -> Block:
    """Ask for the words of a decision."""
    labels = {
        Decision.COVERED: _("How do you cover what is still open?"),
        Decision.CHANGED: _("What do you change?"),
        Decision.POSTPONED: _("Why, and what comes next?"),
        Decision.READY: _("Anything to add?"),
    }
    kind = press.decision or Decision.COVERED
    field = choice(
        labels[kind],
        entry(lines=True, most=_MOST),
        block=WORDS,
        optional=kind is Decision.READY,
        hint=_("Everybody named on the plan reads it. No names of people outside it."),
    )
    return dialog(
        _("Decide"), [section(f"*{decisions.said(kind)}*"), field], name=DECIDED,
        submit=_("Record it"), close=_("Close"), data=press.packed(),
    )  # fmt: skip


def _line(one: Line) -> str:
    return f"○ {escape(clip(one.text, 250))}"


def _proposed(found: Shown) -> list[Block]:
    if found.proposal is None:
        return []
    said, _newline, words = found.proposal.text.partition("\n")
    who = mention(found.people, found.proposal.by)
    told = _("{who} proposes: *{decision}*").format(
        who=who, decision=decisions.said(Decision(said))
    )
    left = "\n".join(found.left)
    blocks = [section(f"{told}\n>{_quoted(words)}\n{left}".strip())]
    if found.may_stand:
        press = Decide(event=found.event.id, proposal=found.proposal.id)
        stand = button(_("I stand for this"), action=STAND, value=press.packed(), primary=True)
        blocks.append(actions(stand))
    return blocks


def _buttons(found: Shown) -> list[Block]:
    if not found.lead:
        return [context(_("The event lead decides."))]
    first = Decision.COVERED if found.lines else Decision.READY
    kinds = (first, Decision.CHANGED, Decision.POSTPONED)
    return [
        actions(
            *(
                button(
                    decisions.said(kind), action=f"{DECIDE}:{kind.value}",
                    value=Decide(event=found.event.id, decision=kind).packed(),
                    primary=kind is first,
                )
                for kind in kinds
            )
        )
    ]  # fmt: skip


def _decided(found: Shown) -> list[Block]:
    told = []
    for one in found.decided:
        _items, words = covered(one.words)
        who = ", ".join(mention(found.people, person) for person in one.people)
        when = moment_of(one.at.astimezone(found.zone))
        said = f"*{decisions.said(Decision(one.kind))}* — {when}, {who}"
        told.append(f"{said}\n>{_quoted(words)}" if words.strip() else said)
    return [section(_("Decided so far:") + "\n" + "\n".join(told[-5:]))] if told else []


def _quoted(words: str) -> str:
    return escape(clip(words, _MOST)).replace("\n", "\n>")
