"""Pictures go to Slack first, and into a message once Slack can show them."""

import time
from collections.abc import Callable

from slack_sdk import WebClient

from handlers.limits import clip

#: Slack takes less alternative text with an upload than in a block.
ALT = 1_000
#: How long to wait between looks at a file that Slack is still working on. [s]
PAUSES = (0.1, 0.2, 0.4, 0.8, 1.5, 2.0, 2.0)


class UnusableError(Exception):
    """Slack took a picture and did not get it ready in time."""


def upload(
    client: WebClient,
    picture: bytes,
    *,
    name: str,
    alt: str,
    sleep: Callable[[float], None] = time.sleep,
) -> str:
    """Upload a picture that belongs to no channel, and return its id once it can be shown.

    Raises
    ------
    UnusableError
        When it is not ready within about seven seconds.
    slack_sdk.errors.SlackApiError
        When Slack refuses it, such as for a missing scope.
    """
    answer = client.files_upload_v2(
        content=picture, filename=name, title=name, alt_txt=clip(alt, ALT)
    )
    file: str = answer["files"][0]["id"]
    for pause in (*PAUSES, None):
        if client.files_info(file=file)["file"].get("mimetype"):
            return file
        if pause is not None:
            sleep(pause)
    raise UnusableError
