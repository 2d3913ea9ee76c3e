"""Somebody presses, chooses, submits or closes, and only what is on their screen."""

from typing import Any

from sandbox.api import views
from sandbox.api.call import RefusalError
from sandbox.delivery import payloads, screen, suggesting
from sandbox.delivery.events import tell
from sandbox.delivery.reach import reach
from sandbox.delivery.screen import NotOnScreenError
from sandbox.hub import Hub, Json
from sandbox.state.channels import Channel
from sandbox.state.messages import Message
from sandbox.state.people import Person
from sandbox.state.views import View
from sandbox.words import blocks as block_kit
from sandbox.words import inputs

INITIAL = ("initial_option", "initial_options", "initial_date", "initial_time", "initial_user")


def presses(
    hub: Hub,
    person: Person,
    where: Message | View,
    key: tuple[str, str],
    choice: inputs.Raw = None,
    filled: inputs.Filled | None = None,
) -> None:
    """Press the element ``key`` (block, action) names, and wait until the app took it."""
    screen.must_see(hub.state, person, where)
    blocks = suggesting.shown(hub, person, where)
    found = block_kit.find(blocks, *key)
    if found is None:
        raise NotOnScreenError("That is no longer on the screen.")
    block, element = found
    if not screen.acts(person, block, element):
        raise NotOnScreenError("There is nothing to press.")
    action = _action(block, element, choice)
    held = dict(filled or {})
    if element["type"] in block_kit.INPUTS:
        screen.must_offer(hub.state, person, element, choice)
        held[key] = choice
    channel = where.channel if isinstance(where, Message) else ""
    state = inputs.state(blocks, held, channel=channel)
    if isinstance(where, Message):
        payload = payloads.message_action(hub, person, where, action, state)
    else:
        payload = payloads.view_action(hub, person, where, action, state)
    reach(hub, person.id, payload)


def submits(hub: Hub, person: Person, view: View, filled: inputs.Filled) -> dict[str, str]:
    """Submit a dialog; return the errors it shows, by block."""
    screen.must_see(hub.state, person, view)
    if view.body["type"] != "modal" or not (view.body.get("submit") or _asks(view)):
        raise NotOnScreenError("There is nothing to submit.")
    blocks = suggesting.shown(hub, person, view)
    values = inputs.state(blocks, filled)
    for block, element in block_kit.elements(blocks):
        key = (block["block_id"], element["action_id"])
        screen.must_offer(hub.state, person, element, filled.get(key))
    view.errors = inputs.faults(blocks, values)
    if not view.errors:
        _hand_over_files(hub, values)
        payload = payloads.submission(hub, person, view, values)
        delivered, answer = reach(hub, person.id, payload)
        if delivered:
            _obey(hub, person, view, answer or {})
        else:
            view.errors = {"": "We had some trouble connecting. Try again?"}
    hub.state.bump(f"view:{view.id}")
    return view.errors


def _hand_over_files(hub: Hub, values: Json) -> None:
    """Let the app see the files that a dialog sends to it."""
    fields = (field for block in values.values() for field in block.values())
    for sent in (file for field in fields for file in field.get("files") or []):
        file = hub.state.files.get(str(sent.get("id")))
        if file is not None and hub.bot.id not in file.shown:
            file.shown = [*file.shown, hub.bot.id]
            hub.state.keep(file)


def closes(hub: Hub, person: Person, view: View, *, everything: bool = False) -> None:
    """Close a dialog, or the whole stack it lies on; tell the app if it asked to know."""
    screen.must_see(hub.state, person, view)
    if view.body["type"] != "modal":
        raise NotOnScreenError("A Home tab cannot be closed.")
    stack = hub.state.dialogs[person.id]
    everything = everything or bool(view.body.get("clear_on_close"))
    gone = stack[:] if everything else [view]
    hub.state.dialogs[person.id] = [each for each in stack if each not in gone]
    hub.state.bump(f"view:{view.id}")
    for each in reversed(gone):
        if each.body.get("notify_on_close"):
            reach(hub, person.id, payloads.closing(hub, person, each, cleared=everything))


def opens(hub: Hub, person: Person, channel: Channel, tab: str = "messages") -> None:
    """Look at a channel; with the app's own conversation, tell the app."""
    if not (channel.public or person.id in channel.members):
        raise NotOnScreenError(f"{person.real_name} cannot see that conversation.")
    looks(hub, person, channel)
    with_app = channel.sort == "im" and hub.bot.id in channel.members
    if with_app and hub.manifest.hears("app_home_opened"):
        event: Json = {
            "type": "app_home_opened",
            "user": person.id,
            "channel": channel.id,
            "tab": tab,
            "event_ts": hub.clock.timestamp(),
        }
        home = hub.state.homes.get(person.id)
        if tab == "home" and home:
            event["view"] = home.as_slack(team=hub.state.team, app=hub.app_id, bot=hub.bot.bot_id)
        tell(hub, event)


def looks(hub: Hub, person: Person, channel: Channel) -> None:
    """Take note that somebody has read a channel to its end."""
    posts = list(screen.messages(hub.state, person, channel))
    if posts and person.read.get(channel.id) != posts[-1].ts:
        person.read[channel.id] = posts[-1].ts
        hub.state.keep(person)


def _action(block: dict[str, Any], element: dict[str, Any], choice: inputs.Raw) -> Json:
    action: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
    }
    kept = [name for name in (*INITIAL, "placeholder", "confirm", "style") if name in element]
    action |= {name: element[name] for name in kept}
    if element["type"] in {"button", "workflow_button", "icon_button"}:
        carried = [name for name in ("text", "value", "url") if name in element]
        return action | {name: element[name] for name in carried}
    if element["type"] == "feedback_buttons":
        sides = [element["positive_button"]["value"], element["negative_button"]["value"]]
        if choice not in sides:
            raise NotOnScreenError("That is no longer on the screen.")
        return action | {"value": choice}
    return action | inputs.value(element, choice)


def _asks(view: View) -> bool:
    return any(block["type"] == "input" for block in view.shown)


def _obey(hub: Hub, person: Person, view: View, answer: Json) -> None:
    wanted = answer.get("response_action")
    try:
        if wanted == "errors":
            view.errors = _known(view, answer.get("errors") or {})
        elif wanted == "update":
            body = views.check_body(hub, answer.get("view"), "modal", of=view.id)
            views.replace(hub, view, body)
        elif wanted == "push":
            views.push_dialog(hub, person.id, views.check_body(hub, answer.get("view"), "modal"))
        elif wanted == "clear":
            hub.state.dialogs[person.id] = []
        else:
            stack = hub.state.dialogs.get(person.id, [])
            hub.state.dialogs[person.id] = [each for each in stack if each is not view]
    except RefusalError as refusal:
        hub.refuse(f"response_action {wanted}", answer, refusal.error)
        view.errors = {"": "We had some trouble connecting. Try again?"}


def _known(view: View, errors: dict[str, str]) -> dict[str, str]:
    named = {block["block_id"] for block in view.shown if block["type"] == "input"}
    if not errors or not named.issuperset(errors):
        raise RefusalError("invalid_error_block_ids")
    return dict(errors)
