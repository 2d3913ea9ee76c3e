"""Settings, from the environment or an ``.env`` file; the only place that reads either."""

import re
import sys
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.errors import UsageError

#: What `cryptography.fernet` takes as a key: 32 bytes in base64.
KEY = re.compile(r"[A-Za-z0-9_-]{43}=")

#: What a shared database needs, and the line that makes one.
NEEDED = {
    "coalition_digest_key": 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"',
    "coalition_keys": 'python3 -c "import base64, os;'
    ' print(base64.urlsafe_b64encode(os.urandom(32)).decode())"',
}

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Settings(BaseSettings):
    """Everything that can be set; each field's description is its line in ``.env.example``."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", hide_input_in_errors=True
    )

    slack_bot_token: SecretStr | None = Field(
        None, description="Bot token of the Slack app, starts with xoxb-."
    )
    slack_app_token: SecretStr | None = Field(
        None, description="App-level token with connections:write, starts with xapp-."
    )
    slack_api_url: str = Field(
        "https://slack.com/api/",
        description="Where Slack's Web API answers: slack.com, or a workspace on this machine.",
    )
    coalition_clock_url: str | None = Field(
        None,
        description="For trying things out only: a workspace on this machine that tells the time,"
        " such as http://127.0.0.1:8460/_control/clock.",
    )
    coalition_installer: str | None = Field(
        None,
        description="Slack member ID (profile > Copy member ID) of who may begin the setup; empty"
        " for any owner or admin of the Slack workspace.",
    )
    coalition_home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("coalition-bot")),
        description="Folder for the database, its key and cached map tiles.",
    )
    coalition_demo_home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("coalition-bot-demo")),
        description="Folder of the demo, which touches no other.",
    )
    database_url: SecretStr | None = Field(
        None,
        description="postgresql://user:password@host/name; empty for SQLite in COALITION_HOME.",
    )
    coalition_digest_key: SecretStr | None = Field(
        None,
        description="Needed with PostgreSQL: keys the digests of incident numbers; 32 or more"
        " characters that never change.",
    )
    coalition_keys: SecretStr | None = Field(
        None,
        description="Needed with PostgreSQL: seals what was told in confidence; made by"
        " coalition keys new, with commas between several, the newest first.",
    )
    tile_url: str | None = Field(
        None,
        description="Map tiles, such as https://tile.example.org/{z}/{x}/{y}.png; empty draws"
        " from the imported outlines, without any network.",
    )
    tile_attribution: str = Field(
        "", description="What the tile server asks to be shown on each map."
    )
    tile_contact: str = Field(
        "", description="An address or page the tile server's owner can reach you at."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="How much to log: DEBUG, INFO, WARNING or ERROR."
    )
    log_format: Literal["auto", "json", "console"] = Field(
        "auto", description="auto: lines for people on a terminal, JSON elsewhere."
    )

    @field_validator("*", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object, info: object) -> object:
        """Read ``NAME=`` as if the line were not there."""
        name = getattr(info, "field_name", "")
        if isinstance(value, str) and not value.strip():
            return cls.model_fields[name].get_default(call_default_factory=True)
        return value

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith("xoxb-"):
            raise ValueError(
                "should start with xoxb-: copy the Bot User OAuth Token from the app's page"
                " OAuth & Permissions"
            )
        return value

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith("xapp-"):
            raise ValueError(
                "should start with xapp-: make an App-Level Token with the scope"
                " connections:write on the app's page Basic Information"
            )
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _slack_or_here(cls, value: str) -> str:
        """Send tokens to Slack or to this machine, never anywhere else."""
        parts = urlsplit(value)
        slack = parts.hostname == "slack.com" or (parts.hostname or "").endswith(".slack.com")
        if not ((slack and parts.scheme == "https") or parts.hostname in LOOPBACK):
            raise ValueError("should be https://slack.com/api/ or an address of this machine")
        return value if value.endswith("/") else f"{value}/"

    @field_validator("coalition_clock_url")
    @classmethod
    def _clock_here(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "")
        if value and (parts.scheme != "http" or parts.hostname not in LOOPBACK):
            raise ValueError(
                "should be empty, or an http address of this machine: it is for trying things out"
            )
        return value

    @field_validator("coalition_keys")
    @classmethod
    def _sealing_keys(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not all(KEY.fullmatch(key) for key in _split(value)):
            raise ValueError(
                "should be keys that  coalition keys new  made, whole and with commas between,"
                " the newest first"
            )
        return value

    @field_validator("tile_url")
    @classmethod
    def _tile_places(cls, value: str | None) -> str | None:
        if value and not all(part in value for part in ("{z}", "{x}", "{y}")):
            raise ValueError("should contain {z}, {x} and {y}")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr | None) -> SecretStr | None:
        known = ("postgresql://", "postgresql+psycopg://", "postgres://", "sqlite:///")
        if value and not value.get_secret_value().startswith(known):
            raise ValueError("should start with postgresql://, or be empty for SQLite")
        return value

    @model_validator(mode="after")
    def _key_for_a_shared_database(self) -> Self:
        key = self.coalition_digest_key
        if key and len(key.get_secret_value()) < 32:
            raise ValueError("COALITION_DIGEST_KEY should have 32 or more characters")
        needed = [
            f"{name.upper()} is needed: make one with  {line}"
            for name, line in NEEDED.items()
            if getattr(self, name) is None
        ]
        if needed and not self.embedded:
            raise ValueError(
                f"DATABASE_URL names a shared database, so {'  and '.join(needed)}  and keep it"
                " outside the database and its backups"
            )
        return self

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are set, the newest first; none where a file holds them."""
        return () if self.coalition_keys is None else _split(self.coalition_keys)

    @property
    def embedded(self) -> bool:
        """Whether the database is a SQLite file of this machine's."""
        return self.database.startswith("sqlite:")

    @property
    def database(self) -> str:
        """The address of the database, with SQLAlchemy's name for PostgreSQL."""
        if self.database_url is None:
            return f"sqlite:///{self.coalition_home / 'coalition.db'}"
        address = self.database_url.get_secret_value()
        if address.startswith("postgres://"):
            address = address.replace("postgres://", "postgresql://", 1)
        return address


def _split(keys: SecretStr) -> tuple[str, ...]:
    return tuple(key.strip() for key in keys.get_secret_value().split(","))


def load() -> Settings:
    """Read the settings.

    Raises
    ------
    UsageError
        One line for each setting that cannot be used, with what to do.
    """
    try:
        return Settings()  # type: ignore[call-arg] # the environment fills the fields
    except ValidationError as invalid:
        lines = [_mend(error["loc"], error["msg"]) for error in invalid.errors()]
        raise UsageError("\n".join(["Some settings need mending:", *lines])) from None


def _mend(place: tuple[int | str, ...], message: str) -> str:
    name = ".".join(str(part) for part in place).upper()
    said = message.removeprefix("Value error, ")
    return f"  {name} {said}." if name else f"  {said}."


def example() -> str:
    """Return ``.env.example``: every setting with its description, none of them set."""
    lines = ["# Copy to .env and fill in what you need; every line may stay empty.", ""]
    for name, field in Settings.model_fields.items():
        default = field.default if isinstance(field.default, str) and field.default else ""
        lines += [f"# {field.description}", f"{name.upper()}={default}", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(example())
