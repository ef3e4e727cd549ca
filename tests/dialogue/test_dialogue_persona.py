"""Her lines: many, slot by slot, and nothing hostile gets in."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from assistant.dialogue import guard, persona, topics
from assistant.dialogue.text import sentences
from assistant.dialogue.wording import Wording
from assistant.errors import Trouble

if TYPE_CHECKING:
    from pathlib import Path

HOUSE = persona.load()
GOOD = persona.HOUSE_PERSONA.read_text("utf-8")


def test_the_house_persona_has_many_lines_for_everything() -> None:
    assert all(len(HOUSE.lines[move]) >= 8 for move in persona.MOVES)
    assert all(f"topic.{topic}" in HOUSE.lines for topic in topics.TOPICS)


def test_no_line_is_used_in_two_places() -> None:
    places: dict[str, str] = {}
    for key, lines in HOUSE.lines.items():
        for line in lines:
            assert len(line) < 40 or line not in places, (line, key, places.get(line))
            places[line] = key


@pytest.mark.parametrize("key", sorted(HOUSE.lines))
def test_her_lines_are_short_and_ask_one_thing(key: str) -> None:
    for line in HOUSE.lines[key]:
        assert len(line) <= 220
        assert len(sentences(line)) <= 4
        assert line.count("?") <= 1
        assert not guard.objection(line)
        assert "!!" not in line
        assert not line.startswith(("Great question", "Wow", "Amazing"))


def hostile(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


@pytest.mark.parametrize(
    "text",
    [
        "", "name = ", "name = 7\nmanner = 'x'", "\x00", "name = 'x'", "[lines]\n", "a" * 600_000,
        hostile('name = "OS1"', f'name = "{"x" * 100}"'),
        hostile('"Goodbye. Have a good day."', '"Leaving already?"'),
        hostile('"Goodbye. Have a good day."', '"I\'m human, you know."'),
        hostile('"Goodbye. Have a good day."', '"{name.__class__}"'),
        hostile('"Goodbye. Have a good day."', '"{secret}"'),
        hostile('"Goodbye. Have a good day."', '"{"'),
        hostile('"Goodbye. Have a good day."', '"{name:>99999999}"'),
        hostile('"Goodbye. Have a good day."', "7"),
        hostile('"Goodbye. Have a good day."', f'"{"x" * 400}"'),
        hostile('"Goodbye. Have a good day."', '"Really? Truly?"'),
        hostile("[topics]", "[topics]\nmind_control = ['a', 'b', 'c']"),
        hostile("[stances]", "[stances]\nsecret = 'one'"),
    ],
)  # fmt: skip
def test_a_persona_that_does_not_fit_is_refused_in_words(text: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(text.encode())
    with pytest.raises(Trouble) as trouble:
        persona.load(file)
    assert "bad.toml" in trouble.value.what
    assert len(str(trouble.value)) < 250


def test_a_persona_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble):
        persona.load(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b"name = '\xff\xfe'")
    with pytest.raises(Trouble):
        persona.load(tmp_path / "latin.toml")
    with pytest.raises(Trouble):
        persona.load(tmp_path)


def test_no_line_comes_again_while_others_are_left() -> None:
    wording = Wording(HOUSE, random.Random(5))
    lines = [wording.say(("thanks",), {}) for _ in range(len(HOUSE.lines["thanks"]))]
    assert len(set(lines)) == len(lines)
    assert wording.say(("thanks",), {}) == lines[0]  # the one unused for longest


def test_slots_are_filled_and_sentences_begin_with_capitals() -> None:
    wording = Wording(HOUSE, random.Random(5))
    for _ in range(8):
        line = wording.say(("miss",), {"thing": "your grandmother"})
        assert "{" not in line
        assert line[0].isupper()


def test_braces_in_what_was_said_do_no_harm() -> None:
    wording = Wording(HOUSE, random.Random(5))
    assert "{0.__class__}" in " ".join(
        wording.say(("miss",), {"thing": "{0.__class__}"}) for _ in range(9)
    )


def test_the_same_seed_says_the_same() -> None:
    first, second = (Wording(HOUSE, random.Random(9)) for _ in range(2))
    assert [first.say(("joke",), {}) for _ in range(6)] == [
        second.say(("joke",), {}) for _ in range(6)
    ]
