"""Looking people up."""

from sandbox.api.call import Call, RefusalError, method
from sandbox.api.pages import page
from sandbox.hub import Json
from sandbox.state.people import Person


@method("users.info")
def info(call: Call) -> Json:
    """Describe one person."""
    return {"user": _described(call, call.person())}


@method("users.list")
def everyone(call: Call) -> Json:
    """Describe everybody, a page at a time."""
    people, more = page(call, list(call.hub.state.people.values()), key=lambda each: each.id)
    return {"members": [_described(call, person) for person in people], **more}


@method("users.lookupByEmail")
def by_email(call: Call) -> Json:
    """Describe who has an address."""
    for person in call.hub.state.people.values():
        body = _described(call, person)
        if body["profile"].get("email") == call.text("email").lower():
            return {"user": body}
    raise RefusalError("users_not_found")


@method("bots.info")
def bot(call: Call) -> Json:
    """Describe the app as a bot."""
    hub = call.hub
    if call.text("bot", hub.bot.bot_id) != hub.bot.bot_id:
        raise RefusalError("bot_not_found")
    return {
        "bot": {
            "id": hub.bot.bot_id,
            "deleted": False,
            "name": hub.bot.real_name,
            "app_id": hub.app_id,
            "user_id": hub.bot.id,
            "updated": 0,
        }
    }


def _described(call: Call, person: Person) -> Json:
    hub = call.hub
    may_see_email = "users:read.email" in hub.manifest.scopes
    body = person.as_slack(team=hub.state.team, now=hub.clock.now(), email=may_see_email)
    if not call.flag("include_locale"):
        del body["locale"]
    return body
