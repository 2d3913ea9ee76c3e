"""Slack's public starter sample for Bolt, rewritten minimally: it was not made for this project."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

CITIES = ["Camden", "Chester", "Philadelphia", "Pittsburgh"]
MANIFEST = {
    "display_information": {"name": "Starter"},
    "features": {
        "bot_user": {"display_name": "Starter"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [{"command": "/sample-command", "description": "A sample"}],
        "shortcuts": [
            {
                "name": "Run sample shortcut",
                "type": "global",
                "callback_id": "sample_shortcut_id",
                "description": "Opens a dialog",
            },
            {
                "name": "Count words",
                "type": "message",
                "callback_id": "count_words",
                "description": "Counts a message's words",
            },
        ],
    },
    "oauth_config": {
        "scopes": {"bot": ["channels:history", "channels:read", "chat:write", "commands"]}
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                "app_home_opened", "app_uninstalled", "member_joined_channel",
                "member_left_channel", "message.channels", "tokens_revoked",
            ]
        },
        "interactivity": {"is_enabled": True},
    },
}  # fmt: skip


def plain(text):
    return {"type": "plain_text", "text": text}


MODAL = {
    "type": "modal",
    "callback_id": "sample_view_id",
    "title": plain("Sample modal title"),
    "submit": plain("Submit"),
    "close": plain("Not now"),
    "notify_on_close": True,
    "blocks": [
        {
            "type": "input",
            "block_id": "city",
            "label": plain("Pick a city"),
            "element": {"type": "external_select", "action_id": "city", "min_query_length": 1},
        },
        {
            "type": "input",
            "block_id": "note",
            "label": plain("A note"),
            "element": {"type": "plain_text_input", "action_id": "note", "min_length": 3},
        },
    ],
}


def make(slack, **options):
    """Return the sample's app, for one workspace."""
    client = WebClient(token=slack.bot_token, base_url=slack.base_url)
    app = App(client=client, signing_secret=slack.signing_secret, **options)
    heard = []
    app.use(lambda body, next_: (heard.append(body), next_())[1])
    for register in (_words, _dialog, _events):
        register(app)
    return app, heard


def _words(app):
    @app.message("hello")
    def hello(message, say):
        button = {"type": "button", "text": plain("Click Me"), "action_id": "button_click"}
        text = {"type": "mrkdwn", "text": f"Hey there <@{message['user']}>!"}
        say(blocks=[{"type": "section", "text": text, "accessory": button}], text="Hey there!")

    @app.action("button_click")
    def clicked(ack, body, say):
        ack()
        say(f"<@{body['user']['id']}> clicked the button")

    @app.command("/sample-command")
    def command(ack, respond, command):
        ack()
        respond(f"Responding to the sample command: {command['text']}")

    @app.shortcut("count_words")
    def count(ack, shortcut, respond):
        ack()
        respond(f"{len(shortcut['message']['text'].split())} words")


def _dialog(app):
    @app.shortcut("sample_shortcut_id")
    def shortcut(ack, shortcut, client):
        ack()
        client.views_open(trigger_id=shortcut["trigger_id"], view=MODAL)

    @app.options("city")
    def cities(ack, payload):
        found = [each for each in CITIES if each.lower().startswith(payload["value"].lower())]
        ack(options=[{"text": plain(each), "value": each.lower()} for each in found])

    @app.view("sample_view_id")
    def submitted(ack, view, body, client):
        ack()
        values = view["state"]["values"]
        city = values["city"]["city"]["selected_option"]["text"]["text"]
        text = f"{city}: {values['note']['note']['value']}"
        client.chat_postMessage(channel=body["user"]["id"], text=text)

    @app.view_closed("sample_view_id")
    def closed(ack, body, client):
        ack()
        client.chat_postMessage(channel=body["user"]["id"], text="Not now, then.")


def _events(app):
    @app.event("app_home_opened")
    def home(client, event):
        if event["tab"] == "home":
            text = {"type": "mrkdwn", "text": f"*Welcome home, <@{event['user']}> :house:*"}
            view = {"type": "home", "blocks": [{"type": "section", "text": text}]}
            client.views_publish(user_id=event["user"], view=view)

    @app.event("member_joined_channel")
    def joined(event, say):
        say(f"Welcome, <@{event['user']}>")

    for quiet in ("member_left_channel", "tokens_revoked", "app_uninstalled", "message"):
        app.event(quiet)(lambda: None)


@contextmanager
def served(dispatch):
    """Serve a Bolt app, or any function of a request that returns a response, over HTTP."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self):
            content = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name: [value] for name, value in self.headers.items()}
            answer = dispatch(BoltRequest(body=content.decode(), headers=headers, query=""))
            body = (answer.body or "").encode()
            self.send_response(answer.status)
            for name, values in answer.headers.items():
                for value in values:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    serving = threading.Thread(target=server.serve_forever, args=(0.01,))
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/slack/events"
    finally:
        server.shutdown()
        server.server_close()
        serving.join()
