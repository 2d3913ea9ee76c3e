"""Maps of places: a snapshot drawn as a picture, and the same facts in words."""

from handlers.maps.picture import draw
from handlers.maps.words import alt_text

__all__ = ["alt_text", "draw"]
