"""What keeps a URL from being fetched; no message shows a password or a token that stands in the URL."""

from __future__ import annotations

import re
from typing import Final

from kg.errors import KgError

SHOWN: Final = 300
"""Characters of a URL that a message shows."""
_USER = re.compile(r"(?<=//)[^/?#]*@")
_SECRET = re.compile(r"(?i)([?&;#][^=&;#]*(?:key|token|secret|passw|pwd|auth|sig|session|credential)[^=&;#]*=)[^&;#]*")


def shown(url: str, *, readable: bool = True) -> str:
    """Give a URL without the user, password and tokens in it: https://…@example.org/feed?token=….

    Where it is not `readable` as a URL nobody knows where the password ends, and all before the last @ is left out.
    """
    if not readable:
        head, at, tail = url.rpartition("@")
        url = f"{head.partition('//')[0]}//…@{tail}" if at else url
    hidden = _SECRET.sub(r"\1…", _USER.sub("…@", url, count=1))
    return hidden if len(hidden) <= SHOWN else f"{hidden[:SHOWN]}…"


class FetchRefused(KgError):
    """A rule forbids it, kg's own or the site's robots.txt: trying again changes nothing. `url` is as shown."""

    def __init__(self, url: str, rule: str, remedy: str = "", *, readable: bool = True) -> None:
        super().__init__(shown(url, readable=readable), rule, remedy)
        self.url = self.thing


class FetchFailed(KgError):
    """Nothing whole came, and nothing was kept.

    `temporary` where the same call may do better later, after `retry_after` seconds where the server told a time;
    `status` is that of the answer, None where there was none. `url` is as shown.
    """

    def __init__(
        self,
        url: str,
        rule: str,
        remedy: str = "",
        *,
        status: int | None = None,
        temporary: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(shown(url), rule, remedy)
        self.url = self.thing
        self.status = status
        self.temporary = temporary
        self.retry_after = retry_after


class OutOfTime(FetchFailed):
    """It took longer than it may, or the host asks for a longer pause than is waited: not tried again in the same call."""


def unwritten(url: str, error: OSError) -> FetchFailed:
    """What came cannot be put on the disk."""
    return FetchFailed(url, f"cannot be written ({error.strerror})", "look at the disk and the folder, and try again")
