"""What goes wrong on a connection, in words: what it means, what can be done, and whether another try is worth it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpcore

from ingest.fetch.connection import Deadline
from ingest.fetch.errors import FetchFailed, OutOfTime
from ingest.fetch.limits import Limits

_CERTIFICATES = "check the address; SSL_CERT_FILE names your network's own certificates, and verifying is never off"


@contextmanager
def told(url: str, limits: Limits, deadline: Deadline) -> Iterator[None]:
    """Turn what httpcore raises into FetchFailed."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise _timeout(url, error, limits, deadline) from error
    except httpcore.ProxyError as error:
        raise FetchFailed(url, f"the proxy refuses ({error})", "check HTTPS_PROXY and NO_PROXY") from error
    except httpcore.NetworkError as error:
        raise _network(url, error) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise _protocol(url, error) from error


def _timeout(url: str, error: Exception, limits: Limits, deadline: Deadline) -> FetchFailed:
    if deadline.left() <= 0:
        rule = f"was not there after {limits.seconds:g} seconds"
        return OutOfTime(url, rule, "try again when the network or the server is faster", temporary=True)
    if isinstance(error, httpcore.ConnectTimeout):
        return FetchFailed(url, f"no connection within {limits.connect:g} seconds", "try again later", temporary=True)
    return FetchFailed(url, f"sent nothing for {limits.idle:g} seconds", "try again later", temporary=True)


def _network(url: str, error: Exception) -> FetchFailed:
    # the pool raises httpcore's errors anew, without their cause; what they were made of stays their argument
    cause = error.args[0] if error.args else None
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchFailed(url, f"its certificate is not trusted ({cause.verify_message})", _CERTIFICATES)
    if isinstance(cause, ssl.SSLError):
        return FetchFailed(url, f"TLS fails ({cause.reason or 'no reason told'})", "try again later", temporary=True)
    why = cause.strerror if isinstance(cause, OSError) and cause.strerror else type(error).__name__
    said = "cannot be connected to" if isinstance(error, httpcore.ConnectError) else "broke off"
    return FetchFailed(url, f"{said} ({why})", "try again later", temporary=True)


def _protocol(url: str, error: Exception) -> FetchFailed:
    text = str(error)
    if "without sending complete message body" in text or "incomplete chunked read" in text:
        return ended_early(url, text.partition("(")[2].rstrip(")"))
    if "without sending a response" in text:
        return FetchFailed(url, "closed the connection without an answer", "try again later", temporary=True)
    is_ours = isinstance(error, httpcore.LocalProtocolError)
    what = "the request could not be sent" if is_ours else "the answer is not proper HTTP"
    return FetchFailed(url, f"{what} ({text[:120]})", "open it in a browser to see whether it works there")


def ended_early(url: str, why: str) -> FetchFailed:
    """The body is not whole."""
    return FetchFailed(url, f"ended early{f' ({why})' if why else ''}", "try again later", temporary=True)
