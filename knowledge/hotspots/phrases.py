"""Shares and chances as people say them."""

from __future__ import annotations

from knowledge.words import _

_SAID = ((1, 2), (2, 5), (1, 3), (1, 4), (1, 5))
_ALMOST = 0.04
_RARE = 100
_DIGITS = 9  # beyond is rounding: 1 − 0.775 is 0.225


def out_of(share: float) -> tuple[int, int]:
    """Return a share as the nearest fraction that is easy to say, ``(1, 5)`` for 0.21.

    The fraction of the rest is always the rest of the fraction: ``(4, 5)`` for 0.79. Shares
    under 1 in 5 become 1 in N; 0 and 1 give ``(0, 1)`` and ``(1, 1)``.

    Raises
    ------
    ValueError
        If the share is not in [0, 1].
    """
    if not 0 <= share <= 1:
        raise ValueError("A share lies between 0 and 1.")
    share = round(share, _DIGITS) or share
    if share > 1 / 2:
        part, whole = out_of(1 - share)
        return whole - part, whole
    if share == 0:
        return 0, 1
    if 1 / share > 5.5:
        return 1, round(1 / share)
    return min(_SAID, key=lambda said: abs(said[0] / said[1] - share))


def one_in(share: float) -> str:
    """Say a share: "about 1 in 5", "none", "fewer than 1 in 100", "almost all", "all".

    Raises
    ------
    ValueError
        If the share is not in [0, 1].
    """
    part, whole = out_of(share)
    if part == 0:
        return _("none")
    if part == whole:
        return _("all")
    if share > 1 - _ALMOST:
        return _("almost all")
    if whole > _RARE:
        return _("fewer than 1 in {whole}").format(whole=_RARE)
    return _("about {part} in {whole}").format(part=part, whole=whole)


def one_time_in(chance: float) -> str:
    """Say how often something turns up: "about one time in three", "almost every time".

    Raises
    ------
    ValueError
        If the chance is not in [0, 1].
    """
    part, whole = out_of(chance)
    if chance > 1 - _ALMOST:
        return _("almost every time")
    if part == 0 or whole > _RARE:
        return _("fewer than one time in a hundred")
    if part == 1:
        return _("about one time in {whole}").format(whole=_number(whole))
    return _("about {part} times in {whole}").format(part=_number(part), whole=_number(whole))


def _number(number: int) -> str:
    words = (
        *(_("one"), _("two"), _("three"), _("four"), _("five")),
        *(_("six"), _("seven"), _("eight"), _("nine"), _("ten")),
    )
    return words[number - 1] if number <= len(words) else str(number)
