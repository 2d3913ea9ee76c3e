"""A trivial app that uses each thing the workspace carries."""

import struct
import zlib

COMMANDS = [
    ("/greet", "Say hello to somebody", "[name]"),
    ("/form", "Open a form", ""),
    ("/picture", "Draw a picture", ""),
    ("/silent", "Never answer", ""),
    ("/blocks", "Show every block", ""),
    ("/fields", "Show every field", ""),
]
MANIFEST = {
    "display_information": {"name": "Greeter", "description": "Says hello"},
    "features": {
        "bot_user": {"display_name": "Greeter"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": name, "description": about, "usage_hint": hint}
            for name, about, hint in COMMANDS
        ],
        "shortcuts": [
            {"name": "Say hello", "type": "global", "callback_id": "hello", "description": "Form"},
            {"name": "Remember this", "type": "message", "callback_id": "remember",
             "description": "Keep it"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "commands", "chat:write", "channels:read", "channels:history", "im:read",
                "im:write", "im:history", "users:read", "files:read", "files:write",
                "reactions:write", "app_mentions:read", "team:read", "groups:read",
            ]
        }
    },
    "settings": {
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["app_mention", "message.im", "app_home_opened"]},
        "socket_mode_enabled": True,
    },
}  # fmt: skip


def plain(text):
    return {"type": "plain_text", "text": text}


def mrkdwn(text):
    return {"type": "mrkdwn", "text": text}


def option(text, value):
    return {"text": plain(text), "value": value}


def button(text, action, **more):
    return {"type": "button", "text": plain(text), "action_id": action, "value": "v", **more}


def png(width=320, height=180, colour=(122, 62, 157)):
    """A real PNG of one colour."""

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    row = b"\0" + bytes(colour) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(row * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


FORM = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Plan an event"),
    "submit": plain("Save"),
    "close": plain("Cancel"),
    "notify_on_close": True,
    "blocks": [
        {"type": "section", "text": mrkdwn("Tell us *where* and _when_.")},
        {
            "type": "input", "block_id": "place", "label": plain("Place"),
            "hint": plain("A park, a school, a corner"),
            "element": {"type": "plain_text_input", "action_id": "place", "max_length": 40},
        },
        {
            "type": "input", "block_id": "sort", "label": plain("Sort of event"),
            "element": {
                "type": "static_select", "action_id": "sort",
                "options": [option("Cookout", "cookout"), option("Vigil", "vigil")],
            },
        },
        {
            "type": "input", "block_id": "day", "label": plain("Day"), "optional": True,
            "element": {"type": "datepicker", "action_id": "day"},
        },
        {
            "type": "input", "block_id": "size", "label": plain("People"), "optional": True,
            "element": {"type": "number_input", "action_id": "size", "is_decimal_allowed": False,
                        "min_value": "1"},
        },
        {
            "type": "input", "block_id": "who", "label": plain("Who leads"), "optional": True,
            "element": {"type": "users_select", "action_id": "who"},
        },
        {
            "type": "input", "block_id": "needs", "label": plain("Needs"), "optional": True,
            "element": {
                "type": "checkboxes", "action_id": "needs",
                "options": [option("Water", "water"), option("First aid", "aid")],
            },
        },
    ],
}  # fmt: skip

GREETING = [
    {"type": "section", "text": mrkdwn("*Hello*, neighbour & friend")},
    {
        "type": "actions",
        "elements": [
            button("Wave back", "wave"),
            button(
                "Tell everyone",
                "tell",
                style="primary",
                confirm={
                    "title": plain("Tell everyone?"),
                    "text": plain("5 people will read it."),
                    "confirm": plain("Tell them"),
                    "deny": plain("Not now"),
                },
            ),
            {
                "type": "static_select",
                "action_id": "tone",
                "placeholder": plain("Tone"),
                "options": [option("Warm", "warm"), option("Brief", "brief")],
            },
            {"type": "overflow", "action_id": "more", "options": [option("Forget it", "forget")]},
        ],
    },
]


def listen(app):
    """Register the greeter's listeners."""
    for register in (_commands, _views, _actions, _events):
        register(app)
    return app


def _commands(app):
    @app.command("/greet")
    def greet(ack, command, client):
        ack("On its way.")
        client.chat_postMessage(
            channel=command["user_id"], text=f"Hello {command['text']}", blocks=GREETING
        )

    @app.command("/form")
    def form(ack, command, client):
        ack()
        client.views_open(trigger_id=command["trigger_id"], view=FORM)

    @app.command("/picture")
    def picture(ack, command, client):
        ack()
        uploaded = client.files_upload_v2(
            content=png(), filename="map.png", title="A map", alt_txt="A purple field"
        )
        image = {
            "type": "image",
            "slack_file": {"id": uploaded["files"][0]["id"]},
            "alt_text": "A purple field",
            "title": plain("A map"),
        }
        client.chat_postMessage(channel=command["channel_id"], text="A map", blocks=[image])

    @app.command("/silent")
    def silent(ack):
        del ack


def _views(app):
    @app.view("form")
    def save(ack, view, body, client):
        values = view["state"]["values"]
        place = values["place"]["place"]["value"]
        if place == "nowhere":
            ack(response_action="errors", errors={"place": "We do not know that place."})
            return
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text=f"Planned at {place}")

    @app.view_closed("form")
    def closed(ack, body, client):
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text="Nothing was saved")


def _actions(app):
    @app.action("wave")
    def wave(ack, respond):
        ack()
        respond(text="You waved.", replace_original=False)

    @app.action("tell")
    def tell(ack, respond):
        ack()
        respond(text="Everyone has been told.", replace_original=True)

    @app.action("tone")
    def tone(ack, action, respond):
        ack()
        respond(f"A {action['selected_option']['value']} tone, then.", replace_original=False)

    @app.action("more")
    def more(ack, respond):
        ack()
        respond(delete_original=True)


def _events(app):
    @app.event("app_mention")
    def mentioned(event, say):
        say(f"You called, <@{event['user']}>?", thread_ts=event["ts"])

    @app.event("message")
    def messaged(message, say):
        say(f"You wrote: {message['text']}")

    @app.event("app_home_opened")
    def home(event, client):
        blocks = [{"type": "header", "text": plain("Your week")}]
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})
