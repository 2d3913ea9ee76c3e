"""What a place with many shootings needs, so that a plan can say what is not covered there."""

from collections.abc import Iterable, Mapping, Sequence

from knowledge.partners.services import Service
from knowledge.plan.coverage import Coverage, Work, coverage
from knowledge.plan.entry import Entry

#: What we look for at each place: street outreach and mediation (T03), care after harm and
#: work (T08), what young people do and with whom (K14), and the way home from prison (K12).
#: Which services these are is our reading of those sources.
NEEDED = (
    Service.OUTREACH,
    Service.MEDIATION,
    Service.COUNSELLING,
    Service.JOB,
    Service.MENTORING,
    Service.RECREATION,
    Service.REENTRY,
)


def ranked(cells: Mapping[int, int], places: Mapping[int, str], *, most: int) -> tuple[str, ...]:
    """Return the places that hold the most of the highest cells, the highest first.

    Parameters
    ----------
    cells
        The rank, 1 the highest, of each of the highest cells.
    places
        The place that holds most of each cell; a cell in none is left out.
    """
    held: dict[str, list[int]] = {}
    for cell, rank in cells.items():
        if cell in places:
            held.setdefault(places[cell], []).append(rank)
    order = sorted(held, key=lambda place: (-len(held[place]), min(held[place]), place))
    return tuple(order[:most])


def covered(
    places: Iterable[str], work: Sequence[Work], entries: Iterable[Entry]
) -> tuple[Coverage, ...]:
    """Return for each place who brings what it needs, and what nobody brings.

    What the plan brings to a place counts among what it needs there, even where it is not one
    of ``NEEDED``.
    """
    planned = [one for one in entries if one.service and one.place]
    return tuple(
        coverage(
            place,
            work,
            [
                *(service.value for service in NEEDED),
                *(one.service for one in planned if one.place.casefold() == place.casefold()),
            ],
        )
        for place in places
    )
