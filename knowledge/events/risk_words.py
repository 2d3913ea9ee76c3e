"""The planning level in words: always with its reasons, its data date and what it is not."""

from datetime import date

from knowledge.events.factors import MOST, SCALES, Factor
from knowledge.events.kinds import Tier
from knowledge.events.risk import Assessment, Override, Scored
from knowledge.windows import spell
from knowledge.words import _


def level(tier: Tier) -> str:
    """Name a tier as people read it."""
    return _("Planning level {level} of 4").format(level=tier.level)


def today(tier: Tier) -> str:
    """Name a tier that the work on the list will change."""
    return _("Planning level {level} of 4 today").format(level=tier.level)


def prospect(tier: Tier, planned: Tier) -> str:
    """Say what a level would be with nothing critical open; "" where that changes nothing.

    An open list has up to 4 points itself (E06), so a new plan may begin a level higher.
    """
    if tier is planned:
        return ""
    return _("With the list done it would be level {then}.").format(then=planned.level)


def standing(tier: Tier, planned: Tier) -> tuple[str, str]:
    """Return a level's name, and what it would be with the list done."""
    after = prospect(tier, planned)
    return (today(tier) if after else level(tier)), after


def brings(tier: Tier) -> str:
    """Say what a tier brings in (domain brief A3)."""
    return {
        Tier.LOW: _("a plan by the organizer, a first-aid kit, one person to speak with others"),
        Tier.MODERATE: _(
            "the whole core list, police and fire told, a conflict check a week and a day before"
        ),
        Tier.HIGH: _(
            "a joint planning meeting, a written action plan, staffed medical cover, a thought on"
            " screening or entry, and a check every day in the last three"
        ),
        Tier.VERY_HIGH: _(
            "sign-off by police, fire and emergency management; a thought on another date, place"
            " or format, or calling it off; the yes or no by the event lead and two partners"
        ),
    }[tier]


def aid() -> str:
    """Say what the level is and is not; shown wherever a level is."""
    return _("A planning aid, not a prediction.")


def data(until: date | None) -> str:
    """Say how far the data of the factors about the place goes."""
    if until is None:
        return _("No incident data was used.")
    return _("Incident data to {day}.").format(day=spell(until))


def reason(scored: Scored) -> str:
    """Say one factor with its points and why."""
    name = SCALES[scored.factor].name
    if not scored.known:
        return unknown(scored)
    return _("{name}: {why} ({points} of {most})").format(
        name=name, why=scored.reason, points=scored.points, most=MOST
    )


def plain(scored: Scored) -> str:
    """Say one known factor and why, without its points."""
    return _("{name}: {why}").format(name=SCALES[scored.factor].name, why=scored.reason)


def unknown(scored: Scored) -> str:
    """Say one factor that nobody knows, and how it was counted."""
    why = scored.reason or _("not known yet")
    return _("{name}: {why} (counted as {points} of {most})").format(
        name=SCALES[scored.factor].name, why=why, points=scored.points, most=MOST
    )


def reasons(assessment: Assessment) -> tuple[str, ...]:
    """Say every known factor that has points, the most first; then each rule that raised it."""
    counted = [one for one in assessment.factors if one.known and one.points]
    counted.sort(key=lambda one: -one.points)
    return (*(reason(one) for one in counted), *(rule(one) for one in assessment.overrides))


def plainly(assessment: Assessment) -> tuple[str, ...]:
    """Say what counts without how much it counts, for who may not add it up."""
    return tuple(plain(one) for one in assessment.factors if one.known and one.points)


def gaps(assessment: Assessment) -> tuple[str, ...]:
    """Say each factor that nobody knows."""
    return tuple(unknown(one) for one in assessment.factors if not one.known)


def rule(override: Override) -> str:
    """Say why a rule raised the level."""
    return {
        Override.CREDIBLE_THREAT: _(
            "Outreach holds a specific threat to be credible: level 4 whatever the rest."
        ),
        Override.TWO_AT_FOUR: _(
            "Two of conflict, nearest shooting and this event’s record are at 4: at least level 3."
        ),
        Override.OPEN_ENTRY: _(
            "Open and promoted online or without a permit, for 250 people or more: at least"
            " level 3."
        ),
        Override.RIVALS: _("Groups that oppose one another are expected: at least level 3."),
    }[override]


def threat() -> str:
    """Say what to do about a credible specific threat, and whom it concerns."""
    return _(
        "Is somebody in danger now? Call 911 first. Then tell the police liaison, the event lead"
        " and the safety lead at once, by voice: what keeps people safe, when and where. People in"
        " danger come before confidentiality, as far as local law allows. I am never the alarm."
    )


def names() -> tuple[str, ...]:
    """Return every factor's key, in order, as it is typed."""
    return tuple(one.value for one in Factor)
