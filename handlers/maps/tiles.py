"""A street map for the background, from a tile server, kept on disk.

Whatever goes wrong, there is a map: without its tiles it has the offline base.
"""

from __future__ import annotations

import hashlib
import io
import math
import time
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import requests
from PIL import Image
from staticmap import StaticMap

if TYPE_CHECKING:
    from pathlib import Path

    from handlers.maps.view import View

_SIDE = 256  # what a tile covers, whatever its own resolution [px]
_SIDES = {256, 512}
_LARGEST = 2_000_000  # [bytes]
_CHUNK = 4_096
_AT_ONCE = 2  # what tile servers ask of those who fetch [connections]
_SCALE = 0.25  # tiles are rather enlarged than reduced: their names stay legible
_DEEPEST = 19
_KEPT = 5_000  # about 100 MB [tiles]
_REST = 300.0  # a server that failed is left alone for so long [s]


class NoTileError(Exception):
    """A tile could not be had."""


@dataclass(slots=True)
class Tiles:
    """A tile server and what it gave before.

    Attributes
    ----------
    url
        Address with ``{z}``, ``{x}`` and ``{y}``.
    attribution
        Whom the map thanks.
    cache
        Folder of the tiles; the oldest give way.
    user_agent
        Names the application and whom to write to, as tile servers require.
    timeout
        For all tiles of one map together. [s]
    """

    url: str
    attribution: str
    cache: Path
    user_agent: str
    timeout: float = 5.0
    _resting_until: float = field(default=0.0, init=False)

    def background(self, view: View) -> Image.Image | None:
        """Return the street map of a view, or None where the server gave not all of it."""
        if time.monotonic() < self._resting_until:
            return None
        try:
            return _mosaic(self, view)
        except (NoTileError, OSError, ValueError, Image.DecompressionBombError):
            self._resting_until = time.monotonic() + _REST
            return None

    def tile(self, z: int, x: int, y: int, *, until: float) -> Image.Image:
        """Return one tile, from disk or else from the server, before a monotonic time.

        Raises
        ------
        NoTileError
            If the server gives none in time, or something that is not a tile.
        """
        address = self.url
        for part, number in (("{z}", z), ("{x}", x), ("{y}", y)):
            address = address.replace(part, str(number))
        file = self.cache / f"{hashlib.sha256(address.encode()).hexdigest()}.tile"
        kept = _picture(file.read_bytes()) if file.is_file() else None
        if kept:
            return kept
        content = self._fetch(address, until)
        picture = _picture(content)
        if picture is None:
            raise NoTileError("not a tile")
        self._keep(file, content)
        return picture

    def _fetch(self, address: str, until: float) -> bytes:
        left = until - time.monotonic()
        if left <= 0:
            raise NoTileError("no time left")
        headers = {"User-Agent": self.user_agent}
        content = bytearray()
        with requests.get(address, headers=headers, timeout=left, stream=True) as answer:
            answer.raise_for_status()
            for chunk in answer.iter_content(_CHUNK):
                content += chunk
                if len(content) > _LARGEST or time.monotonic() > until:
                    raise NoTileError("too large or too slow")
        return bytes(content)

    def _keep(self, file: Path, content: bytes) -> None:
        """Write a tile whole or not at all."""
        self.cache.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(f".{id(content):x}")
        partial.write_bytes(content)
        partial.replace(file)

    def tidy(self) -> None:
        """Remove the oldest tiles beyond what the cache holds."""
        files = [(file.stat().st_mtime_ns, file) for file in self.cache.glob("*.tile")]
        for _age, file in sorted(files)[: max(0, len(files) - _KEPT)]:
            file.unlink(missing_ok=True)


class _Mosaic(StaticMap):  # type: ignore[misc]  # staticmap has no types
    """staticmap's placing of tiles, without its fetching: that prints, retries and never ends."""

    def __init__(self, tiles: Tiles, width: int, height: int) -> None:
        super().__init__(width, height, tile_size=_SIDE)
        self.tiles = tiles

    def _draw_base_layer(self, image: Image.Image) -> None:
        wanted = list(self._wanted())
        until = time.monotonic() + self.tiles.timeout
        pool = ThreadPoolExecutor(_AT_ONCE)
        most = 2**self.zoom
        try:
            futures = {
                pool.submit(self.tiles.tile, self.zoom, x % most, y, until=until): (x, y)
                for x, y in wanted
            }
            if wait(futures, timeout=self.tiles.timeout).not_done:
                raise NoTileError("too slow")
            for future, (x, y) in futures.items():
                image.paste(future.result(), (self._x_to_px(x), self._y_to_px(y)))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _wanted(self) -> list[tuple[int, int]]:
        """Return the tiles that the picture touches and the world has."""
        across, down = self.width / 2 / _SIDE, self.height / 2 / _SIDE
        columns = range(int(self.x_center - across), int(self.x_center + across) + 1)
        rows = range(
            max(0, int(self.y_center - down)),
            min(2**self.zoom, int(self.y_center + down) + 1),
        )
        return [(x, y) for x in columns for y in rows]


def _mosaic(tiles: Tiles, view: View) -> Image.Image:
    zoom, width, height = _grid(view)
    picture = _Mosaic(tiles, width, height).render(zoom=zoom, center=[view.lon, view.lat])
    tiles.tidy()
    fitted: Image.Image = picture.resize((view.width, view.height), Image.Resampling.BICUBIC)
    return fitted


def _grid(view: View) -> tuple[int, int, int]:
    """Return the zoom whose tiles suit a view, and the view's width and height in them."""
    exact = math.log2(view.scale / _SIDE)
    zoom = min(max(round(exact - _SCALE), 1), _DEEPEST)
    factor = 2.0 ** (zoom - exact)
    return zoom, math.ceil(view.width * factor), math.ceil(view.height * factor)


def _picture(content: bytes) -> Image.Image | None:
    """Return a tile's picture at its side, or None where the bytes are none."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP")) as tile:
            if tile.width != tile.height or tile.width not in _SIDES:
                return None
            return tile.convert("RGB").resize((_SIDE, _SIDE))
    except (OSError, ValueError, SyntaxError):
        return None
