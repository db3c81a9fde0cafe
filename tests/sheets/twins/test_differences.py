"""What two texts do not share, by line and by word."""

from sheets.twins.differences import differences, sentences


def own(lines):
    return [part.text for line in lines for part in line if part.is_own]


def test_the_same_has_no_difference():
    left, right = differences(["Un", "Deux"], ["Un", "Deux"])
    assert own(left) == own(right) == []


def test_a_line_more_is_its_own():
    left, right = differences(["Un"], ["Un", "Deux"])
    assert own(left) == [] and own(right) == ["Deux"]


def test_one_word_is_marked_in_a_line_that_says_the_same():
    left, right = differences(["Le collège du secteur Nord."], ["Le collège du secteur Sud."])
    assert own(left) == ["Nord."] and own(right) == ["Sud."]
    assert "".join(part.text for part in left[0]) == "Le collège du secteurNord."


def test_lines_that_share_little_differ_whole():
    left, _right = differences(["On joue au théâtre le soir."], ["Des clubs font du sport à midi."])
    assert own(left) == ["On joue au théâtre le soir."]


def test_sentences_end_where_one_breathes_and_after_the_quotation():
    assert sentences("Un. Deux ? « Trois ? » Et quatre\nCinq") == ["Un.", "Deux ?", "« Trois ? » Et quatre", "Cinq"]
