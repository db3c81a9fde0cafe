"""The one line of the settings that says where Elasticsearch is.

    elasticsearch://host:9200,other:9200/prefix
    https://user:password@host:9200,other/prefix?ca=/path/ca.pem
    https://host:9200/prefix?api_key=...

Several hosts are nodes of one cluster; the prefix names the portal's alias in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote

_SCHEMES = {"elasticsearch": "http", "http": "http", "https": "https"}
_DEFAULT_PORT = 9200
_HOST = re.compile(r"(?P<name>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>[0-9]{1,5}))?")
# Some versions of Python refuse several hosts of which one is an IPv6 address: ``urlsplit`` is no help here.
_PARTS = re.compile(
    r"(?P<scheme>[a-z]+)://(?P<netloc>[^/?#]*)(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?", re.DOTALL
)
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_EXAMPLE = "elasticsearch://hote:9200/prefixe"


class AddressError(ValueError):
    """Says what is wrong, never what was given: the address may hold a password."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Adresse d’Elasticsearch : {what} (forme attendue : {_EXAMPLE}).")


@dataclass(frozen=True)
class Address:
    hosts: tuple[str, ...]  # "http://host:9200", never with credentials
    prefix: str
    ca: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)


def parse_address(url: str) -> Address:
    parts = _PARTS.fullmatch(url.strip())
    if not parts or parts["scheme"] not in _SCHEMES:
        raise AddressError("elle commence par « elasticsearch:// » ou « https:// »")
    credentials, _, hosts = parts["netloc"].rpartition("@")
    prefix = parts["path"].strip("/")
    if not _PREFIX.fullmatch(prefix):
        raise AddressError("le préfixe manque, ou n’est pas fait de minuscules, chiffres, tirets et soulignés")
    if parts["fragment"]:
        raise AddressError("elle contient un « # », qui s’écrit %23 dans un mot de passe")
    user, _, password = credentials.partition(":")
    return _checked(
        Address(
            hosts=tuple(_host(host, _SCHEMES[parts["scheme"]]) for host in hosts.split(",")),
            prefix=prefix,
            user=unquote(user),
            password=unquote(password),
            **_options(parts["query"] or ""),
        )
    )


def _host(host: str, scheme: str) -> str:
    found = _HOST.fullmatch(host.strip())
    if not found:
        raise AddressError("un nom d’hôte manque ou n’en est pas un")
    port = int(found["port"] or _DEFAULT_PORT)
    if not 0 < port < 65536:
        raise AddressError("un port n’est pas entre 1 et 65535")
    return f"{scheme}://{found['name']}:{port}"


def _options(query: str) -> dict[str, str]:
    options = dict(parse_qsl(query, keep_blank_values=True))
    if options.keys() - {"ca", "api_key"}:
        raise AddressError("seuls « ca » et « api_key » peuvent suivre le « ? »")
    if not all(options.values()):
        raise AddressError("« ca » ou « api_key » est vide")
    return options


def _checked(address: Address) -> Address:
    if bool(address.user) != bool(address.password):
        raise AddressError("l’utilisateur et le mot de passe vont ensemble")
    if address.user and address.api_key:
        raise AddressError("un mot de passe et une clé d’API sont donnés, un seul suffit")
    if address.ca and not address.hosts[0].startswith("https:"):
        raise AddressError("« ca » demande « https:// »")
    if address.ca and not Path(address.ca).is_file():
        raise AddressError("le fichier de « ca » n’existe pas")
    return address
