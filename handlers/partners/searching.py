"""`/find`: the partners that fit, and what is nearest where none does."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from handlers.partners.request import Asked
from handlers.toolbox import Toolbox
from knowledge.partners import asking, languages
from knowledge.partners.finding import Finding
from knowledge.partners.matching import Match
from knowledge.partners.partner import Partner
from knowledge.partners.services import Service
from knowledge.words import _
from storage import partners, settings

#: How many cards are shown at once.
PAGE = 5
#: How many ways out are offered where nothing fits.
_WAYS = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A partner that fits, and its hours as of the moment of the search, in local time.

    Attributes
    ----------
    closes, opens
        When it closes, if it is open; when it opens next, if it is closed.
    """

    partner: Partner
    open: bool | None
    stale: bool
    closes: datetime | None
    opens: datetime | None


@dataclass(frozen=True, slots=True)
class Near:
    """A search with one thing less, what that is, and how many partners fit it."""

    finding: Finding
    without: str
    total: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes
    ----------
    moment
        The local time at which places were open or closed.
    left_out
        Words like which no partner is named, so the search goes without them.
    nearest
        Where nothing fits: searches with one thing less.
    directory
        How many partners there are at all.
    """

    asked: Asked
    finding: Finding
    moment: datetime
    total: int
    shown: tuple[Shown, ...] = ()
    left_out: tuple[str, ...] = ()
    nearest: tuple[Near, ...] = ()
    directory: int = 0

    @property
    def more(self) -> int:
        """How many come after those that are shown."""
        return max(0, self.total - self.asked.start - len(self.shown))


def find(tools: Toolbox, *, workspace: int, asked: Asked) -> Found:
    """Return a page of the partners that fit what was asked, walk-in first.

    Raises
    ------
    UsageError
        When what was asked cannot be one search.
    """
    with tools.read() as session:
        moment = local(tools, session, workspace)
        index = partners.index(session, workspace=workspace)
        typed = asking.read(asked.words, places=index.places)
        finding, matches = _search(index, typed, moment)
        page = matches[asked.start : asked.start + PAGE]
        kept = partners.several(session, workspace=workspace, ids=[one.id for one in page])
        by_id = {one.id: one for one in kept}
    return Found(
        asked=asked,
        finding=finding,
        moment=moment,
        total=len(matches),
        shown=tuple(_shown(by_id[one.id], one, moment) for one in page if one.id in by_id),
        left_out=() if finding is typed else typed.name_words,
        nearest=() if matches else _nearest(index, finding, moment),
        directory=len(index.listed),
    )


def offered(tools: Toolbox, *, workspace: int) -> Counter[Service]:
    """Return how many partners offer each service."""
    with tools.read() as session:
        return partners.covered(session, workspace=workspace)


def local(tools: Toolbox, session: Session, workspace: int) -> datetime:
    """Return the present moment in the coalition's zone."""
    zone = settings.timezone(session, workspace=workspace)
    return tools.now().astimezone(ZoneInfo(zone or "UTC"))


def _search(index: partners.Index, typed: Finding, moment: datetime) -> tuple[Finding, list[Match]]:
    """Return what fits; where no name is like the words typed, what fits without them."""
    found = index.search(typed, moment=moment)
    other = typed.without_names()
    if found or other is None:
        return typed, found
    bare = index.search(other, moment=moment)
    return (other, bare) if bare else (typed, found)


def _nearest(index: partners.Index, finding: Finding, moment: datetime) -> tuple[Near, ...]:
    """Return searches that leave one thing out and find something, the most telling first."""
    found: list[Near] = []
    for less, without in _with_less(finding):
        fits = index.search(less, moment=moment)
        if fits:
            found.append(Near(less, without, len(fits)))
        if len(found) == _WAYS:
            break
    return tuple(found)


def _with_less(finding: Finding) -> Iterator[tuple[Finding, str]]:
    bare = replace(finding, whole="")
    if finding.open_now:
        yield replace(bare, open_now=False), _("open now")
    if finding.walk_in:
        yield replace(bare, walk_in=False), _("walk-in")
    if finding.always:
        yield replace(bare, always=False), _("open 24/7")
    if finding.languages:
        yield replace(bare, languages=()), languages.told(finding.languages)
    if finding.place:
        yield replace(bare, place=None), _("in {place}").format(place=finding.place)
    if finding.services and (finding.place or finding.languages):
        only = Finding(services=finding.services)
        yield only, _("everything else")


def _shown(partner: Partner, match: Match, moment: datetime) -> Shown:
    hours = partner.hours
    return Shown(
        partner=partner,
        open=match.open,
        stale=match.stale,
        closes=hours.closes_at(moment) if hours and match.open else None,
        opens=hours.opens_next(moment) if hours and match.open is False else None,
    )
