import json
import logging

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import insert, select, text, update
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from storage import resealing, secrets
from storage.engine import connect, readings, transactions
from storage.secrets import Box, LockedError, Sealed, SealedJson
from tests.conftest import BOX

MARKED = "MARKED told in confidence"
OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


class Base(DeclarativeBase):
    pass


class Told(Base):
    __tablename__ = "told_for_tests"
    workspace_id: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True)
    note: Mapped[str | None] = mapped_column(Sealed)
    lines: Mapped[list[str] | None] = mapped_column(SealedJson)
    changed: Mapped[int] = mapped_column(default=0, onupdate=99)


@pytest.fixture
def told(engine):
    """An engine of either kind with a table that has sealed columns."""
    Base.metadata.create_all(engine)
    yield engine
    secrets.lock(engine, BOX)
    Base.metadata.drop_all(engine)


def fill(engine, count=1, note=MARKED):
    with transactions(engine)() as session:
        session.add_all(
            Told(workspace_id=1, id=number, note=note, lines=[MARKED]) for number in range(count)
        )


def notes(engine):
    with readings(engine)() as session:
        return [
            (one.note, one.lines) for one in session.scalars(select(Told).order_by(Told.id)).all()
        ]


def lying_there(engine):
    """What the database itself holds."""
    with engine.connect() as connection:
        return connection.execute(text("SELECT note, lines FROM told_for_tests ORDER BY id")).all()


def reseal_all(engine, batch=100):
    table, after, counts = Told.__table__, None, []
    while True:
        with transactions(engine)() as session:
            after, changed = resealing.reseal(session, of=table, after=after, batch=batch)
        counts.append(changed)
        if after is None:
            return counts


def test_what_is_sealed_comes_back_as_it_was(told):
    fill(told, note="Señora 🌱 'quoted'")

    assert notes(told) == [("Señora 🌱 'quoted'", [MARKED])]


def test_nothing_stays_nothing(told):
    with transactions(told)() as session:
        session.add(Told(workspace_id=1, id=1, note=None, lines=None))

    assert notes(told) == [(None, None)]
    assert lying_there(told) == [(None, None)]


def test_any_json_comes_back(told):
    with transactions(told)() as session:
        session.add(Told(workspace_id=1, id=1, note="", lines={"a": [1, None, "é"]}))

    assert notes(told) == [("", {"a": [1, None, "é"]})]


def test_the_database_holds_ciphertext_only(told):
    fill(told)

    (row,) = lying_there(told)
    assert all("MARKED" not in value and value.startswith("gAAAA") for value in row)


def test_equal_values_cannot_be_told_from_their_ciphertext(told):
    fill(told, count=3)

    assert len({value for row in lying_there(told) for value in row}) == 6


def test_a_sealed_column_can_be_asked_for_presence_and_for_nothing_else(told):
    fill(told)

    with readings(told)() as session:
        assert session.scalars(select(Told.id).where(Told.note.is_not(None))).all() == [0]
    for asked in (lambda: Told.note == MARKED, lambda: Told.lines.in_([1]), Told.note.desc):
        with pytest.raises(TypeError, match="neither compared nor sorted"):
            asked()


def test_without_a_box_nothing_is_read_or_written(told):
    fill(told)
    address = told.url.render_as_string(hide_password=False)
    bare = connect(address)
    try:
        with pytest.raises(LockedError, match="without its keys"):
            notes(bare)
        with pytest.raises(LockedError) as refused:
            fill(bare)
    finally:
        bare.dispose()
    assert "MARKED" not in repr(refused.value) + str(refused.value)


def test_a_value_that_no_key_opens_is_told_by_its_column(told, caplog):
    fill(told)
    secrets.lock(told, Box.of([NEW]))

    with caplog.at_level(logging.DEBUG), pytest.raises(LockedError) as refused:
        notes(told)

    assert "told_for_tests.note" in str(refused.value)
    assert refused.value.__cause__ is None
    told_of_it = str(refused.value) + repr(refused.value) + caplog.text
    assert "MARKED" not in told_of_it
    assert NEW not in told_of_it
    assert "gAAAA" not in told_of_it


