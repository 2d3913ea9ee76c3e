"""The page's routes."""

from starlette.routing import BaseRoute

from sandbox.hub import Hub
from sandbox.page.live import Live


def routes(hub: Hub, live: Live) -> list[BaseRoute]:
    """Return the routes a browser uses."""
    del hub, live
    return []
