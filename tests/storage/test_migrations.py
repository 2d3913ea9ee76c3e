"""Migrations lead to the tables as the code declares them, and lose nothing on the way."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, inspect, select, text

from storage import people, workspaces
from storage.engine import connect, readings
from storage.incidents import coverage, queries
from storage.migrations.heads import config, current, upgrade, wanted
from storage.places import queries as places
from storage.tables import Base
from tests.conftest import BOX
from tests.storage.filling import CELL, fill

#: The newest revision that was there before people, partners and plans.
PLACES_AND_INCIDENTS = "0001"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def bare(request, tmp_path):
    """A database without a table, once of each kind."""
    if request.param == "sqlite":
        engine = connect(f"sqlite:///{tmp_path / 'bare.db'}", BOX)
        yield engine
        engine.dispose()
        return
    server = request.getfixturevalue("postgres_engine").execution_options(
        isolation_level="AUTOCOMMIT"
    )
    with server.connect() as connection:
        connection.execute(text("CREATE DATABASE migrating"))
    address = server.url.set(database="migrating")
    engine = connect(address.render_as_string(hide_password=False), BOX)
    yield engine
    engine.dispose()
    with server.connect() as connection:
        connection.execute(text("DROP DATABASE migrating"))


def move(engine, to):
    """Bring a database to a revision, up or down."""
    with engine.connect() as connection:
        step = command.downgrade if to == "base" else command.upgrade
        step(config(connection), to)
        connection.commit()


def test_upgrade_leaves_no_difference_from_the_tables(bare):
    upgrade(bare)

    with bare.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_difference_from_the_tables_would_be_found(bare):
    upgrade(bare)
    with bare.begin() as connection:
        connection.execute(text("ALTER TABLE needs DROP COLUMN thanks"))

    with bare.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        [(kind, _schema, table, column)] = compare_metadata(context, Base.metadata)
    assert (kind, table, column.name) == ("add_column", "needs", "thanks")


def test_upgrade_keeps_every_row_of_places_and_incidents(bare):
    move(bare, PLACES_AND_INCIDENTS)
    old = filled_as_it_was(bare)

    upgrade(bare)

    assert current(bare) == wanted()
    with bare.connect() as connection:
        for table, rows in old.items():
            kept = [tuple(row) for row in connection.execute(select(*table.c).select_from(table))]
            assert sorted(map(repr, kept)) == sorted(map(repr, rows)), table.name
    with readings(bare)() as session:
        assert workspaces.by_team(session, team="T1").name == "amber workspace"
        assert len(coverage.reached(session, workspace=1, category="shooting")) == 1
        assert queries.cell_days(session, workspace=1, category="shooting")[0].tolist() == [CELL]
        named = places.names(session, workspace=1)
        assert [one.name for one in named] == ["Kensington", "amber place"]


def test_who_was_on_record_stays_so_without_the_role_that_installing_gave(bare):
    move(bare, PLACES_AND_INCIDENTS)
    filled_as_it_was(bare)

    upgrade(bare)

    with readings(bare)() as session:
        member = people.member(session, workspace=1, slack_user="U0ANA")
        assert member.person
        assert (member.role, member.duties, member.opened) == ("visitor", "unanswered", False)
        assert not inspect(bare).has_table("members")


def test_way_back_leaves_nothing(bare):
    upgrade(bare)

    move(bare, "base")

    assert inspect(bare).get_table_names() == ["alembic_version"]


def filled_as_it_was(engine):
    """Fill every table of a database as it is, and return what its lasting ones hold."""
    tables = MetaData()
    with engine.begin() as connection:
        tables.reflect(connection)
        tables.remove(tables.tables["alembic_version"])
        fill(connection, 1, "amber", tables=tables)
        connection.execute(
            tables.tables["members"].insert(),
            {"workspace_id": 1, "slack_user": "U0ANA", "role": "coordinator"},
        )
        return {
            table: [tuple(row) for row in connection.execute(select(*table.c))]
            for table in tables.sorted_tables
            if table.name != "members"
        }
