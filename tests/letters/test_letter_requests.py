"""Spoken requests at the letter desk, slips of the recogniser included, come to the right act."""

from __future__ import annotations

from pathlib import Path

import pytest
from desktalk import DeskTalk

from assistant.letters.letter import Letter

TABLE = Path(__file__).parent.parent / "data" / "letters" / "requests.tsv"
ROWS = [
    tuple(line.split("\t"))
    for line in TABLE.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
OPEN = Letter(
    "Anna",
    "Dear Anna,",
    (("The garden is full of apples.", "Come on Tuesday at six."),),
    "Kind regards,",
    "Theo",
)


def come_to(said: str, stage: str, profile: Path) -> str:
    """The act of the desk; "asks" and "tells" for words of the desk without one; else "leaves"."""
    talk = DeskTalk(profile)
    if stage.startswith("open"):
        talk.put(OPEN)
        talk.say("read it back")
    if stage == "openrevised":
        talk.say("drop the last sentence")
    if stage == "dictating":
        talk.say("write a letter to Anna")
        talk.say("The apples are ripe.")
    talk.acts.clear()
    words = talk.say(said)
    last = talk.manager.history.last
    if talk.acts and talk.acts[0].name.startswith(("letter", "undo")):
        return talk.acts[0].name
    if last is None or last.by != "skill:letters":
        return "leaves"
    return "asks" if words.endswith("?") and last.pending is not None else "tells"


@pytest.mark.parametrize(("said", "act", "stage"), ROWS, ids=lambda value: value[:40])
def test_what_is_said_comes_to(said: str, act: str, stage: str, tmp_path: Path) -> None:
    assert come_to(said, stage, tmp_path) == act
