"""The room, not only the person: who would see a post, and whether they all may."""

from handlers.rooms.admission import admit, closed
from handlers.rooms.reading import Room, look, owns_workspace, survey

__all__ = ["Room", "admit", "closed", "look", "owns_workspace", "survey"]
