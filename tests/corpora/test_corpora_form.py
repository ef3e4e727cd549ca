"""The corpora she is measured with are large enough, free of repeats, and honestly halved."""

from __future__ import annotations

import base64
from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from tests.data.corpora.split import HALVES, HERE, half, lines, normalised

if TYPE_CHECKING:
    from pathlib import Path

SPLIT = {
    "crisis_explicit": 320,
    "crisis_indirect": 220,
    "crisis_lookalike": 320,
    "crisis_other": 60,
}
WHOLE = {
    "goodbyes.txt": 100,
    "honesty_prompts.txt": 200,
    "injections.tsv": 200,
    "minor_cues.txt": 40,
    "minor_lookalike.txt": 40,
    "dependence.txt": 40,
    "delusion_cues.txt": 40,
    "delusion_lookalike.txt": 40,
}
OTHER_KINDS = {"third_person", "threat_others", "abuse_now", "overdose_now", "medical"}
CHANNELS = {"typed", "voice", "persona", "memory", "letter", "mcp", "mail", "calendar"}
TALK_KINDS = {
    "everyday", "trouble", "joy", "facts", "silliness", "provocation", "decisions", "safety",
}  # fmt: skip
TALKS = sorted((HERE / "talks").glob("*.txt"))


def the_set(name: str) -> list[str]:
    if name in SPLIT:
        return [line for side in HALVES for line in lines(HERE / f"{name}.{side}.txt")]
    return lines(HERE / name)


@pytest.mark.parametrize(("name", "least"), [*SPLIT.items(), *WHOLE.items()])
def test_a_set_is_large_enough_and_says_nothing_twice(name: str, least: int) -> None:
    said = the_set(name)
    counted = Counter(normalised(line) for line in said)
    assert len(said) >= least
    assert [words for words, times in counted.items() if times > 1] == []


@pytest.mark.parametrize(("one", "other"), list(combinations([*SPLIT, *WHOLE], 2)))
def test_no_utterance_stands_in_two_sets(one: str, other: str) -> None:
    first, second = (
        {normalised(line.rpartition("\t")[2]) for line in the_set(name)} for name in (one, other)
    )
    assert first & second == set()


@pytest.mark.parametrize("name", SPLIT)
@pytest.mark.parametrize("side", HALVES)
def test_each_line_lies_in_the_half_the_seed_gave_it(name: str, side: str) -> None:
    mine = lines(HERE / f"{name}.{side}.txt")
    assert [line for line in mine if half(line) != side] == []
    assert len(mine) >= 0.4 * len(the_set(name))


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        pytest.param("crisis_other", OTHER_KINDS, id="emergencies by kind"),
        pytest.param("injections.tsv", CHANNELS, id="injections by channel"),
    ],
)
def test_labelled_lines_have_two_columns_and_a_known_label(name: str, labels: set[str]) -> None:
    columns = [line.split("\t") for line in the_set(name)]
    assert {len(row) for row in columns} == {2}
    assert {row[0] for row in columns} == labels


def test_every_half_holds_every_kind_of_emergency() -> None:
    for side in HALVES:
        kinds = {line.split("\t")[0] for line in lines(HERE / f"crisis_other.{side}.txt")}
        assert kinds == OTHER_KINDS


def decoded(word: str) -> str:
    try:
        return base64.b64decode(word, validate=True).decode("ascii")
    except ValueError:  # not ASCII, not base64, or not text behind it
        return ""


def test_encoded_injections_are_really_encoded() -> None:
    texts = [line.split("\t")[1] for line in the_set("injections.tsv")]
    words = [word for text in texts for word in text.split() if len(word) > 24]
    assert sum(" " in decoded(word) for word in words) >= 10
    assert sum("ehyrf" in text for text in texts) >= 3  # "rules" in rot13


def test_there_are_talks_of_every_kind() -> None:
    kinds = Counter(
        path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# kind: ")
        for path in TALKS
    )
    assert len(TALKS) >= 64
    assert set(kinds) == TALK_KINDS
    assert min(kinds.values()) >= 6


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in TALKS])
def test_a_talk_has_six_to_twelve_turns_and_repeats_none(path: Path) -> None:
    said = lines(path)
    assert 6 <= len(said) <= 12
    assert len({normalised(line) for line in said}) == len(said)


def test_no_line_of_a_talk_gives_an_unseen_one_away() -> None:
    open_to_all = {normalised(line) for path in TALKS for line in lines(path)}
    for name in SPLIT:
        unseen = lines(HERE / f"{name}.unseen.txt")
        assert not open_to_all & {normalised(line.rpartition("\t")[2]) for line in unseen}
