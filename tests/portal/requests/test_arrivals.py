"""A request is given to a thread once it has arrived; what is too long, or cannot be told to end, is refused."""

import pytest

from portal.requests import arrivals
from portal.requests.arrivals import Arrival, Refused

HEAD = b"POST /x HTTP/1.1\r\nHost: ville.example\r\n"


def arrived(*parts):
    arrival = Arrival()
    for part in parts:
        arrival.take(part)
    return arrival


def test_a_request_without_body_is_whole_with_its_last_header():
    assert not arrived(HEAD, b"X-a: b\r\n").is_whole
    assert arrived(HEAD, b"X-a: b\r", b"\n\r\n").is_whole


def test_a_body_is_waited_for():
    start = HEAD + b"Content-Length: 6\r\n\r\nabc"
    assert not arrived(start).is_whole
    assert arrived(start, b"def").is_whole


def test_a_long_body_waits_on_the_disk_and_nothing_of_it_is_lost():
    body = bytes(range(256)) * 1024
    start = HEAD + b"content-length: %d\r\n\r\n" % len(body)
    arrival = arrived(start, *(body[n : n + 10_000] for n in range(0, len(body), 10_000)))
    assert arrival.is_whole
    arrival.file.seek(0)
    assert bytes(arrival.head) + arrival.file.read() == start + body
    arrival.close()


@pytest.mark.parametrize(
    ("parts", "status"),
    [
        ([HEAD + b"Content-Length: %d\r\n\r\n" % (arrivals.LONGEST_BODY + 1)], "413"),
        ([HEAD + b"Transfer-Encoding: chunked\r\n\r\n"], "411"),
        ([HEAD] + [b"X-a: " + b"b" * 8000 + b"\r\n"] * 9, "431"),
    ],
)
def test_what_is_refused(parts, status):
    with pytest.raises(Refused, match=status):
        arrived(*parts)


def test_two_lengths_are_left_for_gunicorn_to_refuse():
    assert arrived(HEAD + b"Content-Length: 6\r\nContent-Length: 9\r\n\r\n").is_whole
