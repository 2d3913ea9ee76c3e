"""Read an action item as people type it: "@lee call the school by friday"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.actions.dues import Dues, Read

_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>|(?<!\w)@([\w.\-'’]*\w)")
#: What opens a due day anywhere in a sentence.
_BY = frozenset({"by", "due", "before"})
#: What may stand before a due day at the end of a sentence.
_ON = "on"
_IN = frozenset({"in", "within"})
#: Before a day they say what the day is about, not when something is due.
_ABOUT = frozenset(
    {
        *("about", "after", "and", "between", "during", "for", "from", "last", "of", "or"),
        *("past", "since", "the", "through", "till", "to", "until"),
    }
)
#: Short for a day after "by" or "on"; alone at the end of a sentence other words.
_UNSURE = frozenset({"sat", "sun", "wed"})
_DAY = timedelta(days=1)
_PAUSES = ":,;"
_EDGE = " \t,;:.–—-"


@dataclass(frozen=True, slots=True)
class Drafted:
    """An action item as it was read; a person looks at it before it counts.

    Attributes
    ----------
    text
        What is to be done, as it was typed; what was not understood is still in it.
    owner_words
        Whose it is, as it was said: a name, or ``<@U123>`` for a mention; "" for nobody.
    due
        The last local day on which it is on time; None where no day was said.
    """

    text: str
    owner_words: str = ""
    due: date | None = None


def read(text: str, today: date) -> Drafted:
    """Return the action item that somebody typed.

    A day counts as due after "by", "due" or "before" anywhere, or at either end of
    the sentence. Where there is no such day the words stay as they are.
    """
    owner, rest = _owner(" ".join(text.split()))
    typed = rest.split()
    words = [word.lower().strip(".,;:!?()") for word in typed]
    dues = Dues(words, today)
    found = _marked(dues, words) or _last(dues, words) or _first(dues, words, typed)
    if found is None:
        return Drafted(rest, owner)
    due, start, end = found
    left = " ".join(typed[:start] + typed[end:]).strip(_EDGE)
    return Drafted(left, owner, due) if left else Drafted(rest, owner)


#: A due day, and the words from and until which it was said.
_Found = tuple[date, int, int]


def _owner(text: str) -> tuple[str, str]:
    """Return who is mentioned at the start or the end of a sentence, and the rest of it."""
    for found in _MENTION.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if before.strip(_EDGE + "(") and not _at_end(after):
            continue
        rest = (
            re.sub(r"\bfor\s*$", "", before.rstrip(_EDGE + "(")) + " " + after.lstrip(_EDGE + ")")
        )
        rest = " ".join(rest.split()).strip(",;:–—-")
        return (f"<@{found[1]}>" if found[1] else found[2]), rest
    return "", text


def _at_end(after: str) -> bool:
    """Return whether nothing follows a mention but a day."""
    words = after.strip(_EDGE + ")").lower().split()
    return not words or words[0] in _BY | {_ON} | _IN


def _marked(dues: Dues, words: list[str]) -> _Found | None:
    """Return the last day that follows "by" and its like; "before" is the day before it."""
    for at in range(len(words) - 1, -1, -1):
        if words[at] not in _BY:
            continue
        start = at - int(at > 0 and words[at] == "by" and words[at - 1] == "due")
        skip = 1 + int(at + 1 < len(words) and words[at + 1] in {"by", "on", "in"})
        found = _any(dues, at + skip)
        if found is not None:
            day = found.first - _DAY if words[at] == "before" else found.last
            return day, start, at + skip + found.taken
    return None


def _any(dues: Dues, at: int) -> Read | None:
    return dues.day(at) or dues.stretch(at) or dues.span(at)


def _last(dues: Dues, words: list[str]) -> _Found | None:
    """Return the day with which a sentence ends."""
    for at in range(len(words)):
        inside = words[at] in _IN
        at_day = at + int(inside or words[at] == _ON)
        found = dues.span(at_day) if inside else dues.day(at_day)
        if found is None or at_day + found.taken != len(words):
            continue
        if at and (words[at - 1] in _ABOUT or words[at] in _UNSURE):
            return None
        return found.last, at, len(words)
    return None


def _first(dues: Dues, words: list[str], typed: list[str]) -> _Found | None:
    """Return the day with which a sentence begins, when "on" or a pause sets it apart."""
    on = int(bool(words) and words[0] == _ON)
    found = dues.day(on)
    if found is None:
        return None
    end = on + found.taken
    return (found.last, 0, end) if on or typed[end - 1][-1] in _PAUSES else None
