"""What outreach answers when asked about a conflict: a level, never a name or a group."""

from enum import StrEnum

from knowledge.events.risk import THREAT, Answer
from knowledge.words import _


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
