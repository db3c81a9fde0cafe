"""The last table of ``make bench``: each goal beside what was found, a missed one told as missed."""

from bench.figures import Timing
from bench.goals import GOALS, Goal, found_beside_wished
from bench.runs import RUNS


def test_every_table_has_its_goals():
    assert set(GOALS) == set(RUNS)


def test_a_missed_goal_says_so():
    assert Goal("attente", 1, 0.98, "s").line() == ("attente", "≤ 1 s", "0,98 s")
    assert Goal("attente", 1, 1.4, "s").line() == ("attente", "≤ 1 s", "1,40 s : **manqué**")
    assert Goal("accueil", 1.5, 1.7, "×", is_most=False).is_reached
    assert not Goal("fiche", 1.2, 0.7, "×", is_most=False).is_reached


def test_a_figure_rounded_to_its_goal_is_not_reached():
    assert Goal("mémoire", 250, 250.4, "Mo").line()[2] == "250 Mo : **manqué**"


def test_only_what_was_measured_has_a_line():
    storm = {"memory": 0.89, "late": 0}
    assert [line[2] for line in found_beside_wished({"storm": storm})] == ["89 %", "0 "]
    assert found_beside_wished({"against": {1000: [{"page": "fiche", "faster": 2.0}]}}) == []


def test_a_hundred_thousand_are_compared_with_ten():
    rows = [
        {"page": "fiche", "count": count, (False, 1): Timing(p50, 0), (True, 8): Timing(0, 0, 4000.0)}
        for count, p50 in ((10_000, 10.0), (100_000, 14.5))
    ]
    lines = found_beside_wished({"pages": rows})
    assert lines == [
        ("fiche, gardée, huit visiteurs", "≥ 3000 réponses/s", "4000 réponses/s"),
        ("fiche à 100 000 fiches", "≤ 1,50 × le temps de 10 000", "1,45 × le temps de 10 000"),
    ]
