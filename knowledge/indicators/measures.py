"""The indicators that the coalition's own records answer now, as counts out of counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.agreements.agreement import Agreement, in_date
from knowledge.partners.sectors import Sector, Standing
from knowledge.windows import Window
from knowledge.words import _

#: Under this many, a share is not worth a percentage (K17).
ENOUGH = 10


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        """Refuse a part that is larger than its whole."""
        if not 0 <= self.part <= self.whole:
            raise ValueError("a part lies between none and all of its whole")

    @property
    def small(self) -> bool:
        """Whether there are too few for a percentage."""
        return self.whole < ENOUGH


@dataclass(frozen=True, slots=True)
class Presence:
    """Of all sectors, those with a partner, and those that came within 90 days."""

    seated: Share
    attending: Share


def presence(standings: Mapping[Sector, Standing]) -> Presence:
    """Return how many of the 15 sectors are seated and attending, from where each stands."""
    seated = sum(standing is not Standing.MISSING for standing in standings.values())
    active = sum(standing is Standing.ACTIVE for standing in standings.values())
    return Presence(Share(seated, len(Sector)), Share(active, len(Sector)))


def closed_on_time(dues: Iterable[tuple[date, date | None]], period: Window) -> Share:
    """Return how many of the actions due in a period were closed by their day.

    Parameters
    ----------
    dues
        The local day each action was due, and the one on which it was done, None while open.
        Leave out dropped actions and those without a day.
    """
    ours = [(due, done) for due, done in dues if period.start <= due < period.end]
    return Share(sum(done is not None and done <= due for due, done in ours), len(ours))


def agreements_in_date(agreements: Iterable[Agreement], today: date) -> Share:
    """Return how many of the agreements that were signed hold today."""
    signed = [one for one in agreements if one.start <= today]
    return Share(sum(in_date(one, today) for one in signed), len(signed))


def training_current(renewals: Iterable[date | None], today: date) -> Share:
    """Return for how many members training is current.

    Parameters
    ----------
    renewals
        For each member the last day on which training holds, None where there was none.
    """
    days = list(renewals)
    return Share(sum(day is not None and today <= day for day in days), len(days))


def told(share: Share) -> str:
    """Say a share: "12 of 15 (80%)", without a percentage under 10."""
    if not share.whole:
        return _("nothing to count yet")
    if share.small:
        return _("{part} of {whole}").format(part=share.part, whole=share.whole)
    return _("{part} of {whole} ({percent}%)").format(
        part=share.part, whole=share.whole, percent=round(100 * share.part / share.whole)
    )


def warning(count: int) -> str:
    """Return what to say beside a count under 10; "" beside a larger one."""
    if count >= ENOUGH:
        return ""
    return _("Fewer than 10: one more or less changes this a lot, so do not read a trend into it.")
