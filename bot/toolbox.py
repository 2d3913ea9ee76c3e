"""Building the collaborators from the settings, once."""

import hashlib
import secrets
from typing import TYPE_CHECKING

from bot import clock, keys
from bot.settings import Settings
from handlers.toolbox import Toolbox
from knowledge.errors import UsageError
from storage import process
from storage.engine import connect, readings, transactions
from storage.migrations.heads import current, upgrade, wanted

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from handlers.maps.tiles import Tiles
    from storage.engine import Begin

KEY_FILE = "digest.key"
#: Fewer characters than this are no key.
SHORTEST_KEY = 32


def open_toolbox(settings: Settings) -> Toolbox:
    """Open the database and what goes with it.

    Raises
    ------
    UsageError
        When a shared database has not been migrated to this version, or a key is another.
    """
    engine = open_database(settings)
    if settings.embedded:
        upgrade(engine)
    elif current(engine) != wanted():
        raise UsageError("The database is not at this version yet. Run:  coalition migrate")
    begin, read, key = transactions(engine), readings(engine), digest_key(settings)
    _same_key(begin, read, key)
    keys.check(begin, read)
    return Toolbox(
        begin=begin,
        read=read,
        now=clock.told_by(settings.coalition_clock_url),
        digest_key=key,
        tiles=_tiles(settings),
        installer=settings.coalition_installer or "",
    )


def open_database(settings: Settings) -> "Engine":
    """Return the engine, with the data folder made for its owner's eyes only."""
    if settings.embedded:
        settings.coalition_home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return connect(settings.database, keys.box(settings))


def digest_key(settings: Settings) -> bytes:
    """Return the key that stands between incident numbers and their digests.

    It is the setting, or a file beside the embedded database that is made on first use and
    that only its owner can read.

    Raises
    ------
    UsageError
        When the file has been cut short.
    """
    if settings.coalition_digest_key is not None:
        return settings.coalition_digest_key.get_secret_value().encode()
    file = settings.coalition_home / KEY_FILE
    if not file.exists():
        keys.write_for_owner(file, secrets.token_urlsafe(SHORTEST_KEY))
    key = file.read_text(encoding="ascii").strip()
    if len(key) < SHORTEST_KEY:
        raise UsageError(f"{file} is damaged. Put it back from your own copy of it.")
    return key.encode()


def _same_key(begin: "Begin", read: "Begin", key: bytes) -> None:
    """Refuse a key that is not the one this database was filled with.

    It is only read but for the first time, so that no start waits for an import's move.
    """
    check = hashlib.blake2b(b"the key of this database", key=key[:64], digest_size=16).hexdigest()
    with read() as session:
        kept = process.fact(session, name="digest-key")
    if kept is None:
        with begin() as session:
            kept = process.keep_fact(session, name="digest-key", value=check)
    if kept != check:
        raise UsageError(
            "The digest key is not the one this database was filled with: imports would count"
            f" everything twice. Put back the old {KEY_FILE}, or COALITION_DIGEST_KEY."
        )


def _tiles(settings: Settings) -> "Tiles | None":
    if settings.tile_url is None:
        return None
    from handlers.maps.tiles import Tiles

    return Tiles(
        url=settings.tile_url,
        attribution=settings.tile_attribution,
        cache=settings.coalition_home / "tiles",
        user_agent=user_agent(settings),
    )


def user_agent(settings: Settings) -> str:
    """Return how the bot names itself to a tile server, with whom to ask."""
    return f"coalition-bot ({settings.tile_contact or 'no contact set'})"
