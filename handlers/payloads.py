"""What Slack sends: who it is from, what was pressed, and what a dialog holds."""

from typing import Any

#: Where a pressed element keeps what it holds.
_HELD = frozenset(
    {"value", "selected_option", "selected_user", "selected_channel", "selected_conversation"}
    | {"selected_date", "selected_time"}
)


def unescape(text: str) -> str:
    """Return what somebody typed, with the three characters that Slack escapes put back."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def home_team(body: dict[str, Any]) -> str:
    """Return the workspace that the person belongs to, which a shared channel can differ from."""
    user = body.get("user")
    said = user.get("team_id") if isinstance(user, dict) else None
    return said or (body.get("event") or {}).get("user_team") or ""


def pressed(action: dict[str, Any]) -> str:
    """Return what a button or menu holds: its value, or what was chosen."""
    chosen = _value({key: kept for key, kept in action.items() if key in _HELD})
    return chosen if isinstance(chosen, str) else ""


def said_by_a_person(event: dict[str, Any]) -> bool:
    """Say whether a person wrote this just now: no bot, and no change of an older message."""
    kind = event.get("type") == "app_mention" or event.get("channel_type") == "im"
    return kind and bool(event.get("user")) and not (event.get("subtype") or event.get("bot_id"))


def state(view: dict[str, Any]) -> dict[str, Any]:
    """Return what a dialog holds: the chosen value of each field, None where nothing is."""
    fields = (view.get("state") or {}).get("values", {})
    return {block: _value(next(iter(field.values()))) for block, field in fields.items() if field}


def _value(field: dict[str, Any]) -> Any:
    """Return what a field holds: a text, what was chosen, or a list of what was."""
    kept = next((value for key, value in field.items() if key != "type"), None)
    if isinstance(kept, list):
        return [one.get("value", one) if isinstance(one, dict) else one for one in kept]
    if isinstance(kept, dict):
        return kept.get("value", kept)
    return kept
