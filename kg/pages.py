"""The address of an article as what it is an address of: two spellings of one address are one page, and a home page is none."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

_TRACKING: Final = re.compile(
    r"utm_\w+|gclid|gclsrc|dclid|fbclid|msclkid|yclid|igshid|mc_[ce]id|_hs(?:enc|mi)|ref(?:_?src)?|cmpid|ocid|ito|spm|share|at_\w+",
    re.IGNORECASE,
)
_PORTS: Final = {"http": 80, "https": 443}
# pages whose text changes because other articles come to stand on them, not because an article was mended
_SECTIONS: Final = frozenset(
    "index home default main news latest press press-releases press-release pressreleases press-room pressroom newsroom "
    "media media-centre media-center releases recent-actions actions blog blogs articles stories archive archives feed feeds rss "
    "search tag tags category categories topic topics section sections author authors page pages about contact en us uk fr de "
    "world business markets finance politics technology tech crypto cryptocurrency opinion opinions crime security "
    "enforcement litigation alerts advisories announcements publications updates live".split()
)
_LISTINGS: Final = frozenset("tag tags category categories topic topics author authors search section sections".split())
_SUFFIX: Final = re.compile(r"\.(?:html?|php|aspx?|jsp|shtml)$")


def page_of(url: str | None) -> str | None:
    """The page that an address means, in one spelling; None for what is no address of an article.

    Scheme, case of the host, "www.", default ports, fragments, tracking parameters, the order of the others and a slash at
    the end make no difference.
    """
    try:
        parts = urlsplit((url or "").strip())
        host, port = (parts.hostname or "").rstrip(".").lower().removeprefix("www."), parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    path = re.sub(r"/{2,}", "/", parts.path).rstrip("/")
    asked = sorted(
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(name)
    )
    if not _is_article(path, asked):
        return None
    where = host if port in (None, *_PORTS.values()) else f"{host}:{port}"
    return f"{where}{path}{'?' + urlencode(asked) if asked else ''}"


def page_key(url: str | None) -> str | None:
    """The page of an address as a word by which the graph finds it; None where it is no article's."""
    page = page_of(url)
    return (
        None
        if page is None
        else f"u{hashlib.blake2b(page.encode('utf-8', 'surrogatepass'), digest_size=10).hexdigest()}"
    )


def _is_article(path: str, asked: list[tuple[str, str]]) -> bool:
    segments = [_SUFFIX.sub("", unquote(segment).lower()) for segment in path.split("/") if segment]
    if any(any(character.isdigit() for character in value) for _, value in asked):
        return not any(name in ("page", "p", "start", "offset") and len(asked) == 1 for name, _ in asked) or bool(
            segments
        )
    if not segments or segments[-1] in _SECTIONS:
        return False
    return not (len(segments) > 1 and segments[-2] in _LISTINGS)
