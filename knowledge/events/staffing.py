"""How many people, seats and exits an event needs, each with how binding its formula is.

The police decide how many officers come: no general ratio exists, none is worked out (E06).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from knowledge.events.kinds import EventType
from knowledge.events.profile import Profile
from knowledge.words import _, ngettext


class Status(StrEnum):
    """How binding a number is."""

    CODE = "code"
    PRACTICE = "practice"
    INDICATIVE = "indicative"
    LOCAL = "local"
    PROPOSAL = "proposal"


class Post(StrEnum):
    """What a number is about."""

    CROWD_MANAGERS = "crowd_managers"
    MARSHALS = "marshals"
    FIRST_AIDERS = "first_aiders"
    MEDICAL_COVER = "medical_cover"
    MEDICAL_PLAN = "medical_plan"
    YOUTH_ADULTS = "youth_adults"
    ACCESSIBLE_SEATS = "accessible_seats"
    OUTREACH_PAIRS = "outreach_pairs"
    TRAUMA_SUPPORT = "trauma_support"


@dataclass(frozen=True, slots=True)
class Local:
    """What a coalition set for its own place.

    Attributes
    ----------
    crowd_from
        From how many people crowd managers are needed; 0 where no such rule was adopted; None
        while nobody has looked it up (``knowledge.setup.defaults.CROWD_FROM``). [people]
    """

    crowd_from: int | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What formulas look at beside the profile; None where it is not known yet.

    Attributes
    ----------
    approaches
        Ways in and openings that outreach stands at.
    younger, older
        Young people of 9 to 12, and of 13 and more.
    seats
        Seats put up.
    """

    approaches: int | None = None
    younger: int | None = None
    older: int | None = None
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Staffing:
    """How much of one thing is needed.

    Attributes
    ----------
    least, most
        The same where the formula gives one number. [people], or seats
    note
        What to know of the number, in words.
    """

    post: Post
    least: int
    most: int
    status: Status
    sources: tuple[str, ...]
    note: str


#: Where no rule was looked up, the strictest of the editions counts. [people]
STRICTEST = 250
#: The steps of a county's matrix for block parties and parades (E19). [people]
_EMT_FROM, _PARAMEDIC_FROM = 2_500, 15_500
#: Where the older table of first aiders ends (E14). [people]
_TABLE_ENDS = 10_000


def needed(
    profile: Profile, *, counts: Counts = Counts(), local: Local = Local()
) -> tuple[Staffing, ...]:
    """Return what an event needs, as far as what is known allows to say."""
    found = [*_by_size(profile, local), *_by_type(profile), *_by_count(counts)]
    return tuple(sorted(found, key=lambda one: tuple(Post).index(one.post)))


def crowd_managers(people: int, *, crowd_from: int | None = None) -> int:
    """Return how many crowd managers the rule asks for: one for each 250, at least two; else 0.

    References
    ----------
    NFPA 1 and 101 (2021), as summarised by states (E10); International Fire Code 403 (E11).
    """
    threshold = STRICTEST if crowd_from is None else crowd_from
    return max(2, ceil(people / 250)) if threshold and people >= threshold else 0


def marshals(people: int) -> tuple[int, int]:
    """Return marshals for a simple and for a complex march: one for each 100, for each 50 (E39)."""
    return ceil(people / 100), ceil(people / 50)


def first_aiders(people: int) -> int | None:
    """Return first aiders by the British table of 2014; None where it ends, at 10,000 (E14)."""
    if people > _TABLE_ENDS:
        return None
    return max(2, ceil(2 * people / 1000)) if people <= 3000 else 6 + ceil((people - 3000) / 1000)


def youth_adults(younger: int, older: int) -> int:
    """Return adults for young people: one for 8 (9 to 12), one for 10 (13 and more), two at least.

    References
    ----------
    The People Foundation, one-page audit (E34).
    """
    return max(2, ceil(younger / 8) + ceil(older / 10))


def accessible_seats(seats: int) -> int:
    """Return how many seats are accessible: two in a hundred, rounded up (E28)."""
    return ceil(2 * seats / 100)


def trauma_support(people: int, kind: EventType) -> int:
    """Return people for support: one for 100, at least two, where people mourn; else two.

    No ratio is published: it is this product's own proposal.
    """
    return max(2, ceil(people / 100)) if kind.mourning else 2


