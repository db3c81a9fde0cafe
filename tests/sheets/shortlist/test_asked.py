"""What an address says of a list, however it was written."""

import pytest

from sheets.shortlist.asked import codes_in


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        (["clas,echo"], ["clas", "echo"]),
        (["clas", "echo", "clas"], ["clas", "echo"]),
        (["clas, echo ; aide"], ["clas", "echo", "aide"]),
        (["https://portail.example/f/clas", "/livret/clas-2/?q=1#haut"], ["clas", "clas-2"]),
        (["", " , ", "/", "http://[pas une adresse"], ["[pas", "une", "adresse"]),
        (["CLAS"], ["clas"]),
        (["x" * 500], ["x" * 80]),
    ],
)
def test_codes_or_addresses(values, codes):
    assert codes_in(values) == codes
