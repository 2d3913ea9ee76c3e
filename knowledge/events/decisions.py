"""The dated, named decision before an event, and who has to make it.

Who has to stand for it follows the level that everybody sees, and nothing else: whoever waits for
a decision, is asked to stand for it or reads who did would learn from anything more what outreach
answered. What the full level adds is a wish among those who may know it; nothing waits for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from knowledge.events.kinds import Tier
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
    """

    others: int = 0
    partners: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """What was open when something was decided, by item id, and how it is covered, in words."""

    items: tuple[str, ...] = ()
    words: str = ""

    def packed(self) -> str:
        """Return it as the text that is kept."""
        return f"{', '.join(self.items)}\n{self.words}"

    @classmethod
    def unpacked(cls, text: str) -> "Cover":
        """Read it from the text that was kept."""
        items, _newline, words = text.partition("\n")
        return cls(tuple(one for one in items.split(", ") if one), words)


def needed(decision: Decision, shown: Tier) -> Needed:
    """Return who has to stand by a decision, by the level that everybody sees.

    Stopping is easy: only "going ahead, here is how we cover it" needs more than the lead.
    """
    if decision is not Decision.COVERED:
        return Needed()
    return Needed(2, partners=True) if _of_partners(shown) else Needed(1)


def wished(shown: Tier, full: Tier) -> Needed:
    """Return who of those who may know the full level should stand for going ahead too.

    Nobody unless that level alone asks for partners. Nothing waits for them, and nobody else is
    told of it.
    """
    alone = _of_partners(full) and not _of_partners(shown)
    return Needed(2, partners=True) if alone else Needed()


def missing(asked: Needed, signatures: Iterable[Signature]) -> tuple[str, ...]:
    """Say who still has to sign; nothing when the decision can be recorded."""
    signed = list(signatures)
    lead = () if any(one.lead for one in signed) else (_("The event lead has to sign."),)
    left = _left(asked, signed)
    return (*lead, *_more(left, partners=asked.partners)) if left else lead


def wanting(asked: Needed, signatures: Iterable[Signature]) -> int:
    """Return how many more of those who may know the full level should stand, as :func:`wished`."""
    return _left(asked, [one for one in signatures if one.inside])


def said(decision: Decision) -> str:
    """Say a decision in words."""
    return {
        Decision.READY: _("Ready"),
        Decision.COVERED: _("Going ahead, here is how we cover it"),
        Decision.CHANGED: _("Going ahead with changes"),
        Decision.POSTPONED: _("Postponed"),
    }[decision]


def _of_partners(tier: Tier) -> bool:
    return tier.level >= PARTNERS_FROM.level


def _left(asked: Needed, signatures: Iterable[Signature]) -> int:
    others = {one.person: one for one in signatures if not one.lead}.values()
    counted = {one.partner for one in others} - {None} if asked.partners else others
    return max(0, asked.others - len(counted))


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
