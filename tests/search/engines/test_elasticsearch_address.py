"""One line says where Elasticsearch is; a wrong one is refused in words, without repeating its password."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.engines.elasticsearch.address import Address, AddressError, parse_address


def test_several_hosts_are_one_cluster() -> None:
    address = parse_address("elasticsearch://un:9200,deux:9201,[::1]/portail")
    assert address == Address(("http://un:9200", "http://deux:9201", "http://[::1]:9200"), "portail")


def test_credentials_are_never_part_of_a_host(tmp_path) -> None:
    ca = tmp_path / "ca.pem"
    ca.write_text("")
    address = parse_address(f"https://moi:m%C3%A9%40%2F%3A@es.ville.example,autre/portail-1/?ca={ca}")
    assert address.hosts == ("https://es.ville.example:9200", "https://autre:9200")
    assert (address.user, address.password, address.ca) == ("moi", "mé@/:", str(ca))
    assert "mé@" not in repr(address)


def test_a_key_may_stand_for_a_password() -> None:
    address = parse_address("https://es/portail?api_key=abc%3D%3D")
    assert address.api_key == "abc=="
    assert "abc" not in repr(address)


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("", "commence par"),
        ("redis://hote/portail", "commence par"),
        ("hote:9200/portail", "commence par"),
        ("https://moi:secret@[::1/portail", "nom d’hôte"),
        ("https://moi:secret@hote", "préfixe"),
        ("https://moi:secret@hote/Portail", "préfixe"),
        ("https://moi:secret@hote/a/b", "préfixe"),
        ("https://moi:secret@hote/*", "préfixe"),
        ("https:///portail", "hôte"),
        ("https://un,,deux/portail", "hôte"),
        ("https://moi:secret@ho te/portail", "hôte"),
        ("https://moi:sec/ret@hote/portail", "préfixe"),
        ("https://moi:secret@hote:99999/portail", "port"),
        ("https://moi:secret@hote:0/portail", "port"),
        ("https://moi@hote/portail", "vont ensemble"),
        ("https://:secret@hote/portail", "vont ensemble"),
        ("https://moi:secret@hote/portail#x", "%23"),
        ("https://moi:secret@hote/portail?api_key=secret", "un seul suffit"),
        ("https://hote/portail?api_key=", "vide"),
        ("https://hote/portail?timeout=3", "seuls"),
        ("https://hote/portail?ca=/nulle/part.pem", "n’existe pas"),
        ("elasticsearch://hote/portail?ca=/nulle/part.pem", "demande"),
    ],
)
def test_what_is_wrong_is_said_without_the_secret(url: str, wrong: str) -> None:
    with pytest.raises(AddressError, match=wrong) as raised:
        parse_address(url)
    assert "secret" not in str(raised.value)
    assert raised.value.__suppress_context__ or raised.value.__context__ is None


@given(
    st.text(max_size=80) | st.text(alphabet="elasticsearch:/@,[]?=&#%0123 \x00", max_size=60).map("https://".__add__)
)
def test_any_text_is_an_address_or_an_address_error(url: str) -> None:
    try:
        address = parse_address(url)
    except AddressError:
        return
    assert address.hosts
    assert address.prefix
    assert all("@" not in host for host in address.hosts)
