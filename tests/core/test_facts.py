"""The facts file holds times and names of facts, and not one word anybody said."""

from __future__ import annotations

import dataclasses
import json
import typing

import pytest

from assistant import events as e
from assistant.errors import Trouble
from assistant.facts import FactsFile, record
from assistant.state import State, advance

if typing.TYPE_CHECKING:
    from pathlib import Path

CANARY = "the walrus sings at noon"


def sample(kind: type) -> e.Fact:
    """A fact of this kind with the canary in every text that could hold words."""
    hints = typing.get_type_hints(kind)
    plain: dict[str, object] = {"share": 0.5, "key": "voice", "part": "voice"}
    plain |= {"kind": "speaker", "step": "name"}  # which device is tested, where the meeting is
    plain |= {name: 1 for name, hint in hints.items() if hint is int}
    values = {
        f.name: plain.get(f.name, CANARY)
        for f in dataclasses.fields(kind)
        if f.name in plain or hints[f.name] is str or f.name == "value"
    }
    return typing.cast("e.Fact", kind(**values))


@pytest.mark.parametrize("kind", typing.get_args(e.Fact), ids=lambda kind: kind.__name__)
def test_no_fact_leaks_words(kind: type, tmp_path: Path) -> None:
    fact = sample(kind)
    state = advance(advance(State(), e.Awake()), fact)
    file = FactsFile(tmp_path / "facts.jsonl")
    file.write(fact, state)
    file.close()
    text = (tmp_path / "facts.jsonl").read_text()
    line = json.loads(text)
    assert line["fact"] == kind.__name__
    assert line["state"] == state.presence
    if "by" not in line and "name" not in line:
        assert CANARY not in text


def test_the_line_has_the_time_it_was_given() -> None:
    assert record(e.Muted(), State(), 1234)["ms"] == 1234


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="can't be written"):
        FactsFile(tmp_path / "none" / "facts.jsonl")