def test_a_failing_statement_quotes_nothing(told, caplog):
    fill(told)

    with caplog.at_level(logging.DEBUG), pytest.raises(Exception, match="told_for_tests") as failed:
        fill(told)

    assert "MARKED" not in str(failed.value) + repr(failed.value) + caplog.text


def test_a_box_shows_no_key():
    assert OLD not in repr(Box.of([OLD])) + str(Box.of([OLD]))


def test_a_tampered_value_does_not_open(told):
    fill(told)
    with told.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE told_for_tests SET note = replace(note, substr(note, 20, 1), '_')"
        )

    with pytest.raises(LockedError):
        notes(told)


def test_two_engines_have_their_own_keys(told, sqlite_engine):
    other = connect(str(sqlite_engine.url), Box.of([OLD]))
    try:
        assert secrets.box_of(other.dialect) is not secrets.box_of(told.dialect)
    finally:
        other.dispose()


def test_everything_is_sealed_anew_in_batches_and_then_the_old_key_is_needless(told):
    secrets.lock(told, Box.of([OLD]))
    fill(told, count=25)
    secrets.lock(told, Box.of([NEW, OLD]))

    with readings(told)() as session:
        assert resealing.left_behind(session, of=Told.__table__) == 25
    assert reseal_all(told, batch=10) == [10, 10, 5]
    with readings(told)() as session:
        assert resealing.left_behind(session, of=Told.__table__) == 0

    secrets.lock(told, Box.of([NEW]))
    assert notes(told) == [(MARKED, [MARKED])] * 25


def test_sealing_anew_goes_on_where_it_stopped_and_touches_nothing_else(told):
    secrets.lock(told, Box.of([OLD]))
    fill(told, count=20)
    secrets.lock(told, Box.of([NEW, OLD]))
    with transactions(told)() as session:
        resealing.reseal(session, of=Told.__table__, batch=10)

    assert reseal_all(told, batch=10) == [0, 10, 0]
    with readings(told)() as session:
        assert set(session.scalars(select(Told.changed))) == {0}


def test_sealing_anew_names_the_column_that_no_key_opens(told):
    fill(told)
    secrets.lock(told, Box.of([NEW]))

    with pytest.raises(LockedError, match=r"told_for_tests\.note"):
        reseal_all(told)


def test_sealed_tables_are_found_by_their_columns():
    assert resealing.sealed_tables(Base.metadata) == [Told.__table__]


def test_keys_fit_the_database_that_they_were_first_used_with(told):
    begin = transactions(told)
    with begin() as session:
        assert resealing.keys_fit(session) is None
        resealing.remember_keys(session)
        assert resealing.keys_fit(session) is True

    secrets.lock(told, Box.of([NEW]))
    with begin() as session:
        resealing.remember_keys(session)  # the first stays
        assert resealing.keys_fit(session) is False


def test_many_values_written_at_once_are_sealed(told):
    rows = [{"workspace_id": 1, "id": number, "note": MARKED} for number in range(3)]
    with Session(told) as session, session.begin():
        session.execute(insert(Told), rows)
        session.execute(update(Told).where(Told.id == 1).values(lines=["new"]))

    assert [note for note, _ in notes(told)] == [MARKED] * 3
    assert json.dumps(lying_there(told)[1][1]).startswith('"gAAAA')


def test_every_sealed_table_of_the_product_can_be_walked(tools):
    tables = resealing.sealed_tables()
    assert tables

    with tools.begin() as session:
        for table in tables:
            key = tuple(one.type.python_type() for one in table.primary_key)
            for after in (None, key):
                assert resealing.reseal(session, of=table, after=after) == (None, 0)
            assert resealing.left_behind(session, of=table) == 0
