"""One of each block and element, to draw and look at."""

from tests.sandbox.greeter import FORM, button, mrkdwn, option, plain


def rich(*parts):
    return {"type": "rich_text", "elements": list(parts)}


def line(*pieces):
    return {"type": "rich_text_section", "elements": list(pieces)}


def words(text, **style):
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def raw(text):
    return {"type": "raw_text", "text": text}


def bullets(*items, style="bullet", indent=0):
    listed = [line(words(each)) for each in items]
    return {"type": "rich_text_list", "style": style, "indent": indent, "elements": listed}


RICH = rich(
    line(
        words("Strong", bold=True),
        words(" and "),
        {"type": "link", "url": "https://example.org", "text": "a link"},
        {"type": "link", "url": "javascript:alert(1)", "text": "a trap"},
        words(" "),
        {"type": "emoji", "name": "wave"},
        {"type": "broadcast", "range": "here"},
    ),
    bullets("first", "second"),
    bullets("inside", indent=1),
    bullets("one", "two", style="ordered"),
    {"type": "rich_text_quote", "elements": [words("said")]},
    {"type": "rich_text_preformatted", "elements": [words("x = 1")]},
)
TABLE = {
    "type": "table",
    "column_settings": [{"align": "left"}, {"align": "right"}],
    "rows": [[raw("Place"), raw("Count")], [rich(line(words("Clark Park"))), raw("9")]],
}
DATA_TABLE = {
    "type": "data_table",
    "caption": "Calls by block",
    "page_size": 3,
    "rows": [[raw("Block"), raw("Calls")]]
    + [
        [raw(f"Row {n}"), {"type": "raw_number", "value": n * 10, "text": str(n * 10)}]
        for n in range(1, 8)
    ],
}
SERIES = [
    {"name": "2025", "data": [{"label": "Jan", "value": 12}, {"label": "Feb", "value": 7}]},
    {"name": "2026", "data": [{"label": "Jan", "value": 9}, {"label": "Feb", "value": 5}]},
]
AXES = {"categories": ["Jan", "Feb"], "x_label": "Month", "y_label": "Shootings"}
BARS = {
    "type": "data_visualization",
    "title": "Shootings by month",
    "chart": {"type": "bar", "series": SERIES, "axis_config": AXES},
}
LINES = {**BARS, "title": "The same as a line", "chart": {**BARS["chart"], "type": "line"}}
PIE = {
    "type": "data_visualization",
    "title": "By time of day",
    "chart": {
        "type": "pie",
        "segments": [{"label": "Evening", "value": 60}, {"label": "Morning", "value": 40}],
    },
}
TASK = {
    "type": "task_card",
    "task_id": "t1",
    "title": "Look the place up",
    "status": "complete",
    "output": rich(line(words("Found it"))),
    "sources": [{"type": "url", "url": "https://example.org", "text": "The map"}],
}
PLAN = {
    "type": "plan",
    "title": "What I am doing",
    "tasks": [TASK, {**TASK, "task_id": "t2", "title": "Count", "status": "in_progress"}],
}
CARD = {
    "type": "card",
    "title": mrkdwn("Food bank"),
    "subtitle": mrkdwn("Open on Tuesdays"),
    "body": mrkdwn("Ask for *Sam* at the door."),
    "actions": [button("Call", "call")],
}
CAROUSEL = {
    "type": "carousel",
    "elements": [CARD, {**CARD, "title": mrkdwn("Clinic"), "actions": [button("Visit", "visit")]}],
}
CONTAINER = {
    "type": "container",
    "title": plain("What is inside"),
    "is_collapsible": True,
    "child_blocks": [
        {"type": "section", "text": mrkdwn("Held within")},
        {"type": "actions", "elements": [button("Inner", "inner")]},
    ],
}
VIDEO = {
    "type": "video",
    "title": plain("How to walk a block"),
    "description": plain("Four minutes"),
    "title_url": "https://example.org/video",
    "video_url": "https://example.org/embed",
    "thumbnail_url": "https://example.org/thumb.png",
    "alt_text": "People walking",
}
FEEDBACK = {
    "type": "context_actions",
    "elements": [
        {
            "type": "feedback_buttons",
            "action_id": "feedback",
            "positive_button": {"text": plain("Helpful"), "value": "+"},
            "negative_button": {"text": plain("Not helpful"), "value": "-"},
        },
        {"type": "icon_button", "action_id": "bin", "icon": "trash", "text": plain("Throw away")},
    ],
}
ACTIONS = {
    "type": "actions",
    "elements": [
        button("Press", "press"),
        button("Keep", "keep", style="primary"),
        button("Remove", "remove", style="danger"),
        {
            "type": "static_select",
            "action_id": "near",
            "placeholder": plain("Group"),
            "option_groups": [{"label": plain("Near"), "options": [option("Here", "h")]}],
        },
        {"type": "overflow", "action_id": "more", "options": [option("More", "m")]},
        {"type": "conversations_select", "action_id": "room", "placeholder": plain("Where")},
        {"type": "multi_users_select", "action_id": "people", "placeholder": plain("Who")},
        {"type": "datepicker", "action_id": "day"},
        {"type": "timepicker", "action_id": "hour"},
        {"type": "datetimepicker", "action_id": "moment", "initial_date_time": 1790000000},
    ],
}
PLAIN = [
    {"type": "header", "text": plain("The week :wave:")},
    {"type": "header", "text": plain("A smaller heading"), "level": 2},
    {"type": "section", "text": mrkdwn("*Bold*"), "fields": [mrkdwn("One"), mrkdwn("Two")]},
    {"type": "context", "elements": [mrkdwn("Small")]},
    {"type": "divider"},
    ACTIONS,
    FEEDBACK,
    {"type": "markdown", "text": "**Marked** and\n\n- listed"},
    RICH,
]
MESSAGES = {
    "plain": PLAIN,
    "numbers": [TABLE, DATA_TABLE],
    "charts": [BARS, PIE],
    "line": [LINES],
    "cards": [CARD, CAROUSEL, CONTAINER, VIDEO],
    "plans": [PLAN, TASK],
}
PLACES = ["Clark Park", "Clinton Street", "Malcolm X Park"]


