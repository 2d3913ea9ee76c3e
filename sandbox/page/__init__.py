"""The workspace in a browser."""

from sandbox.page.live import Live
from sandbox.page.routes import routes

__all__ = ["Live", "routes"]
