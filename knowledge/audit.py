"""Lines of the audit, and who may read which."""

from dataclasses import dataclass
from datetime import datetime

from knowledge.access import Member, Permission, may


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the audit: who did, or read, what, and when; never a word of its content.

    Attributes
    ----------
    actor, subject
        Random ids of who did it and whom it concerns.
    about
        What it was done to, such as ``partner:12``.
    outreach
        Whether it is about outreach.
    """

    seq: int
    at: datetime
    actor: str
    act: str
    about: str = ""
    subject: str | None = None
    outreach: bool = False


@dataclass(frozen=True, slots=True)
class Lens:
    """Which lines somebody looks at, and may.

    Attributes
    ----------
    general
        The lines that are not about outreach.
    outreach
        The lines about outreach.
    person
        Whose own lines are among them; "" for nobody's.
    of_outreach_too
        Whether those are shown where others' work in outreach concerns that person.
    """

    general: bool
    outreach: bool
    person: str
    of_outreach_too: bool

    def shows(self, entry: Entry) -> bool:
        """Say whether a line is shown."""
        if self.outreach if entry.outreach else self.general:
            return True
        if not self.person:
            return False
        concerned = entry.subject == self.person and (self.of_outreach_too or not entry.outreach)
        return entry.actor == self.person or concerned


def lens(member: Member, *, general: bool = False, outreach: bool = False) -> Lens:
    """Return the lens of what somebody asks to see, as far as they may.

    Lines about outreach are for outreach supervisors and for the person they concern. The
    one-way rule goes before: who is limited by it learns nothing of what outreach did, though
    it was about something of theirs.
    """
    held = may(member)
    return Lens(
        general=general and Permission.AUDIT_READ in held,
        outreach=outreach and Permission.OUTREACH_SUPERVISE in held,
        person="" if outreach else member.person,
        of_outreach_too=not member.limited,
    )
