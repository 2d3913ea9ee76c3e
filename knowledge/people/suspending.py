"""Who may stop somebody's access at once, and let it begin again."""

from knowledge.access import Role
from knowledge.people.circle import Seat
from knowledge.words import _


def refused(who: Seat, subject: Seat) -> str | None:
    """Return why somebody can neither suspend another person nor lift that, or None.

    Any outreach supervisor suspends anyone, because outreach knows first when somebody is in
    danger. A coordinator does not suspend a supervisor: outreach must not be without one on
    the word of one person outside it.
    """
    if who.person == subject.person:
        return _("Nobody suspends themselves, or lifts their own. Ask another coordinator or "
                 "supervisor.")  # fmt: skip
    if who.supervises:
        return None
    if not who.coordinates:
        return _("Outreach supervisors and coordinators can do this.")
    if subject.role is Role.SUPERVISOR:
        return _("Only another outreach supervisor suspends a supervisor, or lifts that.")
    return None
