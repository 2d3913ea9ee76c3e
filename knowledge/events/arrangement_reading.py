"""What people type of an event's arrangements, read and checked."""

import re
from typing import Any

from knowledge.errors import UsageError
from knowledge.events import measures
from knowledge.events.arrangements import AIMS
from knowledge.words import _

#: As much as an emergency page has room for; of an aim, as the action plan has. [letters]
MOST, MOST_AIM = 100, 140
#: What is believed: of standing room [m²], of all exits together [m], to clear it [min].
AREA, WIDTH, MINUTES = (5.0, 5_000_000.0), (0.5, 1_000.0), (1, 60)
_COUNTED = {
    "posted": (1, 5_000_000),
    "minutes": MINUTES,
    "approaches": (0, 200),
    "younger": (0, 100_000),
    "teens": (0, 100_000),
    "seats": (0, 500_000),
}
#: In these a number to call is wanted: of a hospital, of an organization.
_NUMBERED = frozenset({"hospital", "phone"})
_DASH = r"\-\u2010-\u2015\u2212"
_PHONE = re.compile(
    rf"(?<!\d)(?:\+?\d[ .(){_DASH}]{{0,3}}){{9,14}}\d(?!\d)"
    rf"|(?<!\d)\d{{3}} ?/ ?\d{{3}}[ ./{_DASH}]{{1,3}}\d{{4}}(?!\d)"
    rf"|(?<![\d{_DASH}])\d{{3}} ?[{_DASH}] ?\d{{4}}(?![\d{_DASH}])"  # without its area code
    r"|[\w.+-]+@[\w-]+\.\w+"
)


def read(name: str, typed: str | None) -> Any:
    """Return a field of ``Arrangements`` as JSON; nothing typed is not known.

    Raises
    ------
    UsageError
        When it cannot be understood, or cannot be.
    """
    said = (typed or "").strip()
    if name == "aims":
        return _aims(said)
    if name not in ("area", "width", "elders", *_COUNTED):
        return _words(name, said)
    if not said:
        return None
    if name == "elders":
        return {"yes": True, "no": False}.get(said)
    return _measured(name, said) if name in ("area", "width") else _counted(name, said)


def _measured(name: str, said: str) -> float:
    least, most = AREA if name == "area" else WIDTH
    reader = measures.square_metres if name == "area" else measures.metres
    return reader(said, least=least, most=most)


def _counted(name: str, said: str) -> int:
    least, most = _COUNTED[name]
    digits = re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", said)
    if not (digits.isascii() and digits.isdecimal()):
        raise UsageError(_("Type a whole number, such as 12."))
    if len(digits) > 9 or not least <= int(digits) <= most:
        raise UsageError(
            _("That cannot be: it must be {least:,} to {most:,}.").format(least=least, most=most)
        )
    return int(digits)


def _words(name: str, said: str) -> str:
    one = " ".join(said.split())
    if len(one) > MOST:
        raise UsageError(_("Use at most {n} letters: it must fit a page.").format(n=MOST))
    if name not in _NUMBERED and _PHONE.search(one):
        raise UsageError(
            _("No phone numbers or e-mail addresses here: papers are handed on. Say a role.")
        )
    return one


def _aims(said: str) -> list[str]:
    lines = [" ".join(line.strip(" \t•*-").split()) for line in said.splitlines()]
    found = [line for line in lines if line]
    if len(found) > AIMS:
        raise UsageError(_("Choose the {n} that matter most, one on a line.").format(n=AIMS))
    if any(len(line) > MOST_AIM for line in found):
        raise UsageError(_("Use at most {n} letters for each aim.").format(n=MOST_AIM))
    if any(_PHONE.search(line) for line in found):
        raise UsageError(_("No phone numbers or e-mail addresses here: papers are handed on."))
    return found
