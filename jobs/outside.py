"""Asking another site something, without being led where only this server may go.

The name is resolved once, every address that it has must be a public one, and the connection goes to the very address
that was looked at: a name that says something else a moment later leads nowhere. Redirects are told, never followed.
"""

import socket
import ssl
import threading
from contextlib import closing, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Network, ip_address
from time import monotonic
from urllib.parse import urlsplit

import urllib3
from django.utils.translation import gettext as _
from urllib3.connection import HTTPConnection, HTTPSConnection

SECONDS = 5  # to connect, then for each part of an answer
WHOLE = 20  # seconds for all of an answer: a site that sends a letter at a time is never late for the next one
TRANSLATED = IPv6Network("64:ff9b::/96")
PORTS = {"http": 80, "https": 443}
AGENT = "Passerelles (portail municipal)"


class Refused(Exception):
    """The address may not be asked; its text, in French, says why."""


class Unreachable(Exception):
    """Nothing answered as a site does."""


@dataclass(frozen=True)
class Answer:
    status: int
    location: str  # of a redirect, where it leads; else empty


def check_address(url, *, schemes=("http", "https")):
    """Why ``url`` is not one to ask, without asking anybody; empty when it may be."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return _("Cette adresse ne peut pas être lue.")
    if parts.scheme not in schemes:
        return _("L’adresse doit commencer par %s.") % _(" ou ").join(f"{scheme}://" for scheme in schemes)
    if not parts.hostname or any(not sign.isprintable() or sign.isspace() for sign in url):
        return _("Cette adresse ne nomme aucun site.")
    if parts.username is not None or parts.password is not None:
        return _("Une adresse avec un nom d’utilisateur n’est pas demandée.")
    if port not in (None, PORTS[parts.scheme]):
        return _("Une adresse avec un numéro de port n’est pas demandée.")
    return ""


def public_address(host, port):
    """One address of ``host``. Raises ``Refused`` where any of them is a private one, ``Unreachable`` without any."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(_("Aucun site de ce nom n’est connu.")) from error
    addresses = [ip_address(row[4][0].split("%")[0]) for row in found]
    if not all(_is_public(address) for address in addresses):
        raise Refused(_("Ce nom mène à un réseau privé : il n’est pas demandé."))
    return str(addresses[0])


def _is_public(address):
    inner = _inside(address)
    return address.is_global and inner.is_global and not address.is_multicast and not _is_odd(address)


def _is_odd(address):
    """Of no network that the world uses: IPv4 written as IPv6 of old, networks of a site."""
    if address.version == 4 or address in TRANSLATED:
        return False
    return address.is_reserved or address.is_site_local


def _inside(address):
    """The IPv4 address that some IPv6 addresses lead to, in the ways of RFC 4291, 3056 and 6052; else itself."""
    if address.version == 4:
        return address
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def ask(method, url, *, body=None, headers=(), schemes=("http", "https")):
    """The ``Answer`` of a site, its body unread. Raises ``Refused`` or ``Unreachable``."""
    reason = check_address(url, schemes=schemes)
    if reason:
        raise Refused(reason)
    parts = urlsplit(url)
    port = PORTS[parts.scheme]
    host = _ascii(parts.hostname)
    began = monotonic()
    with closing(_pool(parts.scheme, host, public_address(host, port), port)) as pool:
        try:
            answer = pool.urlopen(
                method,
                (parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
                body=body,
                headers={"Host": host, "User-Agent": AGENT, **dict(headers)},
                redirect=False,
                retries=False,
                preload_content=False,
            )
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise Unreachable(_("Le site ne répond pas (%s).") % type(error).__name__) from error
        answer.close()
        if monotonic() - began >= WHOLE:  # it was cut: what came of it is a part
            raise Unreachable(_("Le site ne finit pas de répondre."))
        return Answer(answer.status, answer.headers.get("Location", ""))


def _ascii(host):
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise Unreachable(_("Aucun site de ce nom n’est connu.")) from error


class Hurried:
    """A connection that ends after ``WHOLE``, whoever reads it meanwhile."""

    clock = None

    def connect(self):
        super().connect()
        self.clock = threading.Timer(WHOLE, _cut, [self.sock])
        self.clock.daemon = True
        self.clock.start()

    def close(self):
        if self.clock:
            self.clock.cancel()
        super().close()


def _cut(sock):
    with suppress(OSError):  # it ended by itself a moment before
        sock.shutdown(socket.SHUT_RDWR)


class Plain(Hurried, HTTPConnection):
    pass


class Safe(Hurried, HTTPSConnection):
    pass


def _pool(scheme, host, address, port):
    limits = {"timeout": urllib3.Timeout(connect=SECONDS, read=SECONDS), "maxsize": 1}
    if scheme == "http":
        pool = urllib3.HTTPConnectionPool(address, port, **limits)
        pool.ConnectionCls = Plain
        return pool
    limits |= {"server_hostname": host, "assert_hostname": host, "ssl_context": ssl.create_default_context()}
    pool = urllib3.HTTPSConnectionPool(address, port, **limits)
    pool.ConnectionCls = Safe
    return pool
