"""The few words that every part of an event's plan is spoken in: types, venues, phases, roles."""

from datetime import timedelta
from enum import StrEnum


class EventType(StrEnum):
    """What kind of gathering it is; ``other`` has the core list alone."""

    VIGIL = "vigil"
    FUNERAL = "funeral"
    BLOCK_PARTY = "block_party"
    MARCH = "march"
    SCHOOL_EVENT = "school_event"
    COMMUNITY_MEETING = "community_meeting"
    YOUTH_TOURNAMENT = "youth_tournament"
    OTHER = "other"

    @property
    def mourning(self) -> bool:
        """Whether a family mourns: it decides first, and the event is closed by default."""
        return self in (EventType.VIGIL, EventType.FUNERAL)


class Venue(StrEnum):
    """The form of the place, from the easiest to look after to the hardest (E15, E04)."""

    INDOOR = "indoor"
    FENCED = "fenced"
    PARK = "park"
    STREET = "street"
    ROUTE = "route"


class Phase(StrEnum):
    """When an item is due, counted from the start."""

    T60 = "T-60"
    T30 = "T-30"
    T14 = "T-14"
    T7 = "T-7"
    T1 = "T-1"
    DAY = "DAY"
    AFTER = "AFTER"

    @property
    def offset(self) -> timedelta:
        """From the start of the event to when an item of the phase is due."""
        return timedelta(hours=_OFFSET_HOURS[self])


_OFFSET_HOURS = {
    Phase.T60: -1440,
    Phase.T30: -720,
    Phase.T14: -336,
    Phase.T7: -168,
    Phase.T1: -24,
    Phase.DAY: 0,
    Phase.AFTER: 24,
}


class Category(StrEnum):
    """What an item is about; the family, outreach and the police each have their own."""

    RISK_ASSESSMENT = "risk_assessment"
    EMERGENCY_RESPONSE = "emergency_response"
    COMMUNICATION = "communication"
    FAMILY_VOICE = "family_voice"
    OUTREACH_PEACE = "outreach_peace"
    POLICE_FIRE_EMS = "police_fire_ems"
    MEDICAL = "medical"
    CROWD_TRAFFIC = "crowd_traffic"
    STAFFING_TRAINING = "staffing_training"
    ACCESSIBILITY = "accessibility"
    TRAUMA_SUPPORT = "trauma_support"
    PERMITS_INSURANCE = "permits_insurance"
    AFTER_ACTION = "after_action"


class EventRole(StrEnum):
    """Who owns an item; one person may hold several."""

    EVENT_LEAD = "event_lead"
    SAFETY_LEAD = "safety_lead"
    LAW_LIAISON = "law_liaison"
    MEDICAL_LEAD = "medical_lead"
    CROWD_LEAD = "crowd_lead"
    COMMS_LEAD = "comms_lead"
    OUTREACH_LEAD = "outreach_lead"
    TRAUMA_LEAD = "trauma_lead"
    ACCESS_LEAD = "access_lead"
    LOGISTICS_LEAD = "logistics_lead"
    VENUE_REP = "venue_rep"
    FAMILY_LIAISON = "family_liaison"
    SCHOOL_ADMIN = "school_admin"
    YOUTH_LEAD = "youth_lead"
    DATA_LEAD = "data_lead"


class Tier(StrEnum):
    """How much planning an event asks for; people read it as planning level 1 to 4."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    VERY_HIGH = "very_high"

    @property
    def level(self) -> int:
        """The planning level that people read, 1 to 4."""
        return tuple(Tier).index(self) + 1
