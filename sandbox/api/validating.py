"""Trying blocks out without sending them."""

from sandbox import limits
from sandbox.api.call import Call, RefusalError, malformed, method
from sandbox.api.content import check, check_images, check_view, refuse
from sandbox.hub import Json


@method("blocks.validate")
def validate(call: Call) -> Json:
    """Say whether blocks, a message or a view would be taken."""
    given = [name for name in ("blocks", "message", "view") if call.args.get(name)]
    if len(given) != 1:
        raise malformed("[ERROR] must provide exactly one of blocks, message or view")
    body = call.args[given[0]]
    if given[0] == "blocks":
        refuse(limits.blocks(body))
        check_images(call.hub, body)
    elif not isinstance(body, dict):
        raise malformed(f"[ERROR] must provide an object [json-pointer:/{given[0]}]")
    elif given[0] == "message":
        check(call.hub, body)
    else:
        check_view(call.hub, body, "home" if body.get("type") == "home" else "modal")
    return {}


@method("api.test")
def test(call: Call) -> Json:
    """Answer with the arguments, or refuse with the error that they name."""
    if error := call.text("error"):
        raise RefusalError(error)
    return {"args": call.args}
