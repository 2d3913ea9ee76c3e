"""What outreach answers when asked about a conflict: a level, never a name or a group."""

from datetime import timedelta
from enum import StrEnum

from knowledge.events.risk import THREAT, Answer
from knowledge.words import _

#: The items that ask outreach for this level, so that an answer settles them: the check of every
#: plan (C12), that of a vigil (V02), of a funeral's parts (F02) and of a meeting (G04). Not among
#: them is what somebody does besides: speaking with each side (V03), advice on teams and ways in
#: (Y02), and the second look of the safety lead, which takes a snapshot too (C20).
CHECKS = frozenset({"C12", "V02", "F02", "G04"})
#: The items that ask outreach again shortly before: an answer settles them from then on.
AGAIN = frozenset({"Y11"})
SHORTLY = timedelta(hours=72)


class Conflict(StrEnum):
    """The levels of the scheme, from quiet to credible (domain brief A3; T03, E23)."""

    NONE = "none"
    QUIET = "quiet"
    UNCHECKED = "unchecked"
    ACTIVE = "active"
    UNVERIFIED = "unverified"
    CREDIBLE = "credible"

    @property
    def checked(self) -> bool:
        """Whether outreach looked; otherwise the check stays open."""
        return self is not Conflict.UNCHECKED

    @property
    def answer(self) -> Answer:
        """The answer to the scheme's factor."""
        if self is Conflict.CREDIBLE:
            return THREAT
        return Answer(tuple(Conflict).index(self) if self.checked else None)


def settles(*, left: timedelta) -> frozenset[str]:
    """Return the items that an answer settles so long before the start.

    They are the same whatever the level: which ones are done must not tell what was answered.
    """
    return CHECKS | AGAIN if left <= SHORTLY else CHECKS


def said(level: Conflict) -> str:
    """Name a level as outreach reads it."""
    return {
        Conflict.NONE: _("None known"),
        Conflict.QUIET: _("Old and quiet"),
        Conflict.UNCHECKED: _("Not checked yet"),
        Conflict.ACTIVE: _("Active, and it touches this"),
        Conflict.UNVERIFIED: _("Specific threat, not verified"),
        Conflict.CREDIBLE: _("Credible specific threat"),
    }[level]