def exit_capacity(width: float, minutes: float, *, older: bool = False) -> int:
    """Return how many people exits let out.

    Parameters
    ----------
    width
        Of all exits together. [m]
    minutes
        To clear the place; under ten is the aim. [min]
    older
        Whether most who come are older: 75 instead of 82 people a meter and minute.

    References
    ----------
    Planning figure of the United Kingdom (E30).
    """
    return int(width * (75 if older else 82) * minutes)


def holding_capacity(area: float) -> int:
    """Return how many people can stand outdoors on a usable area [m²]: two a square meter (E30)."""
    return int(area * 2)


def roughly(people: int) -> int:
    """Return a number of people that a formula gave as it is said: two digits, rounded down."""
    step: int = 10 ** max(0, len(str(people)) - 2)
    return people // step * step


def _by_size(profile: Profile, local: Local) -> Iterator[Staffing]:
    people = profile.attendance
    if people is None:
        return
    if managers := crowd_managers(people, crowd_from=local.crowd_from):
        yield _one(Post.CROWD_MANAGERS, managers, Status.CODE, ("E10", "E11"), _rule(local))
    if (aiders := first_aiders(people)) is not None:
        note = _("British table of 2014; ask your EMS what this event needs.")
        yield _one(Post.FIRST_AIDERS, aiders, Status.INDICATIVE, ("E14",), note)
    yield _one(Post.MEDICAL_COVER, 1, Status.LOCAL, ("E19",), medical_cover(profile.type, people))
    if people >= _EMT_FROM:
        note = _("San Francisco asks for a medical plan: begun 90 days, filed 30 days ahead.")
        yield _one(Post.MEDICAL_PLAN, 1, Status.LOCAL, ("E20",), note)


def _by_type(profile: Profile) -> Iterator[Staffing]:
    kind, people = profile.type, profile.attendance
    if kind is EventType.MARCH and people is not None:
        least, most = marshals(people)
        note = _("One for each 100 people at a simple march, for each 50 at a complex one.")
        yield Staffing(Post.MARSHALS, least, most, Status.PRACTICE, ("E39", "E07"), note)
    if kind.mourning or kind is EventType.COMMUNITY_MEETING:
        least = trauma_support(people or 0, kind)
        note = _("No ratio is published; this is our own proposal.")
        yield _one(Post.TRAUMA_SUPPORT, least, Status.PROPOSAL, (), note)


def _by_count(counts: Counts) -> Iterator[Staffing]:
    if counts.approaches is not None:
        note = ngettext(
            "A pair at {n} way in or opening. No ratio is published; this is our own proposal.",
            "A pair at each of {n} ways in or openings. No ratio is published; this is our own"
            " proposal.",
            counts.approaches,
        ).format(n=counts.approaches)
        pairs = 2 * counts.approaches
        yield _one(Post.OUTREACH_PAIRS, pairs, Status.PROPOSAL, (), note)
    if counts.younger or counts.older:
        adults = youth_adults(counts.younger or 0, counts.older or 0)
        note = _("One for each 8 of ages 9 to 12, for each 10 older; never one adult alone.")
        yield _one(Post.YOUTH_ADULTS, adults, Status.PRACTICE, ("E34",), note)
    if counts.seats:
        seats = accessible_seats(counts.seats)
        note = _("Two of every hundred seats; one city’s checklist.")
        yield _one(Post.ACCESSIBLE_SEATS, seats, Status.LOCAL, ("E28",), note)


def medical_cover(kind: EventType, people: int) -> str:
    """Say the cover one county asks for at an event of a size (Orange County NC, E19)."""
    sport = kind in (EventType.SCHOOL_EVENT, EventType.YOUTH_TOURNAMENT)
    if people >= _PARAMEDIC_FROM:
        return _("A station with paramedic or physician, advanced life support, a mobile team.")
    if people >= _EMT_FROM:
        return (
            _("A station with EMTs, a mobile team, and an ambulance, required for sport.")
            if sport
            else _("A station with EMTs and a mobile team; an ambulance is advised.")
        )
    if sport:
        return _("A station with EMTs; somebody trained in CPR and AED, and 911.")
    return _("Somebody trained in CPR and AED, and 911; first aid is advised.")


def _rule(local: Local) -> str:
    if local.crowd_from is None:
        return _("Nobody has set your local rule yet, so the strictest counts: from 250 people.")
    return _("Your local rule: from {n:,} people, one for each 250, at least two.").format(
        n=local.crowd_from
    )


def _one(post: Post, number: int, status: Status, sources: tuple[str, ...], note: str) -> Staffing:
    return Staffing(post, number, number, status, sources, note)
