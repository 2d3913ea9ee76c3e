"""What an assistant shows around a conversation: status, prompts and title."""

from sandbox import limits
from sandbox.api.call import Call, RefusalError, method
from sandbox.api.content import refuse
from sandbox.hub import Json
from sandbox.state.planned import Assistance


@method("assistant.threads.setStatus")
def set_status(call: Call) -> Json:
    """Say what the app is doing, for two minutes or until it posts; nothing clears it."""
    loading = call.args.get("loading_messages") or []
    refuse(limits.status(loading))
    held = _thread(call)
    held.status, held.loading = call.text("status"), list(loading)
    held.since = call.hub.clock.now().isoformat()
    call.hub.state.keep(held)
    return {}


@method("assistant.threads.setSuggestedPrompts")
def set_prompts(call: Call) -> Json:
    """Offer up to four things to ask."""
    prompts = call.args["prompts"]
    refuse(limits.prompts(prompts))
    held = _thread(call)
    held.prompts, held.prompts_title = list(prompts), call.text("title")
    call.hub.state.keep(held)
    return {}


@method("assistant.threads.setTitle")
def set_title(call: Call) -> Json:
    """Name a thread for the list of them."""
    held = _thread(call)
    held.title = call.text("title")
    call.hub.state.keep(held)
    return {}


def _thread(call: Call) -> Assistance:
    state, channel, ts = call.hub.state, call.channel("channel_id"), call.text("thread_ts")
    if ts and ts not in state.messages.get(channel.id, {}):
        raise RefusalError("invalid_thread_ts")
    return state.assistance.get(f"{channel.id}/{ts}") or Assistance(channel.id, ts)
