"""Which missing sector to invite next, why, and the words to begin with."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from knowledge.partners import services
from knowledge.partners.sectors import Sector, Standing
from knowledge.partners.services import Service
from knowledge.words import _

#: Those closest to the harm come first: half of the convenors are theirs (N01: K05, K07),
#: and what young people and survivors say is the ground of the plan (N11: K01).
CLOSEST = (Sector.RESIDENT_SURVIVOR, Sector.LIVED_EXPERIENCE, Sector.YOUTH, Sector.PARENTS)
#: Then those who reach people after a shooting and in the street, then their surroundings.
#: Police wait for the written code on their role (N15), press for the plan on how families
#: are asked (N27).
_THEN = (
    Sector.ISSUE_ORGS, Sector.HEALTHCARE, Sector.SCHOOL, Sector.FAITH_FRATERNAL,
    Sector.YOUTH_SERVING, Sector.CIVIC_VOLUNTEER, Sector.GOVERNMENT, Sector.BUSINESS,
    Sector.PHILANTHROPY_RESEARCH, Sector.LAW_ENFORCEMENT, Sector.MEDIA,
)  # fmt: skip
ORDER = (*CLOSEST, *_THEN)
#: Who usually offers what a coalition may lack.
_OFFERED_BY: Mapping[Sector, frozenset[Service]] = {
    Sector.ISSUE_ORGS: frozenset(
        {
            *(Service.HOUSING, Service.FOOD, Service.LEGAL, Service.RELOCATION),
            *(Service.COMPENSATION, Service.MEDIATION, Service.OUTREACH, Service.REENTRY),
            *(Service.INTERPRETING, Service.CLOTHING),
        }
    ),
    Sector.HEALTHCARE: frozenset({Service.MEDICAL, Service.COUNSELLING, Service.RECOVERY}),
    Sector.SCHOOL: frozenset({Service.SCHOOL}),
    Sector.FAITH_FRATERNAL: frozenset({Service.FUNERAL}),
    Sector.YOUTH_SERVING: frozenset({Service.MENTORING, Service.RECREATION, Service.CHILDCARE}),
    Sector.GOVERNMENT: frozenset({Service.ID, Service.TRANSPORT}),
    Sector.BUSINESS: frozenset({Service.JOB}),
}


@dataclass(frozen=True, slots=True)
class Invitation:
    """The next best invitation.

    Attributes
    ----------
    why
        The reason in a sentence.
    opening
        A line that can be sent as it is.
    sources
        Ids of the facts behind the order.
    """

    sector: Sector
    why: str
    opening: str
    sources: tuple[str, ...]


def next_invitation(
    standings: Mapping[Sector, Standing], uncovered: Collection[Service] = ()
) -> Invitation | None:
    """Return whom to invite next; None when every sector has a seat.

    Parameters
    ----------
    uncovered
        Services that are asked for and that no partner offers.
    """
    missing = [sector for sector in ORDER if standings.get(sector) is not Standing.SEATED]
    missing = [sector for sector in missing if standings.get(sector) is not Standing.ACTIVE]
    if not missing:
        return None
    if missing[0] in CLOSEST:
        return _closest(missing[0])
    lacking = {each: _lacking(each, uncovered) for each in missing}
    sector = max(missing, key=lambda each: len(lacking[each]))
    return _needed(sector, lacking[sector]) if lacking[sector] else _in_order(missing[0])


def _lacking(sector: Sector, uncovered: Collection[Service]) -> list[Service]:
    offered = _OFFERED_BY.get(sector, frozenset())
    return [service for service in Service if service in uncovered and service in offered]


def _closest(sector: Sector) -> Invitation:
    why = {
        Sector.RESIDENT_SURVIVOR: _(
            "The people who live with the harm come first: at least half of the core group "
            "should be theirs."
        ),
        Sector.LIVED_EXPERIENCE: _(
            "People who have been through it are trusted where others are not, and know what "
            "would have helped."
        ),
        Sector.YOUTH: _("Young people carry most of the risk and are seldom at the table."),
        Sector.PARENTS: _("Parents and caregivers know the days and places that worry them."),
    }[sector]
    return Invitation(sector, why, _opening(sector), ("N01", "N11", "K01", "K05", "K07"))


def _needed(sector: Sector, lacking: list[Service]) -> Invitation:
    names = ", ".join(services.title(service) for service in lacking)
    why = _("People ask for what no partner offers yet ({services}); they usually can.").format(
        services=names
    )
    return Invitation(sector, why, _opening(sector), ("N03", "N12", "K01", "K03"))


def _in_order(sector: Sector) -> Invitation:
    if sector is Sector.LAW_ENFORCEMENT:
        why = _(
            "They bring the facts of incidents. Agree in writing first: facts come in, and "
            "nothing about participants goes out."
        )
        return Invitation(sector, why, _opening(sector), ("N15", "T03", "T06", "K18"))
    if sector is Sector.MEDIA:
        why = _("They shape what people fear and hope. Agree first how families are asked.")
        return Invitation(sector, why, _opening(sector), ("N27", "T17", "K03"))
    why = {
        Sector.ISSUE_ORGS: _("They do the daily work: outreach, victim services, coming home."),
        Sector.HEALTHCARE: _("Many who were shot reach a hospital first; help can begin there."),
        Sector.SCHOOL: _("They see young people every day and feel it first when one is hurt."),
        Sector.FAITH_FRATERNAL: _("Families turn to them first, and they have rooms and trust."),
        Sector.YOUTH_SERVING: _("They fill the hours after school, when a safe place counts."),
        Sector.CIVIC_VOLUNTEER: _("Block groups know each corner and bring hands."),
        Sector.GOVERNMENT: _("Permits, lights, parks and money are decided there."),
        Sector.BUSINESS: _("They offer first jobs and keep the lights on along a corridor."),
        Sector.PHILANTHROPY_RESEARCH: _("They pay for what works and help to find out what does."),
    }[sector]
    return Invitation(sector, why, _opening(sector), ("N03", "K03", "K04"))


def _opening(sector: Sector) -> str:
    if sector in CLOSEST:
        return _(
            "We are neighbors and groups working to stop shootings here, and we should not "
            "decide without you. Could we meet for half an hour where it suits you? We would "
            "like to hear what you need from this first."
        )
    if sector is Sector.LAW_ENFORCEMENT:
        return _(
            "We are a coalition working to stop shootings here. We would like to agree in "
            "writing how facts about incidents reach us, and what stays with outreach. Could "
            "we talk for half an hour?"
        )
    if sector is Sector.MEDIA:
        return _(
            "We are a coalition working to stop shootings here. We would like to talk about "
            "how families are asked and how places are named. Could we talk for half an hour?"
        )
    return _(
        "We are a coalition of neighbors and groups working to stop shootings here, and your "
        "part is missing. Could we talk for half an hour about what you see and what you "
        "would need from us?"
    )
