"""Identifiers shaped like Slack's: a letter, then capitals and digits."""

import base64
import hashlib
import secrets


def steady(prefix: str, name: str) -> str:
    """Return the identifier that a name always gets, so that a restart keeps it."""
    digest = hashlib.sha256(f"{prefix}:{name}".encode()).digest()
    return "".join((prefix, "0", base64.b32encode(digest).decode()[:9]))


def fresh(prefix: str) -> str:
    """Return an identifier that nothing had before."""
    return f"{prefix}0{base64.b32encode(secrets.token_bytes(7)).decode()[:9]}"
