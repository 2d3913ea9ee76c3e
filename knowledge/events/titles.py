"""What people call the types, phases and roles of an event."""

from knowledge.events.kinds import EventRole, EventType, Phase
from knowledge.words import _


def kind(one: EventType) -> str:
    """Return what a type of event is called."""
    return {
        EventType.VIGIL: _("Vigil or memorial"),
        EventType.FUNERAL: _("Funeral and repast"),
        EventType.BLOCK_PARTY: _("Block party"),
        EventType.MARCH: _("March or rally"),
        EventType.SCHOOL_EVENT: _("School event"),
        EventType.COMMUNITY_MEETING: _("Community meeting"),
        EventType.YOUTH_TOURNAMENT: _("Youth tournament"),
        EventType.OTHER: _("Event"),
    }[one]


def phase(one: Phase) -> str:
    """Return when the items of a phase are due."""
    return {
        Phase.T60: _("Two months before"),
        Phase.T30: _("A month before"),
        Phase.T14: _("Two weeks before"),
        Phase.T7: _("The week before"),
        Phase.T1: _("The day before"),
        Phase.DAY: _("On the day"),
        Phase.AFTER: _("Afterwards"),
    }[one]


def role(one: EventRole) -> str:
    """Return what a role is called."""
    return {
        EventRole.EVENT_LEAD: _("Event lead"),
        EventRole.SAFETY_LEAD: _("Safety lead"),
        EventRole.LAW_LIAISON: _("Liaison to police, fire and EMS"),
        EventRole.MEDICAL_LEAD: _("Medical lead"),
        EventRole.CROWD_LEAD: _("Crowd lead"),
        EventRole.COMMS_LEAD: _("Communications lead"),
        EventRole.OUTREACH_LEAD: _("Outreach lead"),
        EventRole.TRAUMA_LEAD: _("Support lead"),
        EventRole.ACCESS_LEAD: _("Access lead"),
        EventRole.LOGISTICS_LEAD: _("Logistics lead"),
        EventRole.VENUE_REP: _("Person for the venue"),
        EventRole.FAMILY_LIAISON: _("Family liaison"),
        EventRole.SCHOOL_ADMIN: _("School administrator"),
        EventRole.YOUTH_LEAD: _("Youth lead"),
        EventRole.DATA_LEAD: _("Data lead"),
    }[one]
