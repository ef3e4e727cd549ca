"""What is said to a letter gives exactly the text that was meant."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from desktalk import DeskTalk

from assistant.letters.letter import Letter
from assistant.letters.sentences import sentences

TABLE = tomllib.loads(
    (Path(__file__).parent.parent / "data" / "letters" / "edits.toml").read_text("utf-8")
)


def written(text: str) -> Letter:
    rows = tuple(sentences(block) for block in text.strip().split("\n\n"))
    return Letter("Anna", "Dear Anna,", rows, "Kind regards,", "Theo")


@pytest.mark.parametrize("edit", TABLE["edit"], ids=lambda edit: edit["name"])
def test_a_script_of_edits(edit: dict[str, Any], tmp_path: Path) -> None:
    talk = DeskTalk(tmp_path)
    talk.put(written(edit.get("begins", TABLE["usual"])))
    for words in edit["said"]:
        assert talk.say(words)
    assert talk.letter.body == edit["body"]
    assert talk.letter.greeting == edit.get("greeting", "Dear Anna,")
    assert talk.letter.closing == edit.get("ending", "Kind regards,")
    again = DeskTalk(tmp_path)  # as after a restart
    assert again.writing.of(talk.writing.name).letter == talk.letter


def test_the_table_is_long_enough() -> None:
    assert len(TABLE["edit"]) >= 25
