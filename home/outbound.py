"""The one client for requests to other servers (trust.md "The public site").

Only `https`, or the scheme of a host that the settings name; the address is resolved once, must be public (unless the
host is named in the settings) and the connection goes to exactly that address; no redirect is followed; size and time
are capped. The environment's proxies are not used: they would resolve the name again.
"""

import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Collection, Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import SplitResult, urlsplit

MEGABYTE = 1_000_000
SECONDS = 20.0
_CHUNK = 65_536
_PORTS = {"https": 443, "http": 80}


class OutboundError(Exception):
    """The other server could not be asked, or did not answer as it should; `status` is its answer's, 0 without one."""

    def __init__(self, message: str, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


def fetch(
    url: str,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    trusted_hosts: Collection[str] = (),
    size: int = MEGABYTE,
    seconds: float = SECONDS,
) -> bytes:
    """The body of a 200 answer to a GET, or to a POST where there is a body. Raises `OutboundError` for all else.

    `trusted_hosts` are configured by whoever runs the site: they may be private and speak plain `http`.
    """
    parts, host = _checked(url, trusted_hosts)
    deadline = time.monotonic() + seconds
    address = _resolved(host, parts, is_trusted=host in trusted_hosts)
    connection = _connection(parts.scheme, host, address, seconds)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        sent = {"Host": parts.netloc, "Accept-Encoding": "identity", **(headers or {})}
        connection.request("POST" if body is not None else "GET", path, body, sent)
        answer = connection.getresponse()
        if answer.status != 200:
            raise OutboundError(f"{host} answered {answer.status}", answer.status)
        return _read(answer, host, size, deadline)
    except (OSError, HTTPException) as error:
        raise OutboundError(f"{host} did not answer: {type(error).__name__}") from error
    finally:
        connection.close()


def post_json(url: str, data: Any, *, headers: Mapping[str, str] | None = None, **caps: Any) -> Any:
    """What a server answers in JSON to JSON; raises `OutboundError`."""
    sent = {"Content-Type": "application/json", "Accept": "application/json", **(headers or {})}
    answer = fetch(url, body=json.dumps(data).encode(), headers=sent, **caps)
    try:
        return json.loads(answer)
    except ValueError as error:
        raise OutboundError(f"{urlsplit(url).hostname} answered something that is no JSON") from error


def _checked(url: str, trusted_hosts: Collection[str]) -> tuple[SplitResult, str]:
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError as error:
        raise OutboundError("the address cannot be read") from error
    schemes = {"https", "http"} if host in trusted_hosts else {"https"}
    if parts.scheme not in schemes or not host or parts.username is not None:
        raise OutboundError("the address is not one that may be asked")
    return parts, host


def _resolved(host: str, parts: SplitResult, *, is_trusted: bool) -> tuple[str, int]:
    """The one address that is connected to; every address of the name must be public."""
    port = parts.port or _PORTS[parts.scheme]
    try:
        found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise OutboundError(f"{host} has no address") from error
    if not found or not (is_trusted or all(_is_public(address) for address in found)):
        raise OutboundError(f"{host} is not a public address")
    return found[0], port


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None) or parsed
    return mapped.is_global and not mapped.is_multicast


def _connection(scheme: str, host: str, address: tuple[str, int], seconds: float) -> HTTPConnection:
    """A connection to exactly this address that speaks, and proves itself, as the host."""
    if scheme == "http":
        return HTTPConnection(*address, timeout=seconds)
    return _PinnedHTTPSConnection(host, address, seconds)


class _PinnedHTTPSConnection(HTTPSConnection):
    """Connects to an address already resolved; the certificate must be the host's."""

    def __init__(self, host: str, address: tuple[str, int], seconds: float) -> None:
        self._pinned, self._tls = address, ssl.create_default_context()
        super().__init__(host, address[1], timeout=seconds, context=self._tls)

    def connect(self) -> None:
        plain = socket.create_connection(self._pinned, self.timeout)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)


def _read(answer: Any, host: str, size: int, deadline: float) -> bytes:
    """The body, piece by piece, so that neither a large nor a slow one holds us up."""
    read = b""
    while piece := answer.read1(_CHUNK):
        read += piece
        if len(read) > size:
            raise OutboundError(f"{host} answered more than was asked for")
        if time.monotonic() > deadline:
            raise OutboundError(f"{host} was too slow")
    return read
