"""What can be asked of the hotspots feature, as values that fit into a button."""

import json
from collections.abc import Sequence
from typing import Self

from pydantic import BaseModel, ConfigDict

from knowledge.access import Member
from knowledge.errors import UsageError
from knowledge.hotspots.asking import AskedWords
from knowledge.hotspots.snapshot import Wanted
from knowledge.hotspots.versus import Versus, other_window, overlap
from knowledge.windows import Window
from knowledge.words import _

__all__ = ["AskedWords", "SnapshotRequest", "UnsurePlaceError"]


class SnapshotRequest(BaseModel):
    """A snapshot to take: where, when, which, compared with what.

    Attributes
    ----------
    place_id, place_name
        None for everywhere that has data.
    window
        Local days ``[start, end)``; the answer may move or widen it, and says so.
    relative
        Whether the window was counted back from today, so that it may be moved as a whole.
    versus_as, versus
        A comparison that was asked for besides the usual ones, None otherwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    workspace: int
    place_id: int | None = None
    place_name: str | None = None
    window: Window
    relative: bool = False
    wanted: Wanted = Wanted.SHOOTINGS
    versus_as: Versus | None = None
    versus: Window | None = None

    @classmethod
    def of(cls, words: AskedWords, *, workspace: int, place: tuple[int, str] | None = None) -> Self:
        """Return the request that words mean, once their place is known."""
        return cls(
            workspace=workspace,
            place_id=place and place[0],
            place_name=place and place[1],
            window=words.window,
            relative=words.relative,
            wanted=words.wanted,
            versus_as=words.versus_as,
            versus=words.versus,
        )

    def at(self, place: tuple[int, str]) -> Self:
        """Return the same request for another place, as ``(id, name)``."""
        return self.model_copy(update={"place_id": place[0], "place_name": place[1]})

    def versus_for(self, window: Window) -> Window | None:
        """Return what to compare ``window`` with, where the one asked for had to move.

        None where nothing was asked for, or where the two would share days.
        """
        if self.versus_as is None:
            return None
        other = other_window(self.versus_as, window, self.versus)
        return None if overlap(window, other) else other

    def label(self) -> str:
        """Return the reading in one line: place, days, kind and comparison."""
        parts = [self.place_name or _("everywhere"), self.window.label(), self.wanted.label]
        if self.versus is not None:
            parts.append(_("compared with {days}").format(days=self.versus.label()))
        return " · ".join(parts)

    def packed(self, *, channel: str = "") -> str:
        """Return it as text for a button, with where it was asked; the workspace is left out."""
        fields = self.model_dump(mode="json", exclude={"workspace"}, exclude_defaults=True)
        return json.dumps({"channel": channel, **fields}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def unpacked(cls, packed: str, *, member: Member) -> tuple[Self, str]:
        """Return a packed request, in the workspace of whoever pressed, and its channel.

        Raises
        ------
        pydantic.ValidationError
            If the text was not packed by :meth:`packed`.
        """
        fields = json.loads(packed)
        channel = fields.pop("channel")
        return cls.model_validate({**fields, "workspace": member.workspace}), channel


class UnsurePlaceError(UsageError):
    """The place may be one of several, or is like some that are known.

    Attributes
    ----------
    request
        Everything else that was asked, for the whole area.
    candidates
        ``(id, name)`` of the places that may be meant, nearest first.
    """

    def __init__(
        self, message: str, *, request: SnapshotRequest, candidates: Sequence[tuple[int, str]]
    ) -> None:
        super().__init__(message)
        self.request = request
        self.candidates = tuple(candidates)
