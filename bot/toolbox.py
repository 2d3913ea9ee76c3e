"""Building the collaborators from the settings, once."""

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from bot import clock
from bot.settings import Settings
from handlers.toolbox import Toolbox
from knowledge.errors import UsageError
from storage.engine import connect, readings, transactions
from storage.migrations.heads import current, upgrade, wanted

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from handlers.maps.tiles import Tiles

KEY_FILE = "digest.key"


def open_toolbox(settings: Settings) -> Toolbox:
    """Open the database and what goes with it.

    Raises
    ------
    UsageError
        When a shared database has not been migrated to this version.
    """
    engine = open_database(settings)
    if settings.embedded:
        upgrade(engine)
    elif current(engine) != wanted():
        raise UsageError("The database is not at this version yet. Run:  coalition migrate")
    return Toolbox(
        begin=transactions(engine),
        read=readings(engine),
        now=clock.told_by(settings.coalition_clock_url),
        digest_key=digest_key(settings),
        tiles=_tiles(settings),
    )


def open_database(settings: Settings) -> "Engine":
    """Return the engine, with the data folder made for its owner's eyes only."""
    if settings.embedded:
        settings.coalition_home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return connect(settings.database)


def digest_key(settings: Settings) -> bytes:
    """Return the key that stands between incident numbers and their digests.

    It is the setting, or a file beside the embedded database that is made on first use and
    that only its owner can read.
    """
    if settings.coalition_digest_key is not None:
        return settings.coalition_digest_key.get_secret_value().encode()
    file = settings.coalition_home / KEY_FILE
    if not file.exists():
        _write_for_owner(file, secrets.token_urlsafe(32))
    return file.read_text(encoding="ascii").strip().encode()


def _write_for_owner(file: Path, text: str) -> None:
    """Write a new file with owner-only rights; who comes second keeps the first one's."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(text)


def _tiles(settings: Settings) -> "Tiles | None":
    if settings.tile_url is None:
        return None
    from handlers.maps.tiles import Tiles

    return Tiles(
        url=settings.tile_url,
        attribution=settings.tile_attribution,
        cache=settings.coalition_home / "tiles",
        user_agent=f"coalition-bot ({settings.tile_contact or 'no contact set'})",
    )
