"""Two workspaces in one database: none sees, counts, changes or links to the other's rows.

Every query function that ``test_scoping`` finds is called for one workspace, with arguments
that name the other's rows as well as its own: twice, beside the other workspace and alone.
What it returns or raises, and what it leaves in its workspace, has to be the same both times;
the other's rows have to stay as they were, to the byte. A new function is called from the day
it is there; where an argument of it has no value yet, its test says so.
"""

import inspect
import itertools
import random
import shutil
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import get_type_hints

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from storage import audit, events
from storage.engine import connect
from storage.tables import Base, Need, Workspace
from tests.conftest import BOX, NOW
from tests.incident_files import line, take_in, write
from tests.storage.arguments import (
    ARGUMENTS,
    OUR_MARK,
    OUR_ROW,
    OURS,
    PEOPLE,
    THEIR_MARK,
    THEIR_ROW,
    THEIRS,
)
from tests.storage.filling import fill, filled
from tests.storage.test_scoping import QUERIES

#: Functions that are not called here, and why.
NOT_HERE = {
    "storage.incidents.comparing.compare": "takes an import's numbers: see the test of imports",
    "storage.incidents.staging.stage": "takes an import's plan: see the test of imports",
    "storage.incidents.sums.recount": "reads what an import staged: see the test of imports",
    "storage.events.scores.store": "takes a whole assessment: see the test of readiness",
    "storage.events.writing.keep": "takes what is kept by its names: see below",
    "storage.incidents.applying.apply": "takes an import's plan: see the test of imports",
}
CALLED = sorted(set(QUERIES) - set(NOT_HERE))
#: How many calls each function gets at most.
MOST = 24


class Side:
    """A database, and the other workspace's rows in it, which stay as they are."""

    def __init__(self, engine):
        self.engine = engine
        with Session(engine) as session:
            self.theirs = rows_of(session, THEIRS)


@pytest.fixture(scope="module")
def databases(sqlite_template, tmp_path_factory):
    """Ours beside theirs, and ours alone."""
    folder = tmp_path_factory.mktemp("isolation")
    made = []
    for name in ("beside", "alone"):
        file = shutil.copy(sqlite_template, folder / f"{name}.db")
        made.append(connect(f"sqlite:///{file}", BOX))
    settle(made[0], THEIRS, THEIR_MARK, THEIR_ROW, PEOPLE[1])
    for engine in made:
        settle(engine, OURS, OUR_MARK, OUR_ROW, PEOPLE[0])
    yield [Side(engine) for engine in made]
    for engine in made:
        engine.dispose()


def settle(engine, workspace, mark, first, actor):
    """Fill a workspace; the audit's lines are real ones, for their chain is counted."""
    with Session(engine) as session, session.begin():
        fill(session.connection(), workspace, mark, first=first)
        for table in ("audit_lines", "audit_heads"):
            of = Base.metadata.tables[table]
            session.execute(of.delete().where(of.c.workspace_id == workspace))
        for act in ("coalition.opened", "partner.archived"):
            audit.write(session, workspace=workspace, at=NOW, actor=actor, act=act, subject=actor)


@pytest.mark.parametrize("name", CALLED)
def test_query_is_the_same_beside_another_workspace_as_alone(name, databases, monkeypatch):
    hold_apart(QUERIES[name], name, databases, monkeypatch)


def hold_apart(query, name, databases, monkeypatch):
    """Fail where a function lets one workspace see or change the other's rows."""
    went_well = 0
    for arguments in calls(query, name):
        said = []
        for side in databases:
            fresh = itertools.count()  # new random ids are the same in both
            monkeypatch.setattr("secrets.token_hex", lambda size: f"{next(fresh):0{2 * size}x}")  # noqa: B023
            monkeypatch.setattr("secrets.randbelow", lambda many: next(fresh) % many)  # noqa: B023
            said.append(outcome(side, query, arguments))
        assert said[0] == said[1], arguments
        assert THEIR_MARK not in repr(said[0]) or THEIR_MARK in repr(arguments), arguments
        went_well += not said[0].failed
    assert went_well, f"{name} was never called with anything that it takes: {said[0]}"


@pytest.mark.postgres
def test_queries_leave_another_workspace_alone_on_postgresql_too(shared):
    for name in CALLED[::5]:
        for arguments in calls(QUERIES[name], name):
            said = outcome(shared, QUERIES[name], arguments)
            assert THEIR_MARK not in repr(said) or THEIR_MARK in repr(arguments), (name, arguments)


@pytest.fixture
def shared(postgres_engine):
    """Both workspaces in one PostgreSQL database."""
    settle(postgres_engine, THEIRS, THEIR_MARK, THEIR_ROW, PEOPLE[1])
    settle(postgres_engine, OURS, OUR_MARK, OUR_ROW, PEOPLE[0])
    yield Side(postgres_engine)
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with postgres_engine.begin() as connection:
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))


def calls(query, name):
    """Return what to call a function with: every way, or a sample where there are many."""
    choices = {
        parameter: values(parameter, query, name)
        for parameter, one in list(inspect.signature(query).parameters.items())[1:]
        if parameter != "workspace" and one.kind is not one.VAR_KEYWORD
    }
    chance = random.Random(name)
    every = itertools.islice(itertools.product(*choices.values()), MOST + 1)
    ways = list(every)
    if len(ways) > MOST:  # the first of each, which are ours, are always among them
        drawn = (tuple(chance.choice(some) for some in choices.values()) for _ in range(MOST))
        ways = [ways[0], *drawn]
    return [dict(zip(choices, way, strict=True)) for way in ways]


