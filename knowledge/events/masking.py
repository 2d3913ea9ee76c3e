"""Words in the day's log that may say who somebody is: masked for all but the safety lead.

On the day nothing is refused, so doubtful words are kept, but hidden. It hides too much rather
than too little: a word with a capital in the middle of a sentence may be a name. What it cannot
see is a name in small letters without a word before it that announces one; the page of the day
says so (record policy B4: no names, numbers, addresses, plates or groups).
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from knowledge.access import Member
from knowledge.events.kinds import EventRole
from knowledge.words import _

#: What stands where words are hidden.
MASK = "▒▒▒"

#: Plain words with a capital, and short forms of the day, that are nobody's name.
_KNOWN = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january"
    " february march july september october november december i i'm i'll"
    " i've am pm aed ems cpr pa er ok id dj mc tv us usa north south east west gate gates exit"
    " exits entrance post posts zone section stage tent court field lot door doors medical first"
    " aid police fire outreach safety lead crowd count radio channel lightning rain heat weather"
    " the a an we he she they it there this that all everyone everybody nobody one two three four"
    " five six seven eight nine ten and but or so at in on by to from for of with spanish english"
    " family child children adult adults people person team staff volunteer volunteers neighbors"
)
_INITIAL = (
    " about after again also another any around as asked back before began begin bus call called"
    " calm car cars checked clear cleared closed closing crew done doors down ended events every"
    " extra fight fights found full gave get go going good got guests half has have heard heat held"
    " help here ice it's just kids last late left let lights line loud lost low made many more most"
    " moved moving music need needs new no not now off only open opened our out over parents park"
    " parking paused please power quiet ran ready restarted running said saw second see sent shots"
    " some someone somebody sound speaker started starting still stop stopped storm street talked"
    " then thunder tired told took traffic turned two under until up very waiting walked wants"
    " water went what when where while who wind woman man women men yes youth white black red"
    " blue green silver gray grey brown"
)
#: After these words comes somebody's name, whatever its letters.
_ANNOUNCED = re.compile(
    r"\b(?:named|called|name\s+is|nicknamed|aka|a\.k\.a\.?|mr|mrs|ms|miss|dr|sr|sra|se\s+llama|"
    r"llamad[oa])\b\.?[\s:]+(?P<what>[^\W\d_][\w'’-]*(?-i:\s+[A-Z][\w'’-]*)*)",
    re.IGNORECASE,
)
#: Groups and the words by which people name them.
_GROUP = re.compile(
    r"\b(?:gangs?|crews?|cliques?|mobs?|(?:a|the|his|her|their|that|which|rival)\s+sets?|pandillas?|bloods?|crips?|latin\s+kings?|"
    r"vice\s+lords?|disciples|norteñ\w+|norten\w+|sureñ\w+|suren\w+|ms-?13|gdk?s?|opps?|"
    r"(?:[\w'’-]+\s+)(?:boys|boyz|gang|crew|mob|block|blocc|posse))\b"
    r"(?-i:\s+(?:[A-Z][\w'’-]*|\d+))*",
    re.IGNORECASE,
)
#: A suspect, and what is said of them up to the end of the clause.
_SUSPECT = re.compile(
    r"\b(?:suspects?|shooters?|gunm[ae]n|perp\w*|offenders?|assailants?|attackers?|culprits?|"
    r"sospechos[oa]s?|tirador(?:es)?|wearing|dressed\s+in|hoodie|tattoos?|dreads|braids)\b"
    r"[^.;\n]*",
    re.IGNORECASE,
)
_MARKS = (
    re.compile(r"<[@#!][^>\s]*>?|(?<!\w)@[\w.-]+"),
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    re.compile(r"(?<!\d)(?:\+?\d[ .()-]{0,2}){6,14}\d(?!\d)"),
    re.compile(
        r"\b\d{1,6}(?:\s*-\s*\d{1,5})?\s+(?:[nsew]\.?\s+)?"
        r"(?:(?!(?:people|kids|adults|in|on|the|at|of|off|down|from|to|by|cars?|min\w*|feet|ft|"
        r"and|more|left)\b)[\w'’.]+\s+){1,3}?"
        r"(?:st|street|ave|avenue|rd|road|blvd|boulevard|ln|lane|dr|drive|ct|pl|pkwy|parkway|hwy|"
        r"(?-i:Place|Way|Terrace|Circle|Court))\b\.?",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:calle|avenida|av)\b\.?\s+[\w'’]+(?:\s+\d{1,6})?", re.IGNORECASE),
    re.compile(r"\b(?:apt|apartment|unit|suite|house|apto|casa)\b\.?\s*#?\s*\d\w*", re.IGNORECASE),
    re.compile(r"\b\d{2,5}\s+block\b(?:\s+of\s+\S+)?", re.IGNORECASE),
    re.compile(r"#\s*\d+\w*"),
    re.compile(r"\b(?:plates?|tags?|licen[cs]e|placas?)\b[\s:#]*[\w-]*\d[\w-]*", re.IGNORECASE),
    re.compile(r"\b[A-Z]{1,3}[ -]?\d{3,4}[A-Z]{0,2}\b"),
    re.compile(r"\b\d{1,3}[ -]?[A-Z]{2,3}[ -]?\d{1,4}\b"),
    re.compile(r"\b(?=\w*\d\w*\d)(?=[\d_]*[^\W\d_][\d_]*[^\W\d_])\w{5,8}\b"),
    _GROUP,
    _SUSPECT,
)
#: Times and counts that only look like a plate.
_TIME = re.compile(r"\d{1,4}(?:am|pm|th|st|nd|rd|min|mins|hrs?|kids|ppl|people)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_](?:[\w'’-]*[^\W_])?")
_SENTENCE = re.compile(r"(?:^|[.!?:;\n])[\s\"“(–—-]*$")
_AGAIN = 3
"""From this length a hidden word is hidden wherever it comes again. [letters]"""


def masked(text: str, *, known: Collection[str] = ()) -> str:
    """Return an entry of the day's log with its doubtful words hidden.

    Parameters
    ----------
    known
        Names that are nobody's: the place, the posts, the event, partner organisations.
    """
    return _replaced(text, known, MASK)


def removed(text: str, *, known: Collection[str] = ()) -> str:
    """Return an entry as it is kept after the close: the doubtful words are gone for good."""
    return _replaced(text, known, _("[removed]"))


def doubtful(text: str, *, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return the words of an entry that are hidden, in their order."""
    return tuple(text[start:end] for start, end in _spans(text, known))


