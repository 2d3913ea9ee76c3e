"""Read a question about shootings: where, when, which, compared with what; in any order."""

from dataclasses import dataclass, field
from datetime import date

from knowledge.conversation.calendar import Period, back
from knowledge.conversation.days import Reader
from knowledge.conversation.vocabulary import ENGLISH, Vocabulary
from knowledge.errors import UsageError
from knowledge.hotspots import vocabulary
from knowledge.hotspots.snapshot import Wanted
from knowledge.hotspots.versus import Versus, other_window, overlap, same_part
from knowledge.hotspots.vocabulary import Phrases, longest
from knowledge.windows import Window
from knowledge.words import _

#: The window of a question that names none. [days]
USUAL_DAYS = 90
_MOST_WORDS = 40


@dataclass(frozen=True, slots=True)
class AskedWords:
    """A question as it was read; its place is still only words.

    Attributes
    ----------
    window
        The local days that are meant; the last 90 where none were named.
    relative
        Whether they were counted back from today, so that they may be moved as a whole to
        end where the data does.
    wanted
        Which incidents.
    versus_as, versus
        What they are to be compared with, and its days; both None where nothing was said.
    place_text
        The words left over, as they were typed; "" means everywhere.
    """

    window: Window
    relative: bool
    wanted: Wanted
    versus_as: Versus | None
    versus: Window | None
    place_text: str


@dataclass(slots=True)
class _Heard:
    """What has been read of a question so far."""

    reader: Reader
    phrases: Phrases
    typed: list[str]
    window: Period | None = None
    wanted: Wanted | None = None
    versus_as: Versus | None = None
    versus: Period | None = None
    left: list[list[str]] = field(default_factory=lambda: [[]])


def read(
    text: str,
    *,
    today: date,
    known: Vocabulary = ENGLISH,
    phrases: Phrases = vocabulary.ENGLISH,
) -> AskedWords:
    """Read a question as it was typed.

    Windows are half-open; the last day that somebody names counts. What reaches past today
    ends with yesterday.

    Parameters
    ----------
    today
        The local day of the question, in the area's zone; it is not over and never counts.

    Raises
    ------
    UsageError
        When two windows or two kinds are named, or days that are still to come.
    """
    typed = _split(text)
    if len(typed) > _MOST_WORDS:
        raise UsageError(_("That is a lot of words for me. Try `/hotspots 90d fatal`."))
    reader = Reader(tuple(word.lower() for word in typed), today, known)
    heard = _Heard(reader, phrases, typed)
    at = 0
    while at < len(typed):
        at += _hear(heard, at)
    window, cut = _window(heard.window or back(today, USUAL_DAYS, "day"), today)
    return AskedWords(
        window=window,
        relative=heard.window is None or heard.window.relative,
        wanted=heard.wanted or Wanted.SHOOTINGS,
        versus_as=heard.versus_as,
        versus=_versus(heard, window, today, cut=cut),
        place_text=_place(heard),
    )


def _split(text: str) -> list[str]:
    spaced = text.replace("..", " .. ").replace("–", " – ").replace("—", " — ")
    words = (word.strip(',;:!?()"“”') for word in spaced.replace("’", "'").split())
    return [word for word in words if word]


def _hear(heard: _Heard, at: int) -> int:
    """Take in what begins at word ``at`` and return how many words that was."""
    taken = _hear_versus(heard, at) or _hear_wanted(heard, at) or _hear_window(heard, at)
    if taken:
        heard.left.append([])
        return taken
    heard.left[-1].append(heard.typed[at])
    return 1


def _hear_window(heard: _Heard, at: int) -> int:
    found = heard.reader.window(at)
    if found is None:
        return 0
    if heard.window is not None:
        raise UsageError(
            _("I read two windows in that. To compare them, write `90d vs last year`.")
        )
    heard.window, taken = found
    return taken


def _hear_versus(heard: _Heard, at: int) -> int:
    said = longest(heard.phrases.versus, heard.reader.words, at)
    if not said:
        return 0
    if heard.versus_as is not None:
        raise UsageError(_("I can compare with one other window: try `90d vs last year`."))
    after = at + said
    named = {
        Versus.YEAR_BEFORE: longest(heard.phrases.year_before, heard.reader.words, after),
        Versus.BEFORE: longest(heard.phrases.before, heard.reader.words, after),
    }
    how = max(named, key=lambda one: named[one])
    found = heard.reader.window(after)
    if found is not None and found[1] > named[how]:
        heard.versus_as, heard.versus = Versus.DATES, found[0]
        return said + found[1]
    if not named[how]:
        raise UsageError(_("Say what to compare with: `vs last year`, `vs previous` or `vs 2023`."))
    heard.versus_as = how
    return said + named[how]


def _hear_wanted(heard: _Heard, at: int) -> int:
    taken = longest(heard.phrases.wanted, heard.reader.words, at)
    if not taken:
        return 0
    wanted = heard.phrases.wanted[tuple(heard.reader.words[at : at + taken])]
    both = {wanted, heard.wanted or wanted}
    narrower = both - {Wanted.SHOOTINGS} if both & {Wanted.FATAL, Wanted.NONFATAL} else both
    if len(narrower) > 1:
        raise UsageError(
            _(
                "I can show one kind at a time: all shootings, `fatal`, `nonfatal`, "
                "`shots fired` or `homicides`. Try `/hotspots fatal 12 months`."
            )
        )
    (heard.wanted,) = narrower
    return taken


def _window(period: Period, today: date) -> tuple[Window, bool]:
    """Return the days of a period that are over, and whether some are not."""
    if period.start >= today:
        raise UsageError(
            _("Those days are not over yet. I can show up to yesterday: try `/hotspots 90d`.")
        )
    if period.end <= period.start:
        raise UsageError(
            _("That window ends before it begins. Try `/hotspots june 1 to aug 31 2025`.")
        )
    return Window(period.start, min(period.end, today)), period.end > today


def _versus(heard: _Heard, window: Window, today: date, *, cut: bool) -> Window | None:
    if heard.versus_as is None:
        return None
    dates = None
    if heard.versus is not None:
        dates = same_part(window, _window(heard.versus, today)[0], cut=cut)
        if overlap(window, dates) and not heard.versus.relative:
            raise UsageError(
                _("Those two windows share days. Try `/hotspots 2025 vs 2024`, or `vs previous`.")
            )
    other = other_window(heard.versus_as, window, dates)
    if overlap(window, other):
        raise UsageError(
            _("A window longer than a year overlaps last year. Try `vs previous` instead.")
        )
    return other


def _place(heard: _Heard) -> str:
    """Return the words left over, without little words at the edges of each run."""
    runs = (_trimmed(run, heard.phrases.little) for run in heard.left)
    words = [word for run in runs for word in run]
    if tuple(word.lower() for word in words) in heard.phrases.everywhere:
        return ""
    return " ".join(words)


def _trimmed(words: list[str], little: frozenset[str]) -> list[str]:
    meant = [at for at, word in enumerate(words) if word.lower() not in little]
    return words[meant[0] : meant[-1] + 1] if meant else []
