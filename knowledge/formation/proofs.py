"""Which steps of formation the coalition's own data proves, and the sentence that proves it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from knowledge.words import _, ngettext

#: From how many on we call a list a map or a directory; our own thresholds.
SECTORS_FOR_A_MAP = 8
PARTNERS_FOR_A_DIRECTORY = 10
CALLS_FOR_A_RHYTHM = 2
INDICATORS_FOR_A_SHEET = 3


class Proof(StrEnum):
    """The steps that data can prove, by their id; all others are for people to say."""

    SECTOR_MAP = "N03"
    FIRST_MEETING = "N05"
    DIRECTORY = "N12"
    UNDERSTANDING = "N16"
    DATA_SHARING = "N17"
    DATA_USE = "N18"
    PLEDGES = "N19"
    GOAL = "N21"
    STRATEGIES = "N22"
    INDICATORS = "N23"
    ACTION_PLAN = "N24"
    WEEKLY_CALL = "N29"
    REVIEWS = "N30"
    DEPUTIES = "N37"


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts of what the coalition has; a later count is added with 0 as its default.

    Attributes
    ----------
    partners, sectors
        Partner organizations, and the sectors they are in.
    partners_with_services
        Partners with at least one service in the directory.
    meetings_held
        Meetings of any kind that have taken place.
    understandings, data_sharing, data_use
        Agreements of each tier that are signed and in date.
    members, pledged
        People who may use the bot, and those of them who gave the pledge.
    goals, strategies
        Goals that have a date, and strategies, in the plan.
    indicators_ready
        Indicators that have a baseline and an owner.
    actions, actions_ready
        Actions in the plan, and those of them with an owner and a date.
    weekly_calls
        Weekly coordination calls held in the last 31 days.
    reviews
        Shooting reviews held.
    key_seats, seats_with_deputy
        Key seats that are filled, and those of them with a deputy.
    """

    partners: int = 0
    sectors: int = 0
    partners_with_services: int = 0
    meetings_held: int = 0
    understandings: int = 0
    data_sharing: int = 0
    data_use: int = 0
    members: int = 0
    pledged: int = 0
    goals: int = 0
    strategies: int = 0
    indicators_ready: int = 0
    actions: int = 0
    actions_ready: int = 0
    weekly_calls: int = 0
    reviews: int = 0
    key_seats: int = 0
    seats_with_deputy: int = 0


def proofs(facts: Facts) -> dict[str, str]:
    """Return the sentence that proves a step, by the step's id; only proven steps are there."""
    said = ((proof, tell(facts)) for proof, tell in _TELLING.items())
    return {proof.value: sentence for proof, sentence in said if sentence}


def _sector_map(facts: Facts) -> str:
    if facts.sectors < SECTORS_FOR_A_MAP:
        return ""
    return _("{partners} partners in {sectors} sectors").format(
        partners=facts.partners, sectors=facts.sectors
    )


def _directory(facts: Facts) -> str:
    if facts.partners_with_services < PARTNERS_FOR_A_DIRECTORY:
        return ""
    return _("{partners} partners with their services").format(
        partners=facts.partners_with_services
    )


def _first_meeting(facts: Facts) -> str:
    held = facts.meetings_held
    return ngettext("{n} meeting held", "{n} meetings held", held).format(n=held) if held else ""


def _understanding(facts: Facts) -> str:
    return _signed(
        facts.understandings,
        ngettext(
            "{n} memorandum signed and in date",
            "{n} memorandums signed and in date",
            facts.understandings,
        ),
    )


def _data_sharing(facts: Facts) -> str:
    return _signed(
        facts.data_sharing,
        ngettext(
            "{n} data-sharing agreement signed and in date",
            "{n} data-sharing agreements signed and in date",
            facts.data_sharing,
        ),
    )


def _data_use(facts: Facts) -> str:
    return _signed(
        facts.data_use,
        ngettext(
            "{n} data-use license signed and in date",
            "{n} data-use licenses signed and in date",
            facts.data_use,
        ),
    )


def _signed(count: int, sentence: str) -> str:
    return sentence.format(n=count) if count else ""


def _pledges(facts: Facts) -> str:
    if not facts.members or facts.pledged < facts.members:
        return ""
    return ngettext(
        "The one member has given the pledge",
        "All {n} members have given the pledge",
        facts.members,
    ).format(n=facts.members)


def _goal(facts: Facts) -> str:
    if not facts.goals:
        return ""
    return ngettext(
        "{n} goal with a date in the plan", "{n} goals with a date in the plan", facts.goals
    ).format(n=facts.goals)


def _strategies(facts: Facts) -> str:
    if facts.strategies < 2:
        return ""
    return _("{n} strategies in the plan").format(n=facts.strategies)


def _indicators(facts: Facts) -> str:
    if facts.indicators_ready < INDICATORS_FOR_A_SHEET:
        return ""
    return _("{n} indicators with a baseline and an owner").format(n=facts.indicators_ready)


def _action_plan(facts: Facts) -> str:
    if not facts.actions or facts.actions_ready < facts.actions:
        return ""
    return ngettext(
        "The plan's one action has an owner and a date",
        "All {n} actions in the plan have an owner and a date",
        facts.actions,
    ).format(n=facts.actions)


def _weekly_call(facts: Facts) -> str:
    if facts.weekly_calls < CALLS_FOR_A_RHYTHM:
        return ""
    return _("{n} weekly calls held in the last month").format(n=facts.weekly_calls)


def _reviews(facts: Facts) -> str:
    if not facts.reviews:
        return ""
    return ngettext("{n} shooting review held", "{n} shooting reviews held", facts.reviews).format(
        n=facts.reviews
    )


def _deputies(facts: Facts) -> str:
    if not facts.key_seats or facts.seats_with_deputy < facts.key_seats:
        return ""
    return ngettext(
        "The one key seat has a deputy", "All {n} key seats have a deputy", facts.key_seats
    ).format(n=facts.key_seats)


_TELLING: dict[Proof, Callable[[Facts], str]] = {
    Proof.SECTOR_MAP: _sector_map,
    Proof.FIRST_MEETING: _first_meeting,
    Proof.DIRECTORY: _directory,
    Proof.UNDERSTANDING: _understanding,
    Proof.DATA_SHARING: _data_sharing,
    Proof.DATA_USE: _data_use,
    Proof.PLEDGES: _pledges,
    Proof.GOAL: _goal,
    Proof.STRATEGIES: _strategies,
    Proof.INDICATORS: _indicators,
    Proof.ACTION_PLAN: _action_plan,
    Proof.WEEKLY_CALL: _weekly_call,
    Proof.REVIEWS: _reviews,
    Proof.DEPUTIES: _deputies,
}