def reads_all(viewer: Member, roles: Collection[EventRole]) -> bool:
    """Return whether a viewer reads the day's log unmasked: the safety lead, unless police."""
    return EventRole.SAFETY_LEAD in roles and not viewer.limited and not viewer.suspended


def _replaced(text: str, known: Collection[str], mask: str) -> str:
    shown, at = [], 0
    for start, end in _spans(text, known):
        shown += [text[at:start], mask]
        at = end
    return "".join([*shown, text[at:]])


def _spans(text: str, known: Collection[str]) -> list[tuple[int, int]]:
    """Return where the doubtful words stand, ``[start, end)``, in order and apart."""
    spared = _spared(text, known)
    found = [span for span in (*_marked(text), *_named(text)) if not _inside(span, spared)]
    return _joined([*found, *_again(text, found)])


def _marked(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _MARKS:
        for hit in pattern.finditer(text):
            if not _TIME.fullmatch(hit[0]):
                yield hit.span()
    for hit in _ANNOUNCED.finditer(text):
        yield hit.span("what")


def _named(text: str) -> Iterator[tuple[int, int]]:
    """Find words with a capital that may be a name; at a sentence's start plain words are not."""
    ended = -1
    for hit in _WORD.finditer(text):
        after_a_name = text[ended : hit.start()] == " " and hit[0][0].isupper()
        if after_a_name or _may_name(hit[0], text[: hit.start()]):
            ended = hit.end()
            yield hit.span()


def _may_name(word: str, before: str) -> bool:
    folded = word.lower().replace("’", "'")
    if len(word) == 1 or not word[0].isupper() or folded in _plain():
        return False  # a single letter is a gate's or a post's
    begins = word.isupper() or _SENTENCE.search(before) is not None
    return not (begins and folded in _beginnings())


def _again(text: str, found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Find hidden words that come again elsewhere, in any letters."""
    plain = _plain() | _beginnings()
    hidden = {
        word.lower()
        for start, end in found
        for word in re.findall(r"\w+", text[start:end])
        if len(word) >= _AGAIN and word.lower() not in plain
    }
    for hit in re.finditer(r"\w+", text):
        if hit[0].lower() in hidden:
            yield hit.span()


def _spared(text: str, known: Collection[str]) -> list[tuple[int, int]]:
    names = sorted((name for name in known if name.strip()), key=len, reverse=True)
    if not names:
        return []
    either = "|".join(re.escape(name) for name in names)
    whole = re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text, re.IGNORECASE)
    return [hit.span() for hit in whole]


def _inside(span: tuple[int, int], spared: Iterable[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spared)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


@cache
def _plain() -> frozenset[str]:
    return frozenset(_KNOWN.split())


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(_INITIAL.split())
