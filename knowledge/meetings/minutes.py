"""Find action items in minutes: "- Maria: call the school by Friday", "TODO print cards"."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from knowledge.actions.reading import Drafted, read

__all__ = ["Drafted", "Found", "find"]

_BULLET = re.compile(r"\s*(?:[-*•–—]|\d{1,2}[.)])\s+")
_BOX = re.compile(r"\[\s?\]\s*|☐\s*")
_DONE = re.compile(r"\[[xX✓]\]|☑|✅")
_MARK = re.compile(
    r"(?:to-?do|action items?|actions?|ai|task|follow[- ]?up|next step|acción|tarea|pendiente)"
    r"\s*[:–—-]\s*|to-?do\s+",
    re.IGNORECASE,
)
_TITLE = r"[A-ZÁÉÍÓÚÑÜ][\w'’.\-]*"
_NAME = rf"{_TITLE}(?:\s+(?:de\s+|la\s+)?{_TITLE}){{0,2}}"
_SPEAKS = re.compile(rf"({_NAME})\s*(?::|\s[–—-]\s)\s*(?=\S)")
_WILL = re.compile(rf"({_NAME})\s+(?:will|to|shall|agreed to|va a)\s+(?=\S)")

#: Words before a colon that open a part of the minutes, not somebody's task.
_HEADINGS = frozenset(
    {
        *("agenda", "apologies", "absent", "attending", "attendance", "present", "guests"),
        *("date", "time", "place", "where", "when", "location", "topic", "purpose", "chair"),
        *("decision", "decisions", "decided", "discussion", "discussed", "notes", "note"),
        *("minutes", "summary", "next", "update", "updates", "report", "reports", "background"),
        *("incidents", "events", "referrals", "actions", "action", "indicators", "risks", "gaps"),
        *("welcome", "closing", "question", "questions", "concern", "concerns", "idea", "ideas"),
        *("asistentes", "fecha", "hora", "lugar", "decisiones", "notas", "acuerdos", "temas"),
        *("they", "we", "it", "this", "that", "there", "he", "she", "nobody", "everyone"),
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """What minutes hold.

    Attributes
    ----------
    items
        Action items in the order of the minutes; a person looks at them before they count.
    left
        The lines that are none, or were not understood, as they were typed.
    """

    items: tuple[Drafted, ...]
    left: tuple[str, ...]


def find(minutes: str, today: date, names: Collection[str] = ()) -> Found:
    """Return the action items in minutes, and every other line as it stands.

    A line is one when it is marked (TODO, Action, an empty box), begins with a mention, or
    is a list's line with a name before a colon or a due day. Boxes that are ticked are done.

    Parameters
    ----------
    names
        What those who may own an action are called. With it, a capitalized word before a
        colon is an owner only where it is one of their names or a part of it; without it,
        "- Kensington: two incidents" reads as somebody's task.
    """
    known = frozenset(part.casefold() for name in names for part in name.split())
    items: list[Drafted] = []
    left: list[str] = []
    for line in minutes.splitlines():
        if not line.strip():
            continue
        drafted = _item(line, today, known)
        if drafted is None:
            left.append(line.strip())
        else:
            items.append(drafted)
    return Found(tuple(items), tuple(left))


def _item(line: str, today: date, known: frozenset[str]) -> Drafted | None:
    bare = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line.strip()
    if _DONE.match(bare):
        return None
    boxless = _BOX.sub("", bare, count=1) if _BOX.match(bare) else bare
    marked = _MARK.match(boxless)
    text = boxless[marked.end() :] if marked else boxless
    asked = bool(marked) or boxless != bare
    listed = bare != line.strip()
    heading, colon, _rest = text.partition(":")
    if colon and not asked and not _is_name(heading):
        return None
    drafted = _named(text, today, known) or read(text, today)
    if not drafted.text:
        return None
    if asked or text.startswith(("@", "<@")):
        return drafted
    return drafted if _taken_on(drafted, listed=listed) else None


def _taken_on(drafted: Drafted, *, listed: bool) -> bool:
    """Return whether an unmarked line is a task: two of a list's line, an owner and a day."""
    return listed + bool(drafted.owner_words) + (drafted.due is not None) >= 2


def _named(text: str, today: date, known: frozenset[str]) -> Drafted | None:
    """Read a line that begins with a name; None where it does not."""
    for found in (_SPEAKS.match(text), _WILL.match(text)):
        if found is None or not _is_name(found[1]) or not _is_known(found[1], known):
            continue
        drafted = read(text[found.end() :], today)
        return replace(drafted, owner_words=found[1]) if drafted.text else None
    return None


def _is_name(words: str) -> bool:
    return not _HEADINGS & {word.lower().strip(".") for word in words.split()}


def _is_known(words: str, known: frozenset[str]) -> bool:
    return not known or any(word.casefold() in known for word in words.split())