def field(block_id, label, element, **more):
    held = {"action_id": block_id, **element}
    return {
        "type": "input", "block_id": block_id, "label": plain(label), "element": held,
        "optional": True, **more,
    }  # fmt: skip


DIALOG = {
    "type": "modal",
    "callback_id": "gallery",
    "title": plain("Every field"),
    "submit": plain("Save"),
    "blocks": [
        {"type": "alert", "text": mrkdwn("Names are *never* kept."), "level": "warning"},
        field("line", "A line", {"type": "plain_text_input"}, hint=plain("Short")),
        field("lines", "Some lines", {"type": "plain_text_input", "multiline": True}),
        field("rich", "Written freely", {"type": "rich_text_input"}),
        field("number", "A number", {"type": "number_input", "is_decimal_allowed": False}),
        field("email", "An address", {"type": "email_text_input"}),
        field("url", "A link", {"type": "url_text_input"}),
        field("one", "One of", {"type": "static_select", "options": [option("Red", "r")]}),
        field("radio", "Only one", {"type": "radio_buttons", "options": [option("Yes", "y")]}),
        field("some", "Some of", {"type": "checkboxes", "options": [option("Water", "w")]}),
        field("person", "A person", {"type": "users_select"}),
        field("room", "A channel", {"type": "channels_select"}),
        field("moment", "A moment", {"type": "datetimepicker"}),
        field("file", "A file", {"type": "file_input", "max_files": 2}),
        field("place", "A place", {"type": "external_select", "min_query_length": 1}),
    ],
}


def listen(app):
    """Register what shows the gallery."""

    @app.command("/blocks")
    def blocks(ack, command, client):
        ack()
        for name, listed in MESSAGES.items():
            client.chat_postMessage(channel=command["channel_id"], text=name, blocks=listed)

    @app.command("/fields")
    def fields(ack, command, client):
        ack()
        client.views_open(trigger_id=command["trigger_id"], view=DIALOG)

    @app.view("gallery")
    def save(ack, view, body, client):
        ack()
        held = [each for block in view["state"]["values"].values() for each in block.values()]
        kept = [str(value) for each in held for name, value in each.items() if name != "type"]
        client.chat_postMessage(channel=body["user"]["id"], text=" | ".join(kept))

    @app.options("place")
    def places(ack, payload):
        found = [each for each in PLACES if payload["value"].lower() in each.lower()]
        ack(options=[option(each, each.lower()) for each in found])

    @app.shortcut("hello")
    def hello(ack, shortcut, client):
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=FORM)

    @app.shortcut("remember")
    def remember(ack, shortcut, client):
        ack()
        text = f"Remembered: {shortcut['message']['text']}"
        client.chat_postMessage(channel=shortcut["user"]["id"], text=text)

    return app
