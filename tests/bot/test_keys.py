import logging
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot import keys, settings
from bot.keys import KEYS_FILE, KeyFile
from bot.toolbox import open_toolbox
from knowledge.errors import UsageError
from storage import resealing
from storage.engine import connect, transactions
from storage.secrets import Box, LockedError, Sealed

MARKED = "MARKED told in confidence"


class Base(DeclarativeBase):
    pass


class Told(Base):
    __tablename__ = "told_for_tests"
    id: Mapped[int] = mapped_column(primary_key=True)
    note: Mapped[str] = mapped_column(Sealed)


class PowerCutError(Exception):
    pass


@pytest.fixture
def here(tmp_path):
    return settings.Settings(_env_file=None, coalition_home=tmp_path / "home")


@pytest.fixture
def tools(here):
    """A toolbox over an embedded database in which something sealed lies."""
    opened = open_toolbox(here)
    with opened.begin() as session:
        Base.metadata.create_all(session.connection())
        session.add_all(Told(id=number, note=MARKED) for number in range(3))
    return opened


def notes(here):
    """What a process that starts now reads."""
    with open_toolbox(here).read() as session:
        return [one.note for one in session.query(Told).order_by(Told.id)]


def held(here):
    return (here.coalition_home / KEYS_FILE).read_text(encoding="ascii").split()


def rotate(here, tools, *, keep_old=False):
    return keys.rotate_file(tools.begin, keys.file(here), keep_old=keep_old, metadata=Base.metadata)


# --- the file


def test_the_file_is_made_on_first_use_for_its_owners_eyes_only(here):
    open_toolbox(here)

    made = here.coalition_home / KEYS_FILE
    assert made.stat().st_mode & 0o777 == 0o600
    (key,) = held(here)
    open_toolbox(here)
    assert held(here) == [key]
    assert list(here.coalition_home.glob("tmp*")) == []


def test_a_file_that_other_people_can_read_is_refused(here):
    open_toolbox(here)
    (here.coalition_home / KEYS_FILE).chmod(0o640)

    with pytest.raises(UsageError, match=r"Other people can read .*chmod 600"):
        open_toolbox(here)


@pytest.mark.parametrize("damage", ["", "half-a-k", "€"])
def test_a_damaged_file_is_refused_without_being_quoted(here, damage):
    open_toolbox(here)
    (here.coalition_home / KEYS_FILE).write_text(damage, encoding="utf-8")

    with pytest.raises(UsageError, match="is damaged") as refused:
        open_toolbox(here)

    assert not damage or damage not in str(refused.value)


def test_other_keys_than_the_databases_are_refused_in_words(here, tools):
    KeyFile(here.coalition_home / KEYS_FILE).write((keys.make(),))

    with pytest.raises(UsageError, match="not the ones this database was filled with") as refused:
        open_toolbox(here)

    assert held(here)[0] not in str(refused.value)


def test_a_lost_file_is_noticed_at_the_next_start_and_a_running_bot_goes_on(here, tools):
    (here.coalition_home / KEYS_FILE).unlink()

    with tools.begin() as session:
        session.add(Told(id=9, note="more"))
        assert session.get_one(Told, 1).note == MARKED
    with pytest.raises(UsageError, match="not the ones this database was filled with"):
        open_toolbox(here)


def test_no_key_is_in_the_database_or_a_log(here, caplog):
    with caplog.at_level(logging.DEBUG):
        tools = open_toolbox(here)
        with tools.begin() as session:
            Base.metadata.create_all(session.connection())
            session.add(Told(id=1, note=MARKED))

    (key,) = held(here)
    lying = b"".join(file.read_bytes() for file in here.coalition_home.glob("coalition.db*"))
    assert key.encode() not in lying
    assert b"MARKED" not in lying
    assert key not in caplog.text
    assert "MARKED" not in caplog.text


# --- rotation


def test_rotation_seals_everything_with_a_new_key_and_drops_the_old(here, tools):
    (old,) = held(here)

    assert rotate(here, tools) == 3

    (new,) = held(here)
    assert new != old
    assert (here.coalition_home / KEYS_FILE).stat().st_mode & 0o777 == 0o600
    assert notes(here) == [MARKED] * 3


def test_old_keys_stay_where_that_is_asked_for(here, tools):
    (old,) = held(here)

    rotate(here, tools, keep_old=True)

    assert len(held(here)) == 2
    assert held(here)[1] == old


def test_a_running_bot_notices_a_new_key(here, tools):
    rotate(here, open_toolbox(here))

    with tools.begin() as session:
        assert session.get_one(Told, 1).note == MARKED
        session.add(Told(id=9, note="after"))
    assert notes(here)[-1] == "after"


def test_a_transaction_that_sees_the_state_before_still_reads(here, tools):
    with tools.read() as session:
        session.execute(text("SELECT count(*) FROM told_for_tests"))
        rotate(here, open_toolbox(here))
        assert session.get_one(Told, 1).note == MARKED


def test_what_is_written_while_keys_change_is_never_lost(here, tools):
    stop, failures = threading.Event(), []

    def write():
        number = 100
        try:
            while not stop.is_set():
                with tools.begin() as session:
                    session.add(Told(id=number, note=MARKED))
                number += 1
        except Exception as error:  # noqa: BLE001 - it is what the test looks for
            failures.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    other = open_toolbox(here)
    for _ in range(5):
        rotate(here, other)
    stop.set()
    writer.join(30)

    assert failures == []
    assert len(held(here)) == 1
    assert set(notes(here)) == {MARKED}


