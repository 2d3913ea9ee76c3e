"""The planning level: twelve factors of 0 to 4 points, four tiers, and rules that raise it.

It is a composite of published schemes, not validated: a planning aid, never a prediction, and
never alone a reason to refuse a permit or to send enforcement (domain brief A3; E01, E06, E15,
E17, E18).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge.events.factors import MOST, SCALES, Factor
from knowledge.events.kinds import EventRole, Tier
from knowledge.words import _

#: The fewest points of each tier, the highest first.
LEAST = ((30, Tier.VERY_HIGH), (21, Tier.HIGH), (12, Tier.MODERATE), (0, Tier.LOW))
#: Two of these at 4 raise the level.
TELLING = (Factor.CONFLICT, Factor.RECENT_SHOOTING, Factor.HISTORY)
#: From this many points of attendance, open and promoted entry raises the level.
CROWD = 2
#: Who is told of a credible specific threat at once: whoever speaks with the police, and the two
#: who own the yes or no. People in danger come first, as far as local law allows (A3, rule 1).
TOLD_OF_THREAT = (EventRole.LAW_LIAISON, EventRole.EVENT_LEAD, EventRole.SAFETY_LEAD)


class Override(StrEnum):
    """A rule that raises the level whatever the score."""

    CREDIBLE_THREAT = "credible_threat"
    TWO_AT_FOUR = "two_at_four"
    OPEN_ENTRY = "open_entry"
    RIVALS = "rivals"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one factor.

    Attributes
    ----------
    points
        0 to 4; None while nobody knows.
    reason
        Why, in words; "" for what the scale says at those points.
    threat
        Whether outreach holds a specific threat to be credible; for ``conflict`` alone.
    """

    points: int | None
    reason: str = ""
    threat: bool = False

    def __post_init__(self) -> None:
        if self.points is not None and not 0 <= self.points <= MOST:
            raise ValueError("A factor has 0 to 4 points.")
        if self.threat and self.points != MOST:
            raise ValueError("A credible threat has 4 points.")


UNKNOWN = Answer(None)
#: What ``conflict=threat`` means.
THREAT = Answer(MOST, _("a specific threat that outreach holds to be credible"), threat=True)
#: Answers by factor; a factor that is left out is unknown.
Answers = Mapping[Factor, Answer]


@dataclass(frozen=True, slots=True)
class Scored:
    """One factor as it was counted; ``known`` is False where it is a gap."""

    factor: Factor
    points: int
    known: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The planning level of an event and all that it was made of.

    Attributes
    ----------
    score
        0 to 48.
    planned
        The tier without ``readiness``: conditions read it, so that work done takes no item away.
    gaps
        Factors that nobody knows; they block nothing.
    """

    score: int
    tier: Tier
    planned: Tier
    overrides: tuple[Override, ...]
    gaps: tuple[Factor, ...]
    factors: tuple[Scored, ...]


def assess(answers: Answers) -> Assessment:
    """Return the planning level of an event.

    Raises
    ------
    ValueError
        If another factor than ``conflict`` carries a threat.
    """
    if any(one.threat for factor, one in answers.items() if factor is not Factor.CONFLICT):
        raise ValueError("Only the conflict answer can be a threat.")
    factors = tuple(_scored(factor, answers.get(factor, UNKNOWN)) for factor in Factor)
    points = {one.factor: one.points for one in factors}
    raised = _overrides(points, threat=answers.get(Factor.CONFLICT, UNKNOWN).threat)
    score = sum(points.values())
    return Assessment(
        score=score,
        tier=_tier(score, raised),
        planned=_tier(score - points[Factor.READINESS], raised),
        overrides=raised,
        gaps=tuple(one.factor for one in factors if not one.known),
        factors=factors,
    )


def tier_of(score: int) -> Tier:
    """Return the tier of a score alone."""
    return next(tier for least, tier in LEAST if score >= least)


def _scored(factor: Factor, answer: Answer) -> Scored:
    scale = SCALES[factor]
    if answer.points is None:
        return Scored(factor, scale.unknown, known=False, reason=answer.reason)
    reason = answer.reason or scale.bands[answer.points]
    return Scored(factor, answer.points, known=True, reason=reason)


def _overrides(points: Mapping[Factor, int], *, threat: bool) -> tuple[Override, ...]:
    open_entry = points[Factor.ENTRY_CONTROL] == MOST and points[Factor.ATTENDANCE] >= CROWD
    holds = {
        Override.CREDIBLE_THREAT: threat,
        Override.TWO_AT_FOUR: sum(points[one] == MOST for one in TELLING) > 1,
        Override.OPEN_ENTRY: open_entry,
        Override.RIVALS: points[Factor.AUDIENCE] == MOST,
    }
    return tuple(rule for rule, held in holds.items() if held)


def _tier(score: int, raised: tuple[Override, ...]) -> Tier:
    found = [tier_of(score)]
    found += [Tier.VERY_HIGH if rule is Override.CREDIBLE_THREAT else Tier.HIGH for rule in raised]
    return max(found, key=lambda tier: tier.level)
