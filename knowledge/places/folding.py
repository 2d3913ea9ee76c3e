"""Names as they compare: without case, accents, punctuation, "the" and abbreviations."""

import re
import unicodedata

_SHORT = {
    "n": "north", "no": "north", "s": "south", "so": "south", "e": "east", "w": "west",
    "ne": "northeast", "nw": "northwest", "se": "southeast", "sw": "southwest",
    "st": "saint", "mt": "mount", "ft": "fort", "pt": "point", "hts": "heights",
    "hgts": "heights", "ctr": "center", "cntr": "center", "centre": "center",
    "pk": "park", "sq": "square", "vlg": "village", "jct": "junction", "twp": "township",
    "univ": "university", "rec": "recreation", "lib": "library", "elem": "elementary",
}  # fmt: skip
_COMPASS = frozenset({"north", "south", "east", "west"})
_ORDINAL = re.compile(r"^0*(\d+)(?:st|nd|rd|th)?$")


def fold(text: str) -> str:
    """Return ``text`` in the form in which names are compared, words apart by one space."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("&", " and ")
    kept = "".join(
        letter if letter.isalnum() or letter == "." else "" if letter in "'’`" else " "
        for letter in plain
        if not unicodedata.combining(letter)
    )
    words = (word.strip(".").replace(".", "" if not word[0].isdigit() else ".")
             for word in kept.split() if word.strip("."))  # fmt: skip
    return " ".join(_joined([_whole(word) for word in words if word != "the"]))


def _whole(word: str) -> str:
    ordinal = _ORDINAL.match(word)
    return ordinal.group(1) if ordinal else _SHORT.get(word, word)


def _joined(words: list[str]) -> list[str]:
    """Write "south west" and "southwest" alike."""
    out: list[str] = []
    for word in words:
        if out and out[-1] in ("north", "south") and word in _COMPASS - {"north", "south"}:
            out[-1] += word
        else:
            out.append(word)
    return out
