from pathlib import Path

import pytest

from bot import settings
from knowledge.errors import UsageError

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    for name in settings.Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_example_file_names_every_setting():
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == settings.example()


def test_an_example_file_copied_as_it_is_changes_nothing(tmp_path):
    (tmp_path / ".env").write_text(settings.example(), encoding="utf-8")

    assert settings.load() == settings.Settings(_env_file=None)


def test_a_wrong_token_is_named_and_not_shown(monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxp-somebodys-secret")

    with pytest.raises(UsageError) as refused:
        settings.load()

    assert "SLACK_BOT_TOKEN should start with xoxb-" in str(refused.value)
    assert "somebodys" not in str(refused.value)


@pytest.mark.parametrize(
    "address",
    ["https://slack.com.evil.example/api/", "http://slack.com/api/", "https://evil.example/"],
)
def test_tokens_go_to_slack_or_this_machine_only(monkeypatch, address):
    monkeypatch.setenv("SLACK_API_URL", address)

    with pytest.raises(UsageError, match="SLACK_API_URL should be https://slack"):
        settings.load()


def test_a_workspace_on_this_machine_is_let_through(monkeypatch):
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:8460/api")

    assert settings.load().slack_api_url == "http://127.0.0.1:8460/api/"


def test_a_shared_database_needs_a_key_and_says_how_to_make_one(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://coalition@db/coalition")

    with pytest.raises(UsageError, match=r"COALITION_DIGEST_KEY is needed: make one with"):
        settings.load()


def test_a_password_in_the_database_address_is_not_shown(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://root:hunter2@db/coalition")

    with pytest.raises(UsageError) as refused:
        settings.load()

    assert "hunter2" not in str(refused.value)


def test_sqlite_lies_in_the_home_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("COALITION_HOME", str(tmp_path / "here"))

    loaded = settings.load()

    assert loaded.embedded
    assert loaded.database == f"sqlite:///{tmp_path / 'here' / 'coalition.db'}"
