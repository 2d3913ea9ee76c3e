"""Over which days each source has been imported, and how late its reports came."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from knowledge.windows import Window
from storage.tables import Import, Source

#: A file may begin or end with days on which nothing happened; longer is a missing file.
QUIET = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far one source reaches: its newest day, and how late its reports came so far.

    Attributes
    ----------
    spans
        The days that its files reach over, with gaps where a file is missing; in order.
    late
        For each incident that a later import brought new, how many days before the earlier
        file's last day it had happened. [days]
    """

    source: Source
    last: date
    spans: tuple[Window, ...]
    late: tuple[int, ...]
    imports: int

    def covers(self, window: Window) -> bool:
        """Whether one of its spans reaches over the whole window."""
        return any(
            span.start - QUIET <= window.start and window.end <= span.end + QUIET
            for span in self.spans
        )

    def touches(self, window: Window) -> bool:
        """Whether any of its days lies in the window."""
        return any(span.start < window.end and window.start < span.end for span in self.spans)


def reached(session: Session, *, workspace: int, category: str) -> list[Coverage]:
    """Return how far each source of a category reaches, newest first."""
    query = (
        select(Source, Import)
        .join(Import, Import.source_id == Source.id)
        .where(
            Source.workspace_id == workspace,
            Import.workspace_id == workspace,
            Import.category == category,
            Import.last.is_not(None),
        )
        .order_by(Import.id)
    )
    by_source: dict[int, list[tuple[Source, Import]]] = {}
    for source, one in session.execute(query):
        by_source.setdefault(source.id, []).append((source, one))
    found = [_coverage(rows) for rows in by_source.values()]
    return sorted(found, key=lambda one: (one.last, one.source.slug), reverse=True)


def _coverage(rows: list[tuple[Source, Import]]) -> Coverage:
    late = [int(day) for _, one in rows for day, count in one.late.items() for _i in range(count)]
    spans = _joined(sorted(_span(one) for _, one in rows))
    return Coverage(
        source=rows[0][0],
        last=max(span.last for span in spans),
        spans=tuple(spans),
        late=tuple(late),
        imports=len(rows),
    )


def _span(one: Import) -> Window:
    last = one.last or one.finished_at.date()
    first = date.fromisoformat(one.summary["first"]) if one.summary.get("first") else last
    return Window(first, last + timedelta(days=1))


def _joined(spans: list[Window]) -> list[Window]:
    """Return spans in order, those that meet but for quiet days made one."""
    joined = spans[:1]
    for span in spans[1:]:
        if span.start <= joined[-1].end + QUIET:
            joined[-1] = Window(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
