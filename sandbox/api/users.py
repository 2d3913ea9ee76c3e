"""Looking people up."""

from sandbox.api.call import Call, method
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
    people, more = page(call, list(call.hub.state.people.values()))
    return {"members": [_described(call, person) for person in people], **more}


def _described(call: Call, person: Person) -> Json:
    hub = call.hub
    may_see_email = "users:read.email" in hub.manifest.scopes
    body = person.as_slack(team=hub.state.team, now=hub.clock.now(), email=may_see_email)
    if not call.flag("include_locale"):
        del body["locale"]
    return body
