"""The languages that partners serve people in: codes, names, and the words for them."""

import re
from collections.abc import Iterable, Mapping

from knowledge.errors import UsageError
from knowledge.partners.lexicon import Lexicon, plain
from knowledge.words import _

#: Names in English and in Spanish, and each language's own; ISO 639-1 codes, and "asl".
_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": ("english", "ingles"),
    "es": ("spanish", "espanol", "castellano", "spanish speaking"),
    "fr": ("french", "frances", "francais"),
    "ht": ("haitian creole", "haitian", "kreyol", "creole", "criollo haitiano"),
    "pt": ("portuguese", "portugues", "brazilian"),
    "vi": ("vietnamese", "vietnamita", "tieng viet"),
    "zh": ("chinese", "mandarin", "cantonese", "chino", "中文"),
    "ar": ("arabic", "arabe", "العربية"),
    "ru": ("russian", "ruso", "русский"),
    "sw": ("swahili", "kiswahili", "suajili"),
    "asl": ("american sign language", "sign language", "signing", "lengua de senas"),
    "km": ("khmer", "cambodian", "camboyano"),
    "ko": ("korean", "coreano", "한국어"),
    "tl": ("tagalog", "filipino"),
    "so": ("somali", "somalí"),
    "am": ("amharic", "amarico"),
    "bn": ("bengali", "bangla", "bengalí"),
    "hi": ("hindi",),
    "ur": ("urdu",),
    "ne": ("nepali", "nepalí"),
    "pl": ("polish", "polaco", "polski"),
    "uk": ("ukrainian", "ucraniano"),
    "fa": ("farsi", "persian", "dari", "persa"),
    "ps": ("pashto",),
    "it": ("italian", "italiano"),
}
CODES = tuple(_WORDS)
#: Codes that mean something else in a question: "am" of a clock, "ne" of a compass, "hi".
_OTHER_WORDS = frozenset({"am", "ne", "so", "hi", "it", "ps", "uk", "fa"})

#: What a question may say; ``LISTED`` is what a list of languages may say, every code too.
LEXICON: Lexicon[str] = Lexicon.of(
    {code: (*words, *(() if code in _OTHER_WORDS else (code,))) for code, words in _WORDS.items()}
)
LISTED: Lexicon[str] = Lexicon.of({code: (code, *words) for code, words in _WORDS.items()})
_BETWEEN = re.compile(r"[,;/&+|\n]|\band\b|\by\b", re.IGNORECASE)


_NAMES: Mapping[str, str] = {
    "en": "English", "es": "Spanish", "fr": "French", "ht": "Haitian Creole",
    "pt": "Portuguese", "vi": "Vietnamese", "zh": "Chinese", "ar": "Arabic",
    "ru": "Russian", "sw": "Swahili", "asl": "American Sign Language",
    "km": "Khmer", "ko": "Korean", "tl": "Tagalog", "so": "Somali",
    "am": "Amharic", "bn": "Bengali", "hi": "Hindi", "ur": "Urdu",
    "ne": "Nepali", "pl": "Polish", "uk": "Ukrainian", "fa": "Persian",
    "ps": "Pashto", "it": "Italian",
}  # fmt: skip


def name(code: str) -> str:
    """Return a language's name; the code itself where it is unknown."""
    return _(_NAMES[code]) if code in _NAMES else code


def find(text: str) -> str | None:
    """Return the code of the language that a word or a code means, mistyped or not."""
    return LISTED.meaning(text)


def read(text: str) -> tuple[str, ...]:
    """Return the codes in a list such as "English, español" or "en/es".

    Raises
    ------
    UsageError
        When one of them is no language known here.
    """
    parts = [part for part in _BETWEEN.split(text) if plain(part)]
    codes = [code for part in parts for code in _codes(part)]
    return tuple(dict.fromkeys(codes))


def told(codes: Iterable[str]) -> str:
    """Return the names of languages as a list in words."""
    return ", ".join(name(code) for code in codes)


def _codes(part: str) -> list[str]:
    whole = find(part)
    found = [whole] if whole else [find(word) for word in part.split()]
    known = [code for code in found if code]
    if len(known) < len(found):
        raise UsageError(
            _("I do not know one of those languages. Write names or codes: English, es, Kreyòl.")
        )
    return known
