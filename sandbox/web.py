"""The doors for an app: Web API, uploads, files, response addresses and Socket Mode."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from sandbox.answering import Answering
from sandbox.api.call import RefusalError
from sandbox.api.files import receive, visible
from sandbox.delivery import responses
from sandbox.delivery.sockets import Sockets
from sandbox.hub import Hub, Json


def routes(hub: Hub, sockets: Sockets) -> list[BaseRoute]:
    """Return the routes an app uses."""
    answering = Answering(hub)

    async def call(request: Request) -> Response:
        return await _called(hub, answering, request)

    async def upload(request: Request) -> Response:
        content = await _content(request)
        if not receive(hub, request.path_params["file"], content):
            return PlainTextResponse("the length differs from what was asked for", 400)
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(request: Request) -> Response:
        held = request.headers.get("authorization", "").removeprefix("Bearer ")
        allowed = held == hub.tokens.bot and not hub.faults.token_error
        if not allowed or "files:read" not in hub.manifest.scopes:
            return PlainTextResponse("not authorised", 403)
        return file_response(hub, request.path_params["file"], hub.bot.id)

    async def respond(request: Request) -> Response:
        return await _responded(hub, request)

    return [
        Route("/api/{method}", call, methods=["GET", "POST"]),
        Route("/upload/{file}", upload, methods=["POST"]),
        Route("/files/{file}/{name:path}", download),
        Route("/respond/{address}", respond, methods=["POST"]),
        WebSocketRoute("/link/", sockets.serve),
    ]


async def _called(hub: Hub, answering: Answering, request: Request) -> Response:
    method = request.path_params["method"]
    try:
        args, token = await _arguments(request)
    except ValueError:
        hub.refuse(method, {}, "invalid_json")
        return JSONResponse({"ok": False, "error": "invalid_json"})
    return await answering(method, args, token)


async def _responded(hub: Hub, request: Request) -> Response:
    try:
        body = await _json_body(request)
    except ValueError:
        hub.refuse("response_url", {}, "invalid_payload")
        return PlainTextResponse("invalid_payload", 400)
    try:
        responses.reply(hub, request.path_params["address"], body)
    except RefusalError as refusal:
        hub.refuse("response_url", body, refusal.error)
        return PlainTextResponse(refusal.error, 404)
    return PlainTextResponse("ok")


def file_response(hub: Hub, identifier: str, viewer: str) -> Response:
    """Return a completed file's bytes to who may see it; only images may be shown in place."""
    file = hub.state.files.get(identifier)
    with hub.state.changed:
        content = hub.state.journal.bytes_of(identifier)
    if file is None or content is None or not file.completed or not visible(hub, file, viewer):
        return PlainTextResponse("no such file", 404)
    headers = {"X-Content-Type-Options": "nosniff"}
    if file.mimetype not in {"image/png", "image/jpeg", "image/gif"}:
        headers["Content-Disposition"] = "attachment"
    return Response(content, media_type=file.mimetype, headers=headers)


async def _arguments(request: Request) -> tuple[Json, str]:
    args: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        args |= await _json_body(request)
    else:
        async with request.form() as form:
            args |= {name: given for name, given in form.items() if isinstance(given, str)}
    header = request.headers.get("authorization", "").removeprefix("Bearer ")
    return args, header or str(args.get("token", ""))


async def _json_body(request: Request) -> Json:
    body: Any = json.loads(await request.body() or b"{}")
    if not isinstance(body, dict):
        raise ValueError("a call's arguments are an object")  # noqa: TRY004 - as broken JSON
    return body


async def _content(request: Request) -> bytes:
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form() as form:
            for part in form.values():
                if not isinstance(part, str):
                    return await part.read()
    return await request.body()
