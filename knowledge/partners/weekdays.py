"""The words for days of the week, in English and in Spanish."""

import re

_EVERY = (0, 1, 2, 3, 4, 5, 6)
_NAMES = (
    ("m", "mo", "mon", "mons", "monday", "l", "lu", "lun", "lunes"),
    ("t", "tu", "tue", "tues", "tuesday", "ma", "mar", "martes"),
    ("w", "we", "wed", "weds", "wednesday", "mi", "mie", "mier", "miercoles"),
    ("th", "thu", "thur", "thurs", "thursday", "ju", "jue", "jueves"),
    ("f", "fr", "fri", "friday", "v", "vi", "vie", "viernes"),
    ("sa", "sat", "saturday", "sab", "sabado"),
    ("su", "sun", "sunday", "do", "dom", "domingo"),
)
_ONE = {word: day for day, words in enumerate(_NAMES) for word in words} | {
    f"{word}s": day for day, words in enumerate(_NAMES) for word in words if len(word) > 4
}
_SEVERAL = {
    "weekday": (0, 1, 2, 3, 4), "weekdays": (0, 1, 2, 3, 4), "entresemana": (0, 1, 2, 3, 4),
    "weekend": (5, 6), "weekends": (5, 6), "findesemana": (5, 6), "finesdesemana": (5, 6),
    "daily": _EVERY, "everyday": _EVERY, "allweek": _EVERY, "diario": _EVERY,
    "diariamente": _EVERY, "todoslosdias": _EVERY, "sevendays": _EVERY,
    "mwf": (0, 2, 4), "tth": (1, 3), "mf": (0, 1, 2, 3, 4),
}  # fmt: skip
#: Phrases of several words, each written as one before words are read.
PHRASES = (
    (re.compile(r"\bfines? de semana\b"), "findesemana"),
    (re.compile(r"\bentre semana\b|\bdias de semana\b|\bdias laborables\b"), "entresemana"),
    (re.compile(r"\btodos los dias\b|\bcada dia\b|\ba diario\b"), "todoslosdias"),
    (re.compile(r"\bevery day\b|\beach day\b"), "everyday"),
    (re.compile(r"\b(?:7|seven) days(?: a week| per week)?\b|\ball week\b"), "sevendays"),
)


def days(word: str) -> tuple[int, ...] | None:
    """Return the days that a word means, 0 for Monday; None where it means none."""
    if word in _SEVERAL:
        return _SEVERAL[word]
    return (_ONE[word],) if word in _ONE else None


def run(first: int, last: int) -> tuple[int, ...]:
    """Return the days from one to another, over the weekend where need be."""
    return tuple((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))