def values(parameter, query, name):
    """Return what a parameter is called with."""
    whole = name.removeprefix("storage.")
    module, function = whole.split(".")[-2:]
    for key in (
        f"{whole}.{parameter}",
        f"{function}.{parameter}",
        f"{module}.{parameter}",
        parameter,
    ):
        if key in ARGUMENTS:
            return ARGUMENTS[key]
    kind = get_type_hints(query)[parameter]
    options = getattr(kind, "__args__", (kind,))
    for option in options:
        if isinstance(option, type) and issubclass(option, Enum):
            return list(option)[:4]
    if bool in options:
        return [False, True]
    pytest.fail(f"say in tests/storage/arguments.py what {parameter} of {name} is called with")


@dataclass(frozen=True)
class Outcome:
    """What a call gave or raised, and what was ours then, where it wrote."""

    said: object
    ours: object = None
    failed: bool = False


def outcome(side, query, arguments):
    """Call a function for us, and undo whatever it did."""
    with Session(side.engine) as session:
        before = changes(session)
        try:
            given = {
                key: value(session) if callable(value) else value
                for key, value in arguments.items()
            }
            said = plain(query(session, workspace=OURS, **given))
            session.flush()
        except Exception as error:  # noqa: BLE001 - whatever it is, it has to be the same
            return Outcome((type(error).__name__, str(error)), failed=True)
        if before is not None and changes(session) == before:
            return Outcome(said)
        assert rows_of(session, THEIRS) == side.theirs, "a row of the other workspace changed"
        ours = [
            sorted(repr(row) for row in session.execute(select(table).where(mine(table))))
            for table in filled()
        ]
        return Outcome(said, ours)


def changes(session):
    """Return how many rows this connection changed; None where nobody counts."""
    raw = session.connection().connection.driver_connection
    return getattr(raw, "total_changes", None)


def mine(table):
    return table.c.workspace_id == OURS


def rows_of(session, workspace):
    """Return every row of a workspace as the database holds it."""
    found = {}
    for table in filled():
        wanted = text(f"SELECT * FROM {table.name} WHERE workspace_id = :workspace")
        found[table.name] = sorted(
            repr(tuple(row)) for row in session.execute(wanted, {"workspace": workspace})
        )
    whole = text("SELECT * FROM workspaces WHERE id = :workspace")
    found["workspaces"] = [
        repr(tuple(row)) for row in session.execute(whole, {"workspace": workspace})
    ]
    return found


def plain(value):
    """Return anything a query gives as what can be compared and printed."""
    if isinstance(value, str | int | float | date | None):
        return value
    if isinstance(value, pd.DataFrame | np.ndarray):
        return repr(value.to_dict("list") if isinstance(value, pd.DataFrame) else value.tolist())
    if isinstance(value, Mapping):
        return sorted((repr(key), repr(plain(one))) for key, one in value.items())
    if isinstance(value, Set):
        return sorted(map(repr, value))
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return [plain(getattr(value, one)) for one in inside(value)] or repr(value)


def inside(value):
    """Return the names of what an object holds, SQLAlchemy's own bookkeeping left out."""
    if isinstance(value, Base):
        return value.__table__.c.keys()
    held = (*getattr(value, "__slots__", ()), *getattr(value, "__dict__", ()))
    return [name for name in held if not name.startswith("__")]


def test_import_of_the_same_source_leaves_another_workspace_as_it_is(tools, tmp_path):
    with tools.begin() as session:
        for workspace in (THEIRS, OURS):
            session.add(Workspace(id=workspace, team=f"T{workspace}", created_at=NOW))
    theirs = write(tmp_path / "shootings.csv", [line("A", 0), line("B", 60), line("C", 90, 1)])
    for team in ("T1", "T2"):
        take_in(tools, theirs, workspace=team)
    with tools.read() as session:
        before = rows_of(session, THEIRS)

    changed = write(tmp_path / "shootings.csv", [line("A", 0, 2, 5), line("B", 60), line("D", 9)])
    for team in ("T2", "T2"):
        take_in(tools, changed, workspace=team)

    with tools.read() as session:
        assert rows_of(session, THEIRS) == before
        assert len(before["incidents"]) == 3
        assert len(rows_of(session, OURS)["incidents"]) == 4


def test_what_the_bot_keeps_of_an_event_is_kept_of_its_own_alone(databases):
    beside = databases[0]
    with Session(beside.engine) as session:
        events.keep(session, workspace=OURS, event=THEIR_ROW, channel="C0NEW")
        assert rows_of(session, THEIRS) == beside.theirs


def test_both_workspaces_have_rows_in_every_table(databases):
    with Session(databases[0].engine) as session:
        for workspace in (OURS, THEIRS):
            assert all(rows_of(session, workspace).values())


def test_what_is_not_called_here_is_there():
    assert set(NOT_HERE) <= set(QUERIES)


def count_all(session, *, workspace):
    return session.scalar(select(func.count()).select_from(Need))


def end_all(session, *, workspace, need):
    session.execute(update(Need).where(Need.id == need).values(state="closed"))


def read_one(session, *, workspace, need):
    return session.get(Need, need)


@pytest.mark.parametrize("leak", [count_all, end_all, read_one])
def test_query_that_forgets_its_workspace_would_be_found(leak, databases, monkeypatch):
    with pytest.raises(AssertionError):
        hold_apart(leak, "storage.board.leak", databases, monkeypatch)
