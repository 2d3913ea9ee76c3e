"""Serve a workspace on this machine until told to stop: ``python -m sandbox``."""

import argparse
import json
import os
import signal
import sys
import threading
from pathlib import Path

from sandbox.hub import Tokens
from sandbox.manifest import Manifest
from sandbox.seed import SAMPLE
from sandbox.server import Server


def options() -> argparse.ArgumentParser:
    """Return what the command line offers."""
    parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
    parser.add_argument("--manifest", type=Path, required=True, help="the app's manifest.json")
    parser.add_argument("--host", default="127.0.0.1", help="this machine's own address")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--home", type=Path, help="a folder that keeps the workspace")
    parser.add_argument("--seed", type=Path, default=SAMPLE, help="people and channels, YAML")
    parser.add_argument("--bot-token", help="the xoxb token the app posts with")
    parser.add_argument("--app-token", help="the xapp token the app connects with")
    parser.add_argument("--ready-file", type=Path, help="also written there once it answers")
    parser.add_argument("--file-delay", type=float, default=0.3, help="seconds until a file shows")
    parser.add_argument("--request-url", default="", help="deliver there, signed, over HTTP")
    parser.add_argument("--signing-secret", default="", help="what HTTP deliveries are signed with")
    parser.add_argument("--rate-limits", action="store_true", help="answer 429 as Slack would")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Serve until SIGTERM or Ctrl-C; print the address and tokens as one JSON line."""
    given = options().parse_args(argv)
    try:
        manifest = Manifest.read(given.manifest)
    except (OSError, ValueError, KeyError) as error:
        sys.stderr.write(f"{given.manifest} cannot be read as an app manifest: {error}\n")
        return 1
    stop = threading.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: stop.set())
    try:
        server = _server(given, manifest)
        address = server.start(given.host, given.port)
    except (ValueError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    _announce(server, address, given.ready_file)
    stop.wait()
    server.stop()
    return 0


def _server(given: argparse.Namespace, manifest: Manifest) -> Server:
    made = Tokens.fresh()
    server = Server(
        manifest,
        tokens=Tokens(given.bot_token or made.bot, given.app_token or made.app),
        seed=given.seed,
        home=given.home,
        file_delay=given.file_delay,
        request_url=given.request_url,
        signing_secret=given.signing_secret,
    )
    server.hub.faults.rate_limits = given.rate_limits
    return server


def _announce(server: Server, address: str, ready_file: Path | None) -> None:
    tokens, people = server.hub.tokens, server.hub.state.people.values()
    facts = {
        "address": address,
        "api": f"{address}/api/",
        "bot_token": tokens.bot,
        "app_token": tokens.app,
        "installer": next((each.id for each in people if each.is_owner), ""),
    }
    line = json.dumps(facts)
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
    if ready_file is not None:
        beside = ready_file.with_name(f"{ready_file.name}.{os.getpid()}")
        beside.write_text(line + "\n", encoding="utf-8")
        beside.replace(ready_file)


if __name__ == "__main__":
    sys.exit(main())