@pytest.mark.parametrize("step", ["write", "reseal", "renew_remembered", "left_behind"])
def test_rotation_that_stops_half_way_loses_nothing_and_can_be_done_again(
    here, tools, monkeypatch, step
):
    (old,) = held(here)
    where = KeyFile if step == "write" else resealing
    real, calls = getattr(where, step), []

    def cut(*arguments, **named):
        """Let the first write through, so that the cut falls on the second."""
        calls.append(step)
        if step == "write" and len(calls) == 1:
            return real(*arguments, **named)
        raise PowerCutError

    with monkeypatch.context() as patched:
        patched.setattr(where, step, cut)
        with pytest.raises(PowerCutError):
            rotate(here, tools)

    assert old in held(here)
    assert notes(here) == [MARKED] * 3
    rotate(here, open_toolbox(here))
    assert len(held(here)) == 1
    assert notes(here) == [MARKED] * 3


def test_a_write_of_the_file_that_fails_leaves_the_old_one(here, tools, monkeypatch):
    before = held(here)

    def fail(_handle):
        raise PowerCutError

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", fail)
        with pytest.raises(PowerCutError):
            rotate(here, tools)

    assert held(here) == before
    assert list(here.coalition_home.glob("tmp*")) == []


def test_a_row_that_no_key_opens_stops_rotation_and_keeps_all_keys(here, tools):
    (old,) = held(here)
    stray = connect(here.database, Box.of([keys.make()]))
    with transactions(stray)() as session:
        session.add(Told(id=9, note=MARKED))
    stray.dispose()

    with pytest.raises(LockedError, match=r"told_for_tests\.note"):
        rotate(here, tools)

    assert old in held(here)


# --- keys that are set


def shared(address, *held):
    return settings.Settings(
        _env_file=None, database_url=address, coalition_digest_key="x" * 32,
        coalition_keys=",".join(held) or None,
    )  # fmt: skip


def test_a_shared_database_needs_keys_and_says_how_to_make_one():
    with pytest.raises(ValueError, match=r"COALITION_KEYS is needed: make one with {2}python3 -c"):
        shared("postgresql://coalition@db/coalition")


@pytest.mark.parametrize("broken", ["short", "{key}x", "{key} {key}", "{key},,{key}", ",{key}"])
def test_a_key_that_is_none_is_named_by_its_setting_and_not_shown(broken, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    key = keys.make()
    monkeypatch.setenv("COALITION_KEYS", broken.format(key=key))

    with pytest.raises(UsageError, match="COALITION_KEYS should be keys that") as refused:
        settings.load()

    assert key not in str(refused.value)
    assert "short" not in str(refused.value)


def test_keys_are_not_in_what_settings_show():
    key = keys.make()
    assert key not in repr(shared("sqlite:///x.db", key))


def test_set_keys_take_the_place_of_the_file(tmp_path):
    key = keys.make()
    here = settings.Settings(_env_file=None, coalition_home=tmp_path, coalition_keys=key)

    open_toolbox(here)

    assert not (tmp_path / KEYS_FILE).exists()


@pytest.mark.postgres
def test_a_shared_database_changes_keys_in_four_steps(coalition, empty_postgres):
    old, new = keys.make(), coalition("keys", "new").stdout.strip()
    common = {"DATABASE_URL": empty_postgres, "COALITION_DIGEST_KEY": "x" * 32}
    coalition("migrate", **common, COALITION_KEYS=old)

    one = coalition("keys", "rotate", **common, COALITION_KEYS=old)
    both = coalition("keys", "rotate", **common, COALITION_KEYS=f"{new}, {old}")
    left = coalition("doctor", **common, COALITION_KEYS=new)
    undone = coalition("keys", "rotate", **common, COALITION_KEYS=old)

    assert "1. Put a new one" in one.stdout
    assert "sealed anew with the newest key" in both.stdout
    assert "keys: COALITION_KEYS holds one." in left.stdout
    assert undone.returncode == 2
    assert "not the ones this database was filled with" in undone.stderr
    said = "".join(ended.stdout + ended.stderr for ended in (one, both, left, undone))
    assert old not in said
    assert new not in said


# --- from the shell


def test_the_shell_changes_the_key_of_an_embedded_database(coalition, home):
    before = (home / KEYS_FILE).read_text(encoding="ascii")

    ended = coalition("keys", "rotate", COALITION_HOME=str(home))
    kept = coalition("keys", "rotate", "--keep-old", COALITION_HOME=str(home))
    looked = coalition("doctor", COALITION_HOME=str(home))

    assert "sealed anew with the newest key. Copy secrets.keys" in ended.stdout
    assert kept.returncode == 0
    after = (home / KEYS_FILE).read_text(encoding="ascii").split()
    assert len(after) == 2
    assert before not in after
    assert "holds 2; all is sealed with the newest" in looked.stdout
    assert not any(key in ended.stdout + looked.stdout for key in after)


def test_rows_that_need_an_older_key_are_counted(here, tools):
    found = KeyFile(here.coalition_home / KEYS_FILE)
    found.write((keys.make(), *found.read()))

    state = keys.state(here, tools.read, metadata=Base.metadata)

    assert (state.keys, state.left_behind) == (2, 3)
