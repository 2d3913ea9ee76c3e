"""Opening, changing and stacking dialogs, and the Home tab."""

from sandbox import names
from sandbox.api import content
from sandbox.api.call import Call, RefusalError, malformed, method
from sandbox.hub import Hub, Json, Trigger
from sandbox.state.views import View

STACK = 3


@method("views.open")
def open_dialog(call: Call) -> Json:
    """Open a dialog for whoever caused the trigger."""
    trigger = _trigger(call)
    return _answer(call.hub, raise_dialog(call.hub, trigger.person, _body(call, "modal")))


@method("views.push")
def push(call: Call) -> Json:
    """Put a dialog on top of the one the trigger came from."""
    trigger = _trigger(call)
    if not call.hub.state.dialogs.get(trigger.person):
        raise RefusalError("not_found")
    return _answer(call.hub, push_dialog(call.hub, trigger.person, _body(call, "modal")))


@method("views.update")
def update(call: Call) -> Json:
    """Replace what an open view shows."""
    wanted, named = call.text("view_id"), call.text("external_id")
    if not (wanted or named):
        raise malformed("[ERROR] missing required field: view_id")
    if wanted and named:
        raise malformed("[ERROR] Cannot provide both `view_id` and `external_id`")
    for view in _held(call.hub):
        if view.id == wanted or (named and view.body.get("external_id") == named):
            body = _body(call, view.body["type"], view.id)
            if call.text("hash", view.hash) != view.hash:
                raise RefusalError("hash_conflict")
            replace(call.hub, view, body)
            return _answer(call.hub, view)
    raise RefusalError("not_found")


@method("views.publish")
def publish(call: Call) -> Json:
    """Set what somebody's Home tab shows."""
    hub = call.hub
    person = call.person("user_id")
    if not hub.manifest.has_home:
        raise RefusalError("not_enabled")
    kept = hub.state.homes.get(person.id)
    if kept and call.text("hash", kept.hash) != kept.hash:
        raise RefusalError("hash_conflict")
    identifier = kept.id if kept else names.fresh("V")
    body = _body(call, "home", identifier)
    view = View(identifier, person.id, body, _hash(hub), root=identifier)
    content.show(hub, body["blocks"], person.id)
    hub.state.keep(view)
    return _answer(hub, view)


def raise_dialog(hub: Hub, person: str, body: Json) -> View:
    """Open a dialog in place of any that was open."""
    identifier = names.fresh("V")
    view = View(identifier, person, body, _hash(hub), root=identifier)
    hub.state.dialogs[person] = [view]
    content.show(hub, body["blocks"], person)
    hub.state.bump(f"view:{view.id}")
    return view


def push_dialog(hub: Hub, person: str, body: Json) -> View:
    """Put a dialog on top of the one that is open."""
    stack = hub.state.dialogs[person]
    if len(stack) >= STACK:
        raise RefusalError("push_limit_reached")
    below = stack[-1]
    view = View(names.fresh("V"), person, body, _hash(hub), root=below.root, previous=below.id)
    stack.append(view)
    content.show(hub, body["blocks"], person)
    hub.state.bump(f"view:{view.id}")
    return view


def replace(hub: Hub, view: View, body: Json) -> None:
    """Show something else in a view."""
    view.body, view.hash, view.errors = body, _hash(hub), {}
    content.show(hub, body["blocks"], view.person)
    if body["type"] == "home":
        hub.state.keep(view)
    hub.state.bump(f"view:{view.id}")


def check_body(hub: Hub, body: object, sort: str, *, of: str = "") -> Json:
    """Return a view's body, refused unless whole and alone with its ``external_id``."""
    view = content.check_view(hub, body, sort)
    external = view.get("external_id")
    if external and any(
        each.body.get("external_id") == external for each in _held(hub) if each.id != of
    ):
        raise RefusalError("duplicate_external_id")
    return view


def _held(hub: Hub) -> list[View]:
    """Return every dialog and Home tab there is."""
    return [each for stack in hub.state.dialogs.values() for each in stack] + [
        *hub.state.homes.values()
    ]


def _body(call: Call, sort: str, of: str = "") -> Json:
    return check_body(call.hub, call.args["view"], sort, of=of)


def _trigger(call: Call) -> Trigger:
    given = call.text("trigger_id") or call.text("interactivity_pointer")
    trigger = call.hub.triggers.get(given)
    if trigger is None:
        raise RefusalError("invalid_trigger_id" if given else "invalid_arguments")
    if fault := trigger.fault(call.hub.clock.now()):
        raise RefusalError(fault)
    check_body(call.hub, call.args["view"], "modal")
    trigger.used = True
    return trigger


def _answer(hub: Hub, view: View) -> Json:
    return {"view": view.as_slack(team=hub.state.team, app=hub.app_id, bot=hub.bot.bot_id)}


def _hash(hub: Hub) -> str:
    return f"{hub.clock.timestamp()}.{names.fresh('')[-6:].lower()}"
