"""The dated, named decision before an event, and who has to make it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from knowledge.events.kinds import Tier
from knowledge.events.levels import Levels
from knowledge.words import _, ngettext

#: From this level two partners decide beside the event lead (A3, what ``very_high`` triggers;
#: the coalition asks for it one level earlier).
PARTNERS_FROM = Tier.HIGH


class Decision(StrEnum):
    """What was decided; nothing here is refused, only recorded."""

    READY = "ready"
    COVERED = "covered"
    CHANGED = "changed"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who stands by a decision.

    Attributes
    ----------
    partner
        The organisation they are seated for, or None.
    inside
        Whether they may know the conflict answer.
    """

    person: str
    partner: int | None = None
    lead: bool = False
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Needed:
    """Who has to stand by a decision besides the event lead.

    Attributes
    ----------
    others
        How many more people.
    partners
        Whether each of them is of another organisation than the rest.
    inside
        Whether they have to be people who may know the conflict answer: it alone asks for them,
        so anybody else would learn it from being asked.
    open
        How many of them everybody may know of: ``open_others`` of the decision on record.
    """

    others: int = 0
    partners: bool = False
    inside: bool = False
    open: int = 0


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on record, never changed: another one follows it.

    Attributes
    ----------
    others
        People who stood by it besides the lead, in the order they signed.
    cover
        How each thing that is still open is covered, by item id.
    common
        Which of them everybody's list had open at that time.
    open_others
        How many others the level that everybody sees asked for; more than that is the full
        level's, and shown to nobody outside.
    """

    decision: Decision
    at: datetime
    lead: str
    others: tuple[str, ...] = ()
    cover: Mapping[str, str] = field(default_factory=dict)
    common: tuple[str, ...] = ()
    open_others: int = 0


def needed(decision: Decision, levels: Levels) -> Needed:
    """Return who has to stand by a decision.

    Stopping is easy: only "going ahead, here is how we cover it" needs more than the lead.
    """
    if decision is not Decision.COVERED:
        return Needed()
    if levels.outside.tier.level >= PARTNERS_FROM.level:
        return Needed(2, partners=True, open=2)
    if levels.full.tier.level >= PARTNERS_FROM.level:
        return Needed(2, partners=True, inside=True, open=1)
    return Needed(1, open=1)


def missing(asked: Needed, signatures: Iterable[Signature]) -> tuple[str, ...]:
    """Say who still has to sign; nothing when the decision can be recorded."""
    signed = {one.person: one for one in signatures}
    others = [one for one in signed.values() if not one.lead and (one.inside or not asked.inside)]
    lead = () if any(one.lead for one in signed.values()) else (_("The event lead has to sign."),)
    left = asked.others - _counted(others, partners=asked.partners)
    return (*lead, *_more(left, partners=asked.partners)) if left > 0 else lead


def said(decision: Decision) -> str:
    """Say a decision in words."""
    return {
        Decision.READY: _("Ready"),
        Decision.COVERED: _("Going ahead, here is how we cover it"),
        Decision.CHANGED: _("Going ahead with changes"),
        Decision.POSTPONED: _("Postponed"),
    }[decision]


def _counted(others: Iterable[Signature], *, partners: bool) -> int:
    if not partners:
        return len(list(others))
    return len({one.partner for one in others if one.partner is not None})


def _more(left: int, *, partners: bool) -> tuple[str, ...]:
    if partners:
        more = ngettext(
            "Somebody of {count} more partner organization has to sign.",
            "People of {count} more partner organizations have to sign.",
            left,
        )
    else:
        more = ngettext(
            "{count} more person has to sign.", "{count} more people have to sign.", left
        )
    return (more.format(count=left),)
