"""What the coalition's own records answer of the indicators, computed as they are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from handlers.hotspots.scope import Reach, reach_of
from knowledge.hotspots.bands import cells_in
from knowledge.incidents.batch import Category
from knowledge.indicators import measures
from knowledge.indicators.measures import Share, told, warning
from knowledge.partners.sectors import standings
from knowledge.people.training import renewal
from knowledge.windows import Window, ending, spell
from knowledge.words import _, ngettext
from storage import actions, agreements, hotspots, indicators, partners
from storage.incidents import queries as incidents

#: The windows of what is counted by day (K16). [days]
WINDOWS = (7, 28, 365)
#: The period in which actions fell due. [days]
_MONTH = 30
#: The share of the study area's cells that counts as the top.
_TOP = 0.05


@dataclass(frozen=True, slots=True)
class Computed:
    """A number in words, what it was computed from, and what to say where it is small."""

    said: str
    source: str
    caution: str = ""


def compute(
    session: Session, *, workspace: int, now: datetime, today: date, zone: str
) -> dict[str, tuple[Computed, ...]]:
    """Return what can be computed now, by an indicator's key; the others are absent."""
    shootings = reach_of(session, workspace=workspace, category=Category.SHOOTING.value)
    shots = reach_of(session, workspace=workspace, category=Category.SHOTS_FIRED.value)
    found = {
        "people_shot": tuple(_counts(session, workspace, shootings, victims=True)),
        "shooting_incidents": (
            *_counts(session, workspace, shootings),
            *_counts(session, workspace, shots, category=Category.SHOTS_FIRED),
        ),
        "concentration": tuple(_concentration(session, workspace, shootings)),
        "sectors_and_actions": tuple(_sectors(session, workspace, now, today, zone)),
        "agreements_and_training": tuple(_agreements(session, workspace, today)),
    }
    return {key: said for key, said in found.items() if said}


def _counts(
    session: Session,
    workspace: int,
    reach: Reach | None,
    *,
    category: Category = Category.SHOOTING,
    victims: bool = False,
) -> Iterator[Computed]:
    """Yield counts of each window beside the same days a year before, where that is fair."""
    for days in WINDOWS if reach else ():
        window = ending(reach.through + timedelta(days=1), days) if reach else None
        if reach is None or window is None or not reach.covering(window):
            continue
        before = window.year_before()
        number = _count(session, workspace, category, window, victims=victims)
        fair = reach.covering(window) == reach.covering(before)
        earlier = _count(session, workspace, category, before, victims=victims) if fair else None
        yield Computed(
            _counted(category, number, days, earlier, victims=victims),
            _("the incident data, complete through {day}").format(day=spell(reach.through)),
            warning(number),
        )


def _count(
    session: Session, workspace: int, category: Category, window: Window, *, victims: bool
) -> int:
    shootings, people = indicators.counts(
        session, workspace=workspace, category=category.value, window=window
    )
    return people if victims else shootings


def _counted(
    category: Category, number: int, days: int, earlier: int | None, *, victims: bool
) -> str:
    if victims:
        what = ngettext("{n} person shot", "{n} people shot", number)
    elif category is Category.SHOTS_FIRED:
        what = ngettext("{n} call about shots fired", "{n} calls about shots fired", number)
    else:
        what = ngettext("{n} shooting", "{n} shootings", number)
    said = _("{what} in {days} days").format(what=what.format(n=number), days=days)
    if earlier is None:
        return said
    return _("{said}; {n} in the same days a year before").format(said=said, n=earlier)


def _concentration(session: Session, workspace: int, reach: Reach | None) -> Iterator[Computed]:
    """Yield how much of a year's shootings fell in the top cells of the stored ranking."""
    size = hotspots.study_size(session, workspace=workspace)
    if reach is None or not size:
        return
    category = Category.SHOOTING.value
    window = ending(reach.through + timedelta(days=1), WINDOWS[-1])
    top = hotspots.highest_cells(
        session, workspace=workspace, category=category, highest=cells_in(_TOP, size)
    )
    counts = incidents.window_by_cell(
        session,
        workspace=workspace,
        category=category,
        start=window.start,
        end=window.end,
        fatal=None,
    )
    inside = int(counts["incidents"][counts["cell"].isin(list(top))].sum())
    share = Share(inside, int(counts["incidents"].sum()))
    if top and share.whole:
        yield Computed(
            _("{share} of a year's shootings on the top 5% of the map").format(share=told(share)),
            _("the incident data and the long-run ranking of cells, which has seen that year"),
            warning(share.whole),
        )


def _sectors(
    session: Session, workspace: int, now: datetime, today: date, zone: str
) -> Iterator[Computed]:
    seated = partners.by_sector(session, workspace=workspace)
    came = partners.attended(session, workspace=workspace, until=now, zone=zone)
    present = measures.presence(standings(seated, came, today))
    yield Computed(
        _("Sectors with a seat: {share}").format(share=told(present.seated)),
        _("the members and their organizations"),
    )
    yield Computed(
        _("Sectors that came within 90 days: {share}").format(share=told(present.attending)),
        _("attendance at meetings"),
    )
    part, whole = actions.closed_on_time(
        session, workspace=workspace, since=today - timedelta(days=_MONTH), until=today
    )
    yield _share(
        _("Actions closed by their day, of those due in 30 days: {share}"),
        Share(part, whole),
        _("action items with a day"),
    )


def _agreements(session: Session, workspace: int, today: date) -> Iterator[Computed]:
    signed = [
        one for one in agreements.all_(session, workspace=workspace) if one.signed_on is not None
    ]
    yield _share(
        _("Signed agreements in date: {share}"),
        measures.agreements_in_date(signed, today),
        _("the agreements on record"),
    )
    trained = indicators.training_days(session, workspace=workspace)
    renewals = [renewal(day) if day else None for day in trained]
    yield _share(
        _("Members whose training holds: {share}"),
        measures.training_current(renewals, today),
        _("the training days of members"),
    )


def _share(said: str, share: Share, source: str) -> Computed:
    caution = warning(share.whole) if share.whole else ""
    return Computed(said.format(share=told(share)), source, caution)
