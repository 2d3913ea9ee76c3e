"""Rich text: sections, lists, quotes, and the pieces in them."""

from sandbox.limits.grammar import (
    Rule,
    by_type,
    flag,
    integer,
    one_of,
    several,
    shape,
    string,
)
from sandbox.limits.objects import IDENTIFIER, URL

TYPE: dict[str, Rule] = {"type": string()}
STYLES = (
    "bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink",
)  # fmt: skip
WORDS: dict[str, Rule] = {"style": shape({}, dict.fromkeys(STYLES, flag))}
ID = string(least=1)

PIECES: dict[str, Rule] = {
    "text": shape(TYPE | {"text": string(least=1)}, WORDS),
    "link": shape(TYPE | {"url": URL}, WORDS | {"text": string(), "unsafe": flag}),
    "emoji": shape(
        TYPE | {"name": ID}, {"unicode": string(), "skin_tone": integer(1, 6), "url": string()}
    ),
    "user": shape(TYPE | {"user_id": ID}, WORDS),
    "channel": shape(TYPE | {"channel_id": ID}, WORDS),
    "usergroup": shape(TYPE | {"usergroup_id": ID}, WORDS),
    "team": shape(TYPE | {"team_id": ID}, WORDS),
    "broadcast": shape(TYPE | {"range": one_of("here", "channel", "everyone")}, WORDS),
    "color": shape(TYPE | {"value": string(like=r"#[0-9a-fA-F]{6}")}),
    "date": shape(
        TYPE | {"timestamp": integer(0, 9_999_999_999), "format": ID},
        {"url": URL, "fallback": string()} | WORDS,
    ),
}
LINE = several(by_type(PIECES), 0)
SECTION = shape(TYPE | {"elements": LINE})
BORDER: dict[str, Rule] = {"border": integer(0, 1)}
PARTS: dict[str, Rule] = {
    "rich_text_section": SECTION,
    "rich_text_preformatted": shape(TYPE | {"elements": LINE}, BORDER | {"language": string()}),
    "rich_text_quote": shape(TYPE | {"elements": LINE}, BORDER),
    "rich_text_list": shape(
        TYPE
        | {
            "style": one_of("bullet", "ordered"),
            "elements": several(by_type({"rich_text_section": SECTION}), 1),
        },
        BORDER | {"indent": integer(0, 8), "offset": integer(0, 1_000_000)},
    ),
}
RICH_TEXT = shape(TYPE | {"elements": several(by_type(PARTS), 1)}, {"block_id": IDENTIFIER})
