"""The fifteen sectors of a coalition, and which of them sit at its table."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache

from knowledge.partners.lexicon import Lexicon
from knowledge.words import _

#: A sector is active when somebody of it came to a meeting within so many days. [days]
ACTIVE_DAYS = 90


class Sector(StrEnum):
    """Where partners come from: the twelve of Drug-Free Communities (K03), and three more."""

    RESIDENT_SURVIVOR = "resident_survivor"
    LIVED_EXPERIENCE = "lived_experience"
    YOUTH = "youth"
    PARENTS = "parents"
    BUSINESS = "business"
    MEDIA = "media"
    SCHOOL = "school"
    YOUTH_SERVING = "youth_serving"
    LAW_ENFORCEMENT = "law_enforcement"
    FAITH_FRATERNAL = "faith_fraternal"
    CIVIC_VOLUNTEER = "civic_volunteer"
    HEALTHCARE = "healthcare"
    GOVERNMENT = "government"
    ISSUE_ORGS = "issue_orgs"
    PHILANTHROPY_RESEARCH = "philanthropy_research"


class Standing(StrEnum):
    """Whether a sector is at the table."""

    MISSING = "missing"
    SEATED = "seated"
    ACTIVE = "active"


_TITLES: Mapping[Sector, str] = {
    Sector.RESIDENT_SURVIVOR: "Residents, survivors and families",
    Sector.LIVED_EXPERIENCE: "People formerly incarcerated, credible messengers",
    Sector.YOUTH: "Youth",
    Sector.PARENTS: "Parents and caregivers",
    Sector.BUSINESS: "Business and corridors",
    Sector.MEDIA: "Media",
    Sector.SCHOOL: "Schools and colleges",
    Sector.YOUTH_SERVING: "Youth-serving organizations, parks, recreation",
    Sector.LAW_ENFORCEMENT: "Police, probation, prosecutors, defenders",
    Sector.FAITH_FRATERNAL: "Faith and fraternal",
    Sector.CIVIC_VOLUNTEER: "Civic, block and volunteer groups",
    Sector.HEALTHCARE: "Hospitals, public and behavioral health",
    Sector.GOVERNMENT: "City, county, state and tribal agencies",
    Sector.ISSUE_ORGS: "Violence intervention, victim services, reentry, legal aid",
    Sector.PHILANTHROPY_RESEARCH: "Funders and universities",
}


def title(sector: Sector) -> str:
    """Return a sector's name in full."""
    return _(_TITLES[sector])


_LABELS: Mapping[Sector, str] = {
    Sector.RESIDENT_SURVIVOR: "Residents",
    Sector.LIVED_EXPERIENCE: "Lived experience",
    Sector.YOUTH: "Youth",
    Sector.PARENTS: "Parents",
    Sector.BUSINESS: "Business",
    Sector.MEDIA: "Media",
    Sector.SCHOOL: "Schools",
    Sector.YOUTH_SERVING: "Youth programs",
    Sector.LAW_ENFORCEMENT: "Law enforcement",
    Sector.FAITH_FRATERNAL: "Faith",
    Sector.CIVIC_VOLUNTEER: "Civic groups",
    Sector.HEALTHCARE: "Health care",
    Sector.GOVERNMENT: "Government",
    Sector.ISSUE_ORGS: "Service groups",
    Sector.PHILANTHROPY_RESEARCH: "Funders, research",
}


def label(sector: Sector) -> str:
    """Return a sector's name in one or two plain words, as a map or a button has room for."""
    return _(_LABELS[sector])


def holds_press(sector: Sector) -> bool:
    """Tell whether people of a sector may publish what they see."""
    return sector is Sector.MEDIA


def find(text: str) -> Sector | None:
    """Return the sector that somebody names by its key, title, label or a usual word."""
    return _lexicon().meaning(text)


def standings(
    seated: Collection[Sector], attended: Mapping[Sector, date | None], today: date
) -> dict[Sector, Standing]:
    """Return where each of the fifteen sectors stands today.

    Parameters
    ----------
    seated
        The sectors that have a partner or a member; a mapping by sector will do.
    attended
        The day of the last meeting that somebody of a sector came to.
    """
    return {
        sector: _standing(attended.get(sector), today) if sector in seated else Standing.MISSING
        for sector in Sector
    }


def _standing(last: date | None, today: date) -> Standing:
    came = last is not None and 0 <= (today - last).days <= ACTIVE_DAYS
    return Standing.ACTIVE if came else Standing.SEATED


_WORDS: Mapping[Sector, tuple[str, ...]] = {
    Sector.RESIDENT_SURVIVOR: ("resident", "neighbors", "survivors", "families", "vecinos"),
    Sector.LIVED_EXPERIENCE: ("credible messenger", "credible messengers", "formerly incarcerated"),
    Sector.YOUTH: ("young people", "teens", "jovenes"),
    Sector.PARENTS: ("parent", "caregivers", "padres"),
    Sector.BUSINESS: ("businesses", "merchants", "commerce", "negocios"),
    Sector.MEDIA: ("press", "news", "radio", "prensa", "medios"),
    Sector.SCHOOL: ("school", "college", "education", "escuela", "escuelas"),
    Sector.YOUTH_SERVING: ("youth serving", "recreation", "parks", "rec center"),
    Sector.LAW_ENFORCEMENT: ("police", "probation", "prosecutor", "sheriff", "policia"),
    Sector.FAITH_FRATERNAL: ("church", "mosque", "faith based", "fraternal", "iglesia"),
    Sector.CIVIC_VOLUNTEER: ("civic", "block club", "volunteers", "volunteer", "voluntarios"),
    Sector.HEALTHCARE: ("health", "hospital", "hospitals", "clinic", "salud"),
    Sector.GOVERNMENT: ("city", "county", "agency", "public agency", "gobierno"),
    Sector.ISSUE_ORGS: ("nonprofit", "nonprofits", "service group", "violence intervention"),
    Sector.PHILANTHROPY_RESEARCH: ("funder", "funders", "foundation", "university", "research"),
}


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon[Sector]:
    return Lexicon.of(
        {sector: (sector.value, title(sector), label(sector), *_WORDS[sector]) for sector in Sector}
    )
