"""How long Home takes for a coalition that has been at it for years, on both databases.

The whole of it is timed: the reading, the blocks, and the publishing to the local Slack. The
floor is the same number of the smallest queries there are, and the same publishing.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks import databases
from benchmarks.find import draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from handlers.toolbox import Toolbox
    from knowledge.access import Member

PEOPLE, PARTNERS, ITEMS, LINES, MEETINGS = 60, 500, 400, 100, 50
#: One in so many of the action items is the coordinator's, whose Home is the fullest.
SHARE = 8
BAR = 1_000
"""The 95th percentile of a Home, published, is to stay under this. [ms]"""

NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)
RUNS, WARM = 60, 3


def run() -> None:
    """Print the times of several people's Homes; fail where the bar is missed."""
    from handlers.features import manifest
    from sandbox.testing import Workspace

    worst = 0.0
    with Workspace(manifest()) as slack:
        for name, opened in databases.BOTH:
            with opened() as engine:
                worst = max(worst, _measure(name, engine, slack))
    print(f"\nworst p95 of a Home, published: {worst:.0f} ms (bar: under {BAR:,} ms)")
    if worst >= BAR:
        raise SystemExit("the bar is missed")


def _measure(name: str, engine: Engine, slack: Any) -> float:
    from slack_sdk import WebClient

    from handlers.home import message, service
    from handlers.limits import fit_home

    client = WebClient(token=slack.bot_token, base_url=slack.base_url)
    tools, workspace = _filled(engine)
    print(
        f"\n{name}: {PEOPLE} people, {PARTNERS} partners, {ITEMS} action items, {LINES} lines, "
        f"{MEETINGS} meetings\n{'':<28}{'queries':>9}{'p50':>9}{'p95':>9}   [ms]"
    )
    worst = 0.0
    for who in ("U0ANA", "U0DANA", "U0LEE", "U0WALTER"):
        member = _member(tools, workspace, who)

        def build(member: Member = member) -> dict[str, Any]:
            return fit_home(message.home(service.read(tools, member)))

        def publish(member: Member = member, view: Callable[[], Any] = build) -> None:
            client.views_publish(user_id=member.slack_user, view=view())

        shown = build()
        asked = _queries(engine, build)
        label = member.duties.value if member.police else member.role.value
        _line(f"{label}: read and built", asked, _times(build))
        whole = _times(publish)
        worst = max(worst, float(np.quantile(whole, 0.95)))
        _line(f"{label}: published", asked, whole)
        _line("  floor: SELECT 1", asked, _times(lambda asked=asked: _floor(tools, asked)))
        _line(
            "  floor: published",
            0,
            _times(
                lambda member=member, shown=shown: client.views_publish(
                    user_id=member.slack_user, view=shown
                )
            ),
        )
    return worst


def _line(what: str, queries: int, times: np.ndarray) -> None:
    print(f"{what:<28}{queries or '':>9}{np.median(times):>9.1f}{np.quantile(times, 0.95):>9.1f}")


def _times(act: Callable[[], object]) -> np.ndarray:
    return np.array([_once(act) for _run in range(RUNS + WARM)][WARM:])


def _once(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return 1000 * (perf_counter() - start)


def _queries(engine: Engine, act: Callable[[], object]) -> int:
    """Count the statements that something takes."""
    from sqlalchemy import event

    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    act()
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def _floor(tools: Toolbox, many: int) -> None:
    from sqlalchemy import text

    with tools.read() as session:
        for _each in range(many):
            session.execute(text("SELECT 1")).scalar()


def _member(tools: Toolbox, workspace: int, who: str) -> Member:
    from storage import people

    with tools.read() as session:
        return people.member(session, workspace=workspace, slack_user=who)


def _filled(engine: Engine) -> tuple[Toolbox, int]:
    from handlers.toolbox import Toolbox
    from storage import workspaces
    from storage.engine import readings, transactions
    from tests.coalitions import open_coalition

    tools = Toolbox(
        begin=transactions(engine),
        read=readings(engine),
        now=lambda: NOW,
        digest_key=b"a key for benchmarks",
    )
    with tools.begin() as session:
        workspace = workspaces.only(session, now=NOW).id
    ana = open_coalition(tools, workspace)["ANA"]
    with tools.begin() as session:
        _fill(session, workspace, ana, random.Random(4))
    return tools, workspace


def _fill(session: Session, workspace: int, ana: str, chance: random.Random) -> None:
    from knowledge.access import Duties, Role
    from storage import partners, people
    from storage.tables import PartnerRow

    drafts = [(draft(number, chance), date(2026, 11, 1)) for number in range(PARTNERS)]
    partners.add_all(session, workspace=workspace, filled=drafts, by=ana, now=NOW)
    organisation = session.query(PartnerRow.id).filter_by(workspace_id=workspace).first()
    everybody = list(people.slack_users(session, workspace=workspace))
    for number in range(PEOPLE - len(everybody)):
        person = people.ensure(session, workspace=workspace, slack_user=f"U1{number:03}", now=NOW)
        person.role, person.duties, person.pledged_at = Role.MEMBER, Duties.NONE, NOW
        person.partner_id = organisation[0] if organisation else None
        everybody.append(person.id)
    _work(session, workspace, ana, everybody, chance)


def _work(
    session: Session, workspace: int, ana: str, people: list[str], chance: random.Random
) -> None:
    """Fill in the items, the plan and the meetings; part of each is late, done or over."""
    from knowledge.meetings.kinds import Kind
    from knowledge.plan.entry import Level
    from storage import actions, meetings, plan

    for number in range(ITEMS):
        owner = ana if number % SHARE == 0 else chance.choice(people)
        actions.add(
            session, workspace=workspace, text=f"Call the school about day {number}", by=ana,
            owner=owner, due=NOW.date() + timedelta(days=chance.randint(-20, 40)), now=NOW,
        )  # fmt: skip
    goal = strategy = None
    for number in range(LINES):
        level = (Level.GOAL, Level.STRATEGY, Level.ACTION, Level.ACTION)[number % 4]
        above = {Level.GOAL: None, Level.STRATEGY: goal}.get(level, strategy)
        line = plan.add(
            session, workspace=workspace, level=level, parent=above, now=NOW,
            fields={"text": f"Reach out {number}", "owner": chance.choice([ana, *people])},
        )  # fmt: skip
        goal = line.id if level is Level.GOAL else goal
        strategy = line.id if level is Level.STRATEGY else strategy
    for number in range(MEETINGS):
        meetings.add(
            session, workspace=workspace, kind=Kind.GENERAL, title=f"All of us {number}",
            start=NOW + timedelta(days=7 * (number - MEETINGS // 2), hours=1), minutes=60, by=ana,
            now=NOW,
        )  # fmt: skip
