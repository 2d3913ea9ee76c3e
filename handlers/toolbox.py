"""The few collaborators that the features share; built once by ``bot``."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.maps.tiles import Tiles
    from storage.engine import Begin


@dataclass(frozen=True, slots=True)
class Toolbox:
    """All the dependency injection there is.

    Attributes
    ----------
    begin
        ``with tools.begin() as session:`` is one transaction that may write.
    read
        ``with tools.read() as session:`` sees one state of the database and locks nobody.
    now
        The present moment, aware, in UTC.
    digest_key
        Key of the digests that stand in for sources' incident numbers.
    tiles
        Where map tiles come from, or None for the offline base.
    installer
        The Slack user who may begin the setup; "" where any owner of the workspace may.
    """

    begin: "Begin"
    read: "Begin"
    now: Callable[[], datetime]
    digest_key: bytes
    tiles: "Tiles | None" = None
    installer: str = ""
