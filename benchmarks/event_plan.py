"""How long a safety plan takes to build, beside reading its templates alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from benchmarks.timing import medians, show

BAR = 300
"""A plan is built in less. [ms]"""

NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)


def run() -> None:
    """Print the medians for the largest lists; fail where the bar is missed."""
    from knowledge.events.items import items_for
    from knowledge.events.kinds import EventType, Tier, Venue
    from knowledge.events.planning import plan
    from knowledge.events.profile import Profile

    def build(kind: EventType) -> object:
        start = NOW + timedelta(days=90)
        profile = Profile(kind, start, venue=Venue.STREET, attendance=3_000)
        return plan(profile, Tier.VERY_HIGH, now=NOW, items=items_for(kind))

    contenders = {"templates alone": lambda: items_for(EventType.MARCH)} | {
        f"plan of a {kind.value}": (lambda kind=kind: build(kind)) for kind in EventType
    }
    taken = medians(contenders)
    show("a plan for 3,000 people, 90 days ahead", taken, against="templates alone")
    if max(taken.values()) >= BAR:
        raise SystemExit("the bar is missed")
