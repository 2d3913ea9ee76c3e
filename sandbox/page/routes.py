"""The page's routes: a window, its parts, what is done in it, and its pictures."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.delivery.pressing import looks
from sandbox.delivery.screen import NotOnScreenError
from sandbox.hub import Hub
from sandbox.origin import from_here, is_json
from sandbox.page import behind, scene
from sandbox.page.acts import MisshapenError, act, suggestions, uploaded
from sandbox.page.live import Live
from sandbox.page.paint import Paint
from sandbox.state.people import Person
from sandbox.web import file_response

STATIC = Path(__file__).parent / "static"
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' https: data:",
        "style-src 'self' 'unsafe-inline'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
LARGEST = 10 * 1024 * 1024


class Pages:
    """The answers to a browser."""

    def __init__(self, hub: Hub, live: Live) -> None:
        self._hub = hub
        self._live = live
        self._paint = Paint(hub)

    async def start(self, request: Request) -> Response:
        """Lead to the channel the workspace opens on, as its first member."""
        del request
        return _to_opening(self._hub, scene.members(self._hub.state)[0])

    async def window(self, request: Request) -> Response:
        """Return a whole window."""
        hub, look = self._hub, _window(self._hub, request)
        if look is None:
            return _to_opening(hub, _person(hub, request) or scene.members(hub.state)[0])
        with hub.state.changed:
            shown = scene.compose(look) | {
                "completions": scene.completions(hub, look.me),
                "first_unread": scene.first_unread(look),
            }
            body = self._paint.whole(shown)
        return HTMLResponse(body, headers={"Content-Security-Policy": POLICY})

    async def parts(self, request: Request) -> Response:
        """Return the parts of a window that change."""
        look = _window(self._hub, request)
        if look is None:
            return JSONResponse({"gone": True})
        with self._hub.state.changed:
            if "seen" in request.query_params and from_here(request):
                looks(self._hub, look.me, look.channel)
            return JSONResponse(self._paint.parts(scene.compose(look)))

    async def act(self, request: Request) -> Response:
        """Do what somebody asks for, and return the passing lines it left."""
        state, person = self._hub.state, _person(self._hub, request)
        if person is None:
            return JSONResponse({"notices": ["Nobody here goes by that name."]}, 404)
        if not from_here(request):
            return JSONResponse({"notices": ["Only this page can do that."]}, 403)
        if not is_json(request):
            return JSONResponse({"notices": ["Only this page can do that."]}, 415)
        since = state.version
        wanted = await _wanted(request)
        if wanted is None:
            return JSONResponse({"notices": ["That is not something to do here."]}, 400)
        try:
            await run_in_threadpool(act, self._hub, person, wanted)
        except (NotOnScreenError, ValueError) as error:
            state.notify(person.id, str(error))
        except MisshapenError:
            return JSONResponse({"notices": ["That is not something to do here."]}, 400)
        mine = [each for each in state.notices if each.person == person.id]
        return JSONResponse({"notices": [each.text for each in mine if each.version > since]})

    async def upload(self, request: Request) -> Response:
        """Take a file that somebody chose in a dialog; return its identifier."""
        person = _person(self._hub, request)
        if person is None or not from_here(request):
            return JSONResponse({"error": "Only this page can do that."}, 403)
        content = await request.body()
        if not 0 < len(content) <= LARGEST:
            return JSONResponse({"error": "A file holds 1 byte to 10 MB."}, 413)
        name = request.query_params.get("name", "file")
        return JSONResponse({"id": uploaded(self._hub, person, name, content).id})

    async def suggest(self, request: Request) -> Response:
        """Return what the app offers in an external select."""
        person = _person(self._hub, request)
        if person is None or not from_here(request):
            return JSONResponse({"options": []}, 403)
        wanted = await _wanted(request)
        if wanted is None:
            return JSONResponse({"options": []}, 400)
        try:
            offered = await run_in_threadpool(suggestions, self._hub, person, wanted)
        except NotOnScreenError:
            offered = []
        except MisshapenError:
            return JSONResponse({"options": []}, 400)
        return JSONResponse({"options": offered})

    async def behind(self, request: Request) -> Response:
        """Return one part of the drawer for the curious."""
        hub, person = self._hub, _person(self._hub, request)
        if person is None:
            return HTMLResponse("", 404)
        with hub.state.changed:
            part, asked = request.path_params["part"], dict(request.query_params)
            return HTMLResponse(self._paint.behind(behind.compose(hub, person, part, asked)))

    async def picture(self, request: Request) -> Response:
        """Return a file's bytes to somebody who may see it."""
        person = _person(self._hub, request)
        return file_response(self._hub, request.path_params["file"], person.id if person else "")

    async def events(self, request: Request) -> Response:
        """Keep a window told of changes."""
        del request
        headers = {"Cache-Control": "no-store"}
        told = self._live.events()
        return StreamingResponse(told, media_type="text/event-stream", headers=headers)

    async def permalink(self, request: Request) -> Response:
        """Lead to a message."""
        return _permalink(self._hub, request)


def routes(hub: Hub, live: Live) -> list[BaseRoute]:
    """Return the routes a browser uses."""
    pages = Pages(hub, live)
    return [
        Route("/", pages.start),
        Route("/live", pages.events),
        Route("/archives/{channel}/p{ts}", pages.permalink),
        Route("/as/{who}/act", pages.act, methods=["POST"]),
        Route("/as/{who}/upload", pages.upload, methods=["POST"]),
        Route("/as/{who}/suggest", pages.suggest, methods=["POST"]),
        Route("/as/{who}/behind/{part}", pages.behind),
        Route("/as/{who}/files/{file}", pages.picture),
        Route("/as/{who}/{place}/parts", pages.parts),
        Route("/as/{who}/{place}", pages.window),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


async def _wanted(request: Request) -> dict[str, Any] | None:
    try:
        wanted = await request.json()
    except ValueError:
        return None
    return wanted if isinstance(wanted, dict) else None


def _person(hub: Hub, request: Request) -> Person | None:
    who = request.path_params["who"]
    return next((each for each in scene.members(hub.state) if each.name == who), None)


def _window(hub: Hub, request: Request) -> scene.Window | None:
    person, asked = _person(hub, request), request.query_params
    channel = scene.place(hub.state, person, request.path_params["place"]) if person else None
    if person is None or channel is None:
        return None
    look = scene.Window(hub, person, channel, thread=asked.get("thread", ""))
    home = asked.get("tab") == "home" and look.is_app and hub.manifest.has_home
    return replace(look, tab="home") if home else look


def _to_opening(hub: Hub, person: Person) -> Response:
    mine = [each for each in hub.state.channels.values() if person.id in each.members]
    opening = hub.state.channels.get(hub.state.opens_on)
    channel = opening if opening in mine else mine[0]
    name = scene.slug(hub.state, person, channel)
    return RedirectResponse(f"/as/{person.name}/{quote(name, safe='@')}")


def _permalink(hub: Hub, request: Request) -> Response:
    people = scene.members(hub.state)
    who = request.query_params.get("as", people[0].name)
    person = next((each for each in people if each.name == who), people[0])
    channel = hub.state.channels.get(request.path_params["channel"])
    if channel is None or person.id not in channel.members:
        return _to_opening(hub, person)
    name = quote(scene.slug(hub.state, person, channel), safe="@")
    return RedirectResponse(f"/as/{person.name}/{name}#m{request.path_params['ts']}")
