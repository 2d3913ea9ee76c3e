"""The twelve factors of the planning level: their names, what each point stands for, sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from knowledge.words import _

#: The most points that one factor has.
MOST = 4


class Factor(StrEnum):
    """What the planning level is made of, in the scheme's order (domain brief, A3)."""

    ATTENDANCE = "attendance"
    ENTRY_CONTROL = "entry_control"
    VENUE = "venue"
    END_TIME = "end_time"
    ALCOHOL = "alcohol"
    AUDIENCE = "audience"
    CONFLICT = "conflict"
    RECENT_SHOOTING = "recent_shooting"
    HOTSPOT = "hotspot"
    HISTORY = "history"
    READINESS = "readiness"
    ENVIRONMENT = "environment"


@dataclass(frozen=True, slots=True)
class Scale:
    """What one factor asks.

    Attributes
    ----------
    name
        What people call it.
    bands
        What 0, 1, 2, 3 and 4 points stand for.
    sources
        Where the bands come from.
    unknown
        The points of an answer that nobody has; the scheme states it for ``conflict``,
        ``recent_shooting`` and ``hotspot``, and for a new event or organiser in ``history``.
        The others are 0: nobody is pushed up by a question that nobody asked, and the gap
        is listed.
    """

    name: str
    bands: tuple[str, str, str, str, str]
    sources: tuple[str, ...]
    unknown: int = 0


SCALES: Mapping[Factor, Scale] = {
    Factor.ATTENDANCE: Scale(
        _("How many come, at the peak"),
        (_("under 50"), _("50 to 249"), _("250 to 999"), _("1,000 to 2,499"), _("2,500 or more")),
        ("E10", "E11", "E20"),
    ),
    Factor.ENTRY_CONTROL: Scale(
        _("Who can get in, and how sure the number is"),
        (
            _("a closed list"),
            _("people sign up"),
            _("open, with a gate"),
            _("an open street"),
            _("open, and promoted online or without a permit"),
        ),
        ("E23", "E18"),
    ),
    Factor.VENUE: Scale(
        _("Form of the place"),
        (
            _("indoors, with posted occupancy and two exits"),
            _("a fenced field or stadium"),
            _("a park"),
            _("a street with openings"),
            _("a moving route"),
        ),
        ("E15", "E04"),
    ),
    Factor.END_TIME: Scale(
        _("When it ends"),
        (
            _("before dusk"),
            _("after dusk, by 9 pm"),
            _("by 10:30 pm"),
            _("after 10:30 pm"),
            _("after midnight"),
        ),
        ("E35", "E18"),
    ),
    Factor.ALCOHOL: Scale(
        _("Alcohol or drugs"),
        (
            _("none"),
            _("some people may bring their own"),
            _("served in a licensed, fenced area"),
            _("openly sold, or everybody brings their own"),
            _("heavy use is expected"),
        ),
        ("E18", "E22"),
    ),
    Factor.AUDIENCE: Scale(
        _("Who comes"),
        (
            _("families"),
            _("adults of all ages"),
            _("mostly young adults"),
            _("mostly teenagers, or two schools or neighborhoods"),
            _("groups that oppose one another"),
        ),
        ("E15",),
    ),
    Factor.CONFLICT: Scale(
        _("Conflict, as outreach knows it"),
        (
            _("none known"),
            _("old and quiet"),
            _("not checked yet"),
            _("active, and it touches this place or these people"),
            _("a specific threat, not verified"),
        ),
        ("T03", "E23"),
        unknown=2,
    ),
    Factor.RECENT_SHOOTING: Scale(
        _("Nearest shooting, within about 500 m, counted by cells"),
        (
            _("none in 365 days"),
            _("one in the last 365 days"),
            _("one in the last 90 days"),
            _("one in the last 30 days"),
            _("one in the last 14 days, within about 200 m"),
        ),
        ("H03",),
        unknown=2,
    ),
    Factor.HOTSPOT: Scale(
        _("Where the place stands in the hotspot ranking"),
        (
            _("not among the top 10%"),
            _("next to a place in the top 10%"),
            _("in the top 10%"),
            _("in the top 5%"),
            _("in the top 2%"),
        ),
        ("H01", "H02"),
        unknown=1,
    ),
    Factor.HISTORY: Scale(
        _("This event’s own record"),
        (
            _("two years without trouble"),
            _("small issues"),
            _("a new event or a new organizer"),
            _("fights before"),
            _("a weapon or a shooting before"),
        ),
        ("E18",),
        unknown=2,
    ),
    Factor.READINESS: Scale(
        _("Critical items still open"),
        (_("none"), _("up to 10%"), _("up to 25%"), _("up to 50%"), _("more than half")),
        ("E06",),
    ),
    Factor.ENVIRONMENT: Scale(
        _("Weather, light, ways out, distance to a trauma center"),
        (
            _("all good"),
            _("one is poor"),
            _("two are poor"),
            _("three are poor"),
            _("all four are poor"),
        ),
        ("E01", "E14", "E18"),
    ),
}
