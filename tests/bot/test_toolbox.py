import sqlite3
import threading

import pytest
from sqlalchemy import text

from bot.settings import Settings
from bot.toolbox import KEY_FILE, open_toolbox
from knowledge.errors import UsageError


@pytest.fixture
def settings(tmp_path):
    return Settings(_env_file=None, coalition_home=tmp_path / "home")


def test_the_key_is_made_once_and_only_its_owner_can_read_it(settings):
    first = open_toolbox(settings).digest_key

    file = settings.coalition_home / KEY_FILE
    assert file.stat().st_mode & 0o077 == 0
    assert settings.coalition_home.stat().st_mode & 0o077 == 0
    assert open_toolbox(settings).digest_key == first
    assert [path.name for path in settings.coalition_home.glob("tmp*")] == []


def test_another_key_is_refused_before_everything_counts_twice(settings):
    open_toolbox(settings)
    (settings.coalition_home / KEY_FILE).write_text("k" * 43, encoding="ascii")

    with pytest.raises(UsageError, match="not the one this database was filled with"):
        open_toolbox(settings)


def test_a_key_that_was_cut_short_is_refused(settings):
    open_toolbox(settings)
    (settings.coalition_home / KEY_FILE).write_text("", encoding="ascii")

    with pytest.raises(UsageError, match="is damaged"):
        open_toolbox(settings)


def test_the_key_is_not_in_the_database(settings):
    key = open_toolbox(settings).digest_key

    held = (settings.coalition_home / "coalition.db").read_bytes()
    assert key not in held


def test_an_error_of_the_database_quotes_no_row(settings):
    tools = open_toolbox(settings)

    with pytest.raises(Exception, match="no such table") as failed, tools.begin() as session:
        session.execute(text("INSERT INTO nowhere VALUES (:row)"), {"row": "12 Main Street"})

    assert "Main Street" not in str(failed.value)


def test_a_fresh_home_has_what_embedded_sqlite_needs(settings):
    open_toolbox(settings)

    with sqlite3.connect(settings.coalition_home / "coalition.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_a_start_waits_for_no_import_that_is_being_moved(settings):
    held = open_toolbox(settings)
    started = threading.Event()

    def start():
        open_toolbox(settings)
        started.set()

    with held.begin() as session:
        session.connection()  # takes the write lock, which a transaction asks for late
        threading.Thread(target=start, daemon=True).start()
        assert started.wait(20)
