"""Who sent a request: this address's own page or a program, or a page from elsewhere."""

from starlette.requests import Request

OWN = frozenset({None, "same-origin", "none"})


def from_here(request: Request) -> bool:
    """Return whether no other page sent this; its Host is known to be this machine's."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    here = f"{request.url.scheme}://{request.headers['host']}"
    return origin in {None, here} and site in OWN


def is_json(request: Request) -> bool:
    """Return whether it is sent as JSON, which a form on another page cannot do."""
    sort = request.headers.get("content-type", "").partition(";")[0]
    return sort.strip().lower() == "application/json"
