"""Files that somebody sent to the bot in a dialog: fetched from Slack, and gone after use."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import requests
from pydantic import BaseModel, ConfigDict
from slack_sdk import WebClient

from knowledge.errors import DataError
from knowledge.words import _

#: What Slack takes in a dialog. [bytes]
MOST = 10_000_000
#: How long Slack may keep silent. [s]
PATIENCE = 20
_PIECE = 65_536


class Sent(BaseModel):
    """A file as Slack describes it where it was sent."""

    model_config = ConfigDict(frozen=True)

    name: str
    url: str
    size: int

    @classmethod
    def of(cls, file: Mapping[str, Any]) -> "Sent":
        """Return what matters of Slack's description."""
        name = PurePosixPath(str(file.get("name", ""))).name.lstrip(".")[-100:]
        return cls(
            name=name or "file",
            url=str(file.get("url_private_download", "")),
            size=int(file.get("size") or 0),
        )


@contextmanager
def fetched(client: WebClient, sent: Sent, *, types: tuple[str, ...]) -> Iterator[Path]:
    """Fetch a file into a folder of its own, which is gone at the end.

    Parameters
    ----------
    types
        How its name may end, such as ``.csv``.

    Raises
    ------
    DataError
        When it is of another type, too large, or Slack does not give it.
    """
    if not sent.name.lower().endswith(types):
        raise DataError(
            _(
                "{file} is not one of the types {types}. Save it as one of them and send it again."
            ).format(file=sent.name, types=", ".join(types))
        )
    if sent.size > MOST:
        raise DataError(_too_large(sent))
    with TemporaryDirectory(prefix="coalition-") as folder:
        file = Path(folder) / sent.name
        _fetch(client, sent, file)
        yield file


def _fetch(client: WebClient, sent: Sent, file: Path) -> None:
    _check_host(client, sent.url)
    holds = {"Authorization": f"Bearer {client.token}"}
    try:
        with requests.get(
            sent.url, headers=holds, timeout=PATIENCE, stream=True, allow_redirects=False
        ) as answer:
            if answer.status_code != requests.codes.ok or _is_a_page(answer):
                raise DataError(_lost(sent))
            _keep(answer, sent, file)
    except requests.RequestException:
        raise DataError(_lost(sent)) from None


def _keep(answer: requests.Response, sent: Sent, file: Path) -> None:
    size = 0
    with file.open("wb") as out:
        for piece in answer.iter_content(_PIECE):
            size += len(piece)
            if size > MOST:
                raise DataError(_too_large(sent))
            out.write(piece)


def _is_a_page(answer: requests.Response) -> bool:
    """Say whether Slack answered with its page for signing in, which it does without a scope."""
    return answer.headers.get("content-type", "").startswith("text/html")


def _check_host(client: WebClient, url: str) -> None:
    """Show the token to Slack only, or to the workspace on this machine that stands for it."""
    asked, known = urlsplit(url), urlsplit(client.base_url)
    host = asked.hostname or ""
    slack = asked.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))
    here = known.hostname != "slack.com" and asked.netloc == known.netloc
    if not (slack or here):
        raise DataError(_("That file is not kept by Slack, so I do not open it."))


def _too_large(sent: Sent) -> str:
    return _(
        "{file} is larger than 10 MB. Send a shorter span of years, or only the columns with "
        "date, time, latitude and longitude."
    ).format(file=sent.name)


def _lost(sent: Sent) -> str:
    return _(
        "Slack did not give me {file}. Send it again; if that fails too, whoever installed me "
        "checks that the app has the permission `files:read`."
    ).format(file=sent.name)
