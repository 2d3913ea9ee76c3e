"""Read what somebody looks for, as typed after ``/find``: any order, typos forgiven."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from knowledge.errors import UsageError
from knowledge.partners import languages, services
from knowledge.partners.finding import Finding
from knowledge.partners.lexicon import Lexicon, plain
from knowledge.partners.services import Service
from knowledge.places.folding import fold
from knowledge.words import _

_MOST_WORDS, _LONGEST = 30, 400
_LONGEST_PLACE = 5


class _Kind(StrEnum):
    """What a word of a search may be about."""

    PLACE = "place"
    SERVICE = "service"
    LANGUAGE = "language"
    NOW = "now"
    WALK_IN = "walk_in"
    ALWAYS = "always"
    LATER = "later"


#: A kind and, where there are several of it, which.
_Said = tuple[_Kind, str]

_WORDS: Lexicon[_Said] = Lexicon(
    {word: (_Kind.SERVICE, each.value) for word, each in services.LEXICON.known.items()}
    | {word: (_Kind.LANGUAGE, code) for word, code in languages.LEXICON.known.items()}
    | {
        plain(word): (kind, "")
        for kind, words in {
            _Kind.NOW: (
                *("now", "open", "open now", "right now", "currently", "opened"),
                *("ahora", "abierto", "abierta", "abiertos", "ahorita", "ahora mismo"),
            ),
            _Kind.WALK_IN: (
                *("walk in", "walkin", "walk ins", "drop in", "dropin", "no appointment"),
                *("no referral", "sin cita", "sin cita previa"),
            ),
            _Kind.ALWAYS: (
                *("24 7", "24h", "24 h", "24hr", "24hrs", "24 hours", "24 hour", "24 horas"),
                *("round the clock", "always open", "siempre abierto"),
            ),
            _Kind.LATER: (
                *("today", "tonight", "tomorrow", "this weekend", "weekend", "this evening"),
                *("hoy", "esta noche", "fin de semana"),
            ),
        }.items()
        for word in words
    }
)
_LITTLE = frozenset(
    {
        *("a", "an", "and", "any", "around", "at", "by", "can", "find", "for", "from", "get"),
        *("help", "i", "in", "is", "looking", "me", "my", "near", "need", "of", "on", "or"),
        *("please", "some", "somebody", "someone", "speaker", "speakers", "speaking", "speaks"),
        *("that", "the", "to", "us", "we", "where", "which", "who", "with", "what", "there"),
        *("free", "pay", "paying", "program", "programs", "service", "services", "places"),
        *("people", "welcome", "quiero", "hable", "gratis", "programas", "servicios"),
        *("al", "algo", "ayuda", "busco", "cerca", "con", "de", "del", "donde", "el", "habla"),
        *("hablan", "hay", "la", "las", "los", "necesito", "o", "para", "por", "que", "un"),
        *("una", "y", "quien", "favor"),
    }
)


def read(text: str, *, places: Sequence[str] = ()) -> Finding:
    """Read a search such as "huosing kensigton es now"; empty text finds every partner.

    Parameters
    ----------
    places
        The names of places that partners serve, as they are written.

    Raises
    ------
    UsageError
        When two places are named, or far too much is said.
    """
    words = plain(text).split() if len(text) <= _LONGEST else []
    if len(words) > _MOST_WORDS or (text.strip() and not words):
        raise UsageError(_("Say it in a few words. Try `/find housing kensington spanish now`."))
    heard = _Heard(words, _known(tuple(places)))
    while heard.at < len(words):
        heard.at += _hear(heard)
    return heard.finding(fold(text))


@lru_cache(maxsize=16)
def _known(places: tuple[str, ...]) -> Lexicon[str]:
    """Return the names of places to search; kept, since they seldom change."""
    folded = {fold(name): name for name in reversed(places)}
    return Lexicon({key: name for key, name in folded.items() if key})


@dataclass(frozen=True, slots=True)
class _Taken:
    """A run of words and what it says, exactly or with slips."""

    said: _Said
    words: int
    slips: int = 0


@dataclass(slots=True)
class _Heard:
    """What has been read so far; ``said`` in the order in which it was."""

    words: list[str]
    places: Lexicon[str]
    at: int = 0
    said: list[_Said] = field(default_factory=list)
    name_words: list[str] = field(default_factory=list)

    def of(self, kind: _Kind) -> tuple[str, ...]:
        """Return what was said of a kind, once each."""
        return tuple(dict.fromkeys(value for each, value in self.said if each is kind))

    def finding(self, whole: str) -> Finding:
        """Return the search.

        Raises
        ------
        UsageError
            When two places are named.
        """
        places = self.of(_Kind.PLACE)
        if len(places) > 1:
            raise UsageError(
                _("I can search one place at a time, or everywhere: try `/find food now`.")
            )
        return Finding(
            services=tuple(Service(each) for each in self.of(_Kind.SERVICE)),
            languages=self.of(_Kind.LANGUAGE),
            place=places[0] if places else None,
            open_now=bool(self.of(_Kind.NOW)),
            walk_in=bool(self.of(_Kind.WALK_IN)),
            always=bool(self.of(_Kind.ALWAYS)),
            name_words=tuple(self.name_words),
            left_out=self.of(_Kind.LATER),
            whole=whole,
        )


def _hear(heard: _Heard) -> int:
    """Take in what begins at the word at hand and return how many words that was."""
    word = heard.words[heard.at]
    if _is_spanish_in(heard):
        return 1
    found = _exactly(heard) or (None if word in _LITTLE else _nearly(heard))
    if found is None:
        heard.name_words += [] if word in _LITTLE else [word]
        return 1
    kind, value = found.said
    typed = " ".join(heard.words[heard.at : heard.at + found.words])
    heard.said.append((kind, typed if kind is _Kind.LATER else value))
    return found.words


def _is_spanish_in(heard: _Heard) -> bool:
    """Tell whether "en" says where or how, as in "comida en Kensington", not English."""
    if heard.words[heard.at] != "en" or heard.at + 1 == len(heard.words):
        return False
    after = _WORDS.meaning(heard.words[heard.at + 1])
    return after is None or after[0] is _Kind.LANGUAGE


def _exactly(heard: _Heard) -> _Taken | None:
    """Return the longest run that is written as it is known; a place wins over a word."""
    for taken in range(min(_LONGEST_PLACE, len(heard.words) - heard.at), 0, -1):
        run = " ".join(heard.words[heard.at : heard.at + taken])
        if (name := heard.places.known.get(fold(run))) is not None:
            return _Taken((_Kind.PLACE, name), taken)
        if (said := _WORDS.known.get(run)) is not None:
            return _Taken(said, taken)
    return None


def _nearly(heard: _Heard) -> _Taken | None:
    """Return what a mistyped run means; None where a place and a word are as near."""
    found: list[_Taken] = []
    for taken in range(min(_LONGEST_PLACE, len(heard.words) - heard.at), 0, -1):
        run = " ".join(heard.words[heard.at : heard.at + taken])
        if (place := _place_like(heard.places, fold(run))) is not None:
            found.append(_Taken((_Kind.PLACE, place[0]), taken, place[1]))
        if (word := _WORDS.near(run)) is not None:
            found.append(_Taken(word[0], taken, word[1]))
    found.sort(key=lambda each: (each.slips, -each.words))
    if len(found) > 1 and (found[0].slips, found[0].words) == (found[1].slips, found[1].words):
        return None
    return found[0] if found else None


def _place_like(places: Lexicon[str], run: str) -> tuple[str, int] | None:
    """Return the place of a mistyped name, or the one that begins so ("north phila")."""
    near = places.near(run)
    if near is not None or " " not in run:
        return near
    begun = [name for known, name in places.known.items() if known.startswith(run)]
    return (begun[0], 1) if len(begun) == 1 else None
