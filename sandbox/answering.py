"""A call of the Web API as it is answered over HTTP: carried out, or with a fault."""

import asyncio

from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox import api
from sandbox.api.redacting import redacted
from sandbox.faults import Fault
from sandbox.hub import ApiCall, Hub, Json
from sandbox.rates import Rates
from sandbox.wire import Broken


class Answering:
    """Answer calls, unless a fault lies ahead, the token was revoked or they come too fast."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._rates = Rates(hub.state)

    async def __call__(self, method: str, args: Json, token: str) -> Response:
        """Return the answer to one call."""
        fault = self._hub.faults.take(method)
        if fault is not None and fault.seconds:
            await asyncio.sleep(fault.seconds)
        revoked = self._hub.faults.token_error if token == self._hub.tokens.bot else ""
        if fault is None and revoked:
            fault = Fault("", method, revoked)
        if (refused := self._refused(method, args, fault)) is not None:
            return refused
        body = api.answer(self._hub, method, args, token)
        if fault is not None and fault.drops:
            return Broken()
        scopes = ",".join(sorted(self._hub.manifest.scopes))
        return JSONResponse(body, headers={"x-oauth-scopes": scopes})

    def _refused(self, method: str, args: Json, fault: Fault | None) -> Response | None:
        if fault is not None and fault.drops == "before":
            self._remember(method, args, "connection_dropped")
            return Broken()
        if fault is not None and fault.error:
            return self._failed(method, args, fault)
        wait = self._rates.wait(method, args) if self._hub.faults.rate_limits else 0
        if wait:
            limited = Fault("", method, "ratelimited", status=429, retry_after=wait)
            return self._failed(method, args, limited)
        return None

    def _failed(self, method: str, args: Json, fault: Fault) -> Response:
        self._remember(method, args, fault.error)
        if fault.status >= 500:
            return PlainTextResponse(fault.error, fault.status)
        headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after else {}
        return JSONResponse({"ok": False, "error": fault.error}, fault.status, headers=headers)

    def _remember(self, method: str, args: Json, error: str) -> None:
        kept = {name: given for name, given in args.items() if name != "token"}
        noted = ApiCall(method, kept, {"ok": False, "error": error}, injected=True)
        self._hub.take_note(redacted(noted))
