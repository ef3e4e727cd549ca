"""How a stream of words becomes clauses: early, natural, nothing lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.voice.clauses import LONGEST_WORD, PASSAGE, SIZES, ClauseCutter, clauses, passages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Hello, I'm here. What would you like to talk about today?",
            ["Hello, I'm here.", "What would you like to talk about today?"],
            id="a sentence is a clause",
        ),
        pytest.param(
            "That sounds hard, and I can see why.",
            ["That sounds hard,", "and I can see why."],
            id="the first ends at an early comma",
        ),
        pytest.param(
            "I would like that very much because you know the way.",
            ["I would like that very much", "because you know the way."],
            id="or before a conjunction",
        ),
        pytest.param(
            "Seven times eight is 56.",
            ["Seven times eight", "is 56."],
            id="numbers count as long as they are said",
        ),
        pytest.param(
            "Congratulations on finishing the renovation of your kitchen.",
            ["Congratulations", "on finishing the renovation of your kitchen."],
            id="and so do long words",
        ),
        pytest.param("Okay. Then we go.", ["Okay.", "Then we go."], id="one word may go first"),
        pytest.param("Hm", ["Hm"], id="a breath"),
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\t ", [], id="white space"),
        pytest.param("1. Tea\n2. Milk", ["1. Tea", "2. Milk"], id="a list"),
    ],
)
def test_the_first_clause_is_short_and_natural(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


@pytest.mark.parametrize(
    "whole",
    [
        "3.5", "1,000", "10:30", "e.g. this", "i.e. that", "Mr. Smith", "Dr. Brown", "J. R. Tolkien",
        "https://example.com/a,b;c?d=e!f", "5 km", "4 p.m.", "June 3, 2024", "No. 5", "the U.S. army",
        "20 euros", "St. Paul",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "frame",
    ["{}", "it was {} there, I think", "we found one two three four five six {} and then went on"],
)
def test_some_things_are_never_cut_apart(whole: str, frame: str) -> None:
    for first in (True, False):
        assert any(whole in clause for clause in clauses(frame.format(whole), first))


def test_a_sentence_may_end_in_an_abbreviation() -> None:
    assert clauses("We meet at 4 p.m. Then you are free.") == [
        "We meet at 4 p.m.",
        "Then you are free.",
    ]


def test_without_first_the_clauses_are_long() -> None:
    text = "Yes, I know, and it is fine, and we can go there now."
    assert clauses(text, first=False) == [text]


def test_endless_sentences_are_cut_to_size() -> None:
    text = " ".join(f"word{chr(97 + n % 26)}" for n in range(300))
    sizes = [len(clause.split()) for clause in clauses(text)]
    assert sizes[0] <= SIZES[0].most
    assert max(sizes) <= SIZES[-1].most


def test_the_first_clause_is_out_before_the_sentence_is_over() -> None:
    cutter = ClauseCutter()
    out: list[str] = []
    for piece in ("That", " sounds", " hard", ",", " and", " I"):
        out += cutter.feed(piece)
    assert out == ["That sounds hard,"]


def test_a_megabyte_without_a_space_is_broken_up() -> None:
    found = clauses("a" * 1_000_000)
    assert sum(map(len, found)) == 1_000_000
    assert max(map(len, found)) <= LONGEST_WORD * SIZES[-1].most + SIZES[-1].most


WORDS = st.sampled_from(
    ["Hello,", "and", "but", "I", "Mr.", "Smith", "e.g.", "3.5", "10:30", "p.m.", "Then", "the",
     "end.", "really?", "“Yes!”", "—", "wait…", "1.", "km", "20", "that", "because", "of", "(so)"]
)  # fmt: skip
GAPS = st.sampled_from([" ", " ", " ", "  ", "\n", "\n\n"])
TALK = st.lists(st.tuples(WORDS, GAPS), max_size=60).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
TEXT = st.one_of(TALK, st.text(max_size=200))


@given(TEXT, st.booleans())
def test_nothing_is_lost_and_nothing_doubled(text: str, first: bool) -> None:
    assert "".join("".join(clauses(text, first)).split()) == "".join(text.split())


@given(TEXT, st.data())
def test_the_chunks_of_the_stream_do_not_matter(text: str, data: st.DataObject) -> None:
    cutter, out, rest = ClauseCutter(), [], text
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        out += cutter.feed(rest[:size])
        rest = rest[size:]
    assert out + cutter.finish() == clauses(text)


@given(st.text(alphabet="ab ,.!?\n7", max_size=900))
def test_a_file_is_spoken_in_long_passages_with_every_word_in_order(text: str) -> None:
    found = passages(text)
    assert " ".join(found).split() == " ".join(clauses(text, first=False)).split()
    assert all(len(piece) <= PASSAGE or piece in clauses(text, first=False) for piece in found)
