"""Ready? as people read it: what is open, what was decided, and what can be decided now."""

from handlers.blocks import (
    Block,
    Message,
    actions,
    button,
    context,
    discreet,
    escape,
    mention,
    section,
)
from handlers.day.overview import Inside, Shown, Told
from handlers.day.request import Decide
from handlers.limits import clip
from knowledge.events import decisions, readiness, titles
from knowledge.events.decisions import Decision
from knowledge.events.sharing import Line
from knowledge.moments import moment_of
from knowledge.words import _, ngettext

DECIDE, STAND = "day.decide", "day.stand"
#: How many open things are listed, and how many decisions, the newest in full.
SHOWN, _DECIDED = 20, 3
#: How long the words of a decision may be, how much of an older one's is shown, and of an item's.
#: [characters]
MOST, _OLDER, _ITEM = 1_000, 200, 250
#: How many of the things that were open are said with a decision, and how much of each.
_FEW, _SHORT = 10, 60


def ready(found: Shown) -> Message:
    """Return whether an event is ready, what is still open, and what was decided."""
    title = escape(found.event.title or titles.kind(found.event.type))
    blocks = [
        section(f"*{title}*\n{readiness.said(found.ready)}"),
        *([section(listed(found.common))] if found.common else []),
        *_proposed(found),
        *_inside(found),
        *_stand(found),
        *_buttons(found),
        *_decided(found),
        context(_("The bot forbids nothing. What is decided here is kept and never changed.")),
    ]
    return discreet(blocks)


def listed(lines: tuple[Line, ...]) -> str:
    """Return what is open, a line each."""
    return "\n".join(f"○ {escape(clip(one.text, _ITEM))}" for one in lines[:SHOWN])


def _proposed(found: Shown) -> list[Block]:
    proposal = found.proposal
    if proposal is None:
        return []
    told = _("{who} proposes: *{decision}*").format(
        who=mention(found.people, proposal.by), decision=decisions.said(proposal.kind)
    )
    return [section("\n".join([told, *_quoted(proposal.common.words), *found.left]))]


def _inside(found: Shown) -> list[Block]:
    """Say what only those read who may know the conflict answer, where there is any.

    What is open on their list alone stands apart, so that nobody speaks of it to others.
    """
    seen = found.inside or Inside()
    told = [listed(seen.lines)] if seen.lines else []
    told += _quoted(seen.words)
    if seen.wanting:
        told.append(
            ngettext(
                "Somebody of {count} more partner organization should stand for it, of those who "
                "may know the conflict answer.",
                "People of {count} more partner organizations should stand for it, of those who "
                "may know the conflict answer.",
                seen.wanting,
            ).format(count=seen.wanting)
        )
        told.append(_("Nothing waits for this, and nobody else sees it."))
    if seen.stands:
        who = ", ".join(mention(found.people, one) for one in seen.stands)
        told.append(_("These of them stand for it: {who}").format(who=who))
    return [section("\n".join([_private(), *told]))] if told else []


def _stand(found: Shown) -> list[Block]:
    if not found.stand:
        return []
    press = Decide(event=found.event.id, proposal=found.stand)
    stand = button(_("I stand for this"), action=STAND, value=press.packed(), primary=True)
    return [actions(stand)]


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
    if not found.decided:
        return []
    *older, newest = found.decided[-_DECIDED:]
    told = [part for one in older for part in _record(one, found, most=_OLDER)]
    return [section(f"*{_('Decided so far')}*"), *told, *_record(newest, found)]


def _record(one: Told, found: Shown, *, most: int = MOST) -> list[Block]:
    who = ", ".join(mention(found.people, person) for person in one.people)
    when = moment_of(one.at.astimezone(found.zone))
    said = f"*{decisions.said(one.kind)}* — {when}, {who}"
    told = [[said, *_open(one.open), *_quoted(one.words, most)]]
    items, words = one.inside or ((), "")
    if items or words.strip():
        told.append([_private(), *_open(items), *_quoted(words, most)])
    return [section("\n".join(lines)) for lines in told]


def _open(items: tuple[str, ...]) -> list[str]:
    if not items:
        return []
    texts = "; ".join(escape(clip(one, _SHORT)) for one in items[:_FEW])
    return [_("Open then: {items}").format(items=texts)]


def _private() -> str:
    return f"_{_('Only those who may know the conflict answer read this:')}_"


def _quoted(words: str, most: int = MOST) -> list[str]:
    return [">" + escape(clip(words, most)).replace("\n", "\n>")] if words.strip() else []
