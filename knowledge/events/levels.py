"""Two levels of one event: one for whoever may know the conflict answer, one for all others.

The level that others see over time must not say what outreach answered. So theirs is scored as
if conflict had never been checked: 2 points, and no rule that reads it. It cannot move when only
that answer does, which a test tries for all its values. Everything that others take part in (the
list of items, second signatures, how many decide) reads this level too; what the full level adds
is for those who may know it.
"""

from dataclasses import dataclass

from knowledge.events.factors import Factor
from knowledge.events.kinds import Tier
from knowledge.events.risk import UNKNOWN, Answers, Assessment, assess


@dataclass(frozen=True, slots=True)
class Levels:
    """The full assessment, and the one for all others."""

    full: Assessment
    outside: Assessment

    @property
    def planned(self) -> Tier:
        """The tier by which items come onto everybody's list."""
        return self.outside.planned

    @property
    def gaps(self) -> tuple[Factor, ...]:
        """What nobody knows, for those who may not know whether outreach was asked."""
        return tuple(one for one in self.outside.gaps if one is not Factor.CONFLICT)

    @property
    def added(self) -> Tier:
        """The tier by which items come onto the list of those who may know the full level.

        Never lower than everybody's: a quiet answer hides no item from them alone.
        """
        return max(self.full.planned, self.outside.planned, key=lambda tier: tier.level)


def levels(answers: Answers) -> Levels:
    """Return both levels of an event."""
    return Levels(assess(answers), outside(answers))


def outside(answers: Answers) -> Assessment:
    """Return the level for all who may not know the conflict answer."""
    return assess({**answers, Factor.CONFLICT: UNKNOWN})
