"""What the search must do with a value of each type of property, on whichever engine answers."""

# {type: (what is typed, another value, parameters that find the first alone)}; other types filter nothing.
FOUND_BY = {
    "text": ("Gymnase Astrolabe", "Salle 2", {"q": "astrolabe"}),
    "longtext": ("Apporter un\nharmonica.", "Rien.", {"q": "harmonica"}),
    "number": ("45,5", "90", {"valeur-min": "30", "valeur-max": "60"}),
    "yesno": ("oui", "non", {"valeur": "oui"}),
    "date": ("2027-01-05", "2027-06-01", {"valeur-min": "2027-01-01", "valeur-max": "2027-01-31"}),
}
SORTED = ("number", "date")


def assert_search_knows(client, kind, first, second):
    """``first`` and ``second`` are the addresses of sheets that hold the two values."""
    found = client.get("/api/v1/search", {"type": "action", **FOUND_BY[kind][2]}).json()
    assert [result["url"] for result in found["results"]] == [first]
    if kind in SORTED:
        for order, expected in (("valeur", [first, second]), ("-valeur", [second, first])):
            results = client.get("/api/v1/search", {"type": "action", "tri": order}).json()["results"]
            assert [result["url"] for result in results][:2] == expected
