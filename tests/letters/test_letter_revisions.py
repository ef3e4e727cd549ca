"""Every revision is kept: going back loses nothing, a kill loses nothing, a damaged line costs only itself."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.skills.letter_requests import request
from assistant.errors import Trouble
from assistant.letters import revisions
from assistant.letters.commands import (
    LAST,
    About,
    Add,
    Change,
    Close,
    Command,
    Cut,
    Drop,
    Edited,
    Greet,
    Head,
    Join,
    Nth,
    NthParagraph,
    Part,
    Proofread,
    Put,
    Retone,
    Rewrite,
    StartAgain,
    Tone,
    Unclear,
    Which,
)
from assistant.letters.editing import apply
from assistant.letters.letter import Letter, as_record, from_record
from assistant.letters.revisions import Draft
from assistant.letters.shelf import Shelf
from assistant.letters.spoken import command

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FIRST = Letter(
    "Anna",
    "Dear Anna,",
    (("I'm late.", "The dog is well."), ("See you on Tuesday.",)),
    "Kind regards,",
    "Theo",
)
WORDS = st.sampled_from(
    "dog Tuesday I'm the well late see you . , “x” ! é 狗 a\u0301 [ ( \\ * very Dr. --".split()
)
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
WHERE = st.one_of(
    st.integers(-3, 5).map(Nth), st.integers(-2, 3).map(NthParagraph), TEXT.map(About)
)
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    TEXT.map(lambda text: Add(((f"{text}.",),))),
    WHERE.map(Drop),
    st.builds(Cut, TEXT, st.sampled_from(Which)),
    st.builds(Change, TEXT, TEXT, st.sampled_from(Which)),
    st.builds(Rewrite, WHERE, TEXT),
    st.builds(Put, st.one_of(TEXT, WHERE), st.one_of(st.none(), WHERE), st.booleans()),
    st.builds(Part, WHERE, st.booleans()),
    st.integers(-2, 3).map(Join),
    TEXT.map(Greet),
    st.builds(Close, TEXT, TEXT),
    TEXT.map(lambda text: Head(subject=text)),
    st.sampled_from(Tone).map(Retone),
    st.just(StartAgain()),
    st.just(Proofread()),
)


@given(st.lists(COMMANDS, max_size=12))
@settings(max_examples=150, deadline=None)
def test_going_back_from_any_revisions_comes_to_the_first_text(script: list[Command]) -> None:
    draft, texts = Draft("x"), []
    draft = revisions.taken(draft, revisions.revised(draft, FIRST, "", NOON.isoformat()))
    for one in script:
        letter, outcome = apply(draft.letter, one)
        match outcome:
            case Unclear(question=question):
                assert letter == draft.letter
                assert question
            case Edited(told=told, at=at):
                assert told
                assert all(0 <= number < len(letter.sentences) for number in at)
                assert all(letter.paragraphs)
                assert all(map(str.strip, letter.sentences))
                texts.append(draft.letter)
                record = revisions.revised(draft, letter, "; ".join(told), NOON.isoformat())
                draft = revisions.taken(draft, json.loads(json.dumps(record)))
    for before in reversed(texts):
        assert draft.before is not None
        draft = revisions.taken(draft, revisions.went_back(draft, draft.before.number, ""))
        assert draft.letter == before
    assert draft.letter == FIRST
    assert draft.before is None
    assert len(draft.revisions) == 2 * len(texts) + 1  # nothing was taken away


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_nothing_that_can_be_said_breaks_the_desk(said: str) -> None:
    one = command(said)
    if one is not None:
        letter, _outcome = apply(FIRST, one)
        assert from_record(json.loads(json.dumps(as_record(letter)))) == letter


def test_a_damaged_or_foreign_line_costs_only_itself(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.revise("a", FIRST, "began", NOON)
    shelf.revise("a", apply(FIRST, Drop(Nth(LAST)))[0], "dropped", NOON)
    path = shelf.path("a")
    lines = path.read_bytes()
    bad = b'\x00\xff\n{"revision": 9}\n[]\n{"revision": 3, "shows": "x"}\n{"revision": 3, "at": "'
    path.write_bytes(lines + bad)
    shelf.revise("a", FIRST, "again", NOON)
    assert [one.what for one in shelf.read("a").revisions] == ["began", "dropped", "again"]
    assert shelf.read("a").letter == FIRST


def test_letters_are_the_users_alone_and_never_follow_a_link(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "letters")
    shelf.revise("a", FIRST, "began", NOON)
    assert shelf.path("a").stat().st_mode & 0o077 == 0
    assert shelf.path("a").parent.stat().st_mode & 0o077 == 0
    aside = tmp_path / "elsewhere"
    aside.write_text("{}")
    shelf.path("b").symlink_to(aside)
    assert shelf.names() == ("a",)
    with pytest.raises(Trouble):
        shelf.read("b")
    for name in ("../a", "a/b", ".a", "A", "", "a" * 81):
        with pytest.raises(ValueError):
            shelf.path(name)


def test_a_removed_letter_comes_back_whole(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.revise("a", FIRST, "began", NOON)
    shelf.remove("a")
    shelf.remove("a")  # once more does no harm
    assert shelf.names() == ()
    assert shelf.new_name("a", NOON) != "a"
    shelf.bring_back("a")
    assert shelf.read("a").letter == FIRST


WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from datetime import UTC, datetime
from pathlib import Path
from assistant.letters.letter import Letter
from assistant.letters.shelf import Shelf

shelf = Shelf(Path(sys.argv[2]))
number = len(shelf.read("a").revisions)
while True:
    number += 1
    text = f"This is sentence {number}, and it is long enough to be torn in two by a kill. " * 8
    shelf.revise("a", Letter("Anna", paragraphs=((text.strip(),),)), f"revision {number}", datetime.now(UTC))
    sys.stdout.write(f"{number}\\n")
    sys.stdout.flush()
"""


def killed_while_writing(folder: Path, after: int) -> int:
    """Write revision after revision, kill the writer once `after` more are told; the last that was told."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(ROOT), str(folder)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    told = 0
    for _ in range(after):
        told = int(writer.stdout.readline())
    writer.send_signal(signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.stdout.close()
    writer.wait()
    return int(rest[-1]) if rest else told


def survived(folder: Path, kills: int) -> int:
    """How many of these kills left everything that was told to be saved."""
    shelf = Shelf(folder)
    for number in range(kills):
        told = killed_while_writing(folder, 1 + number * 7 % 5)
        draft = shelf.read("a")
        # whatever was told to be saved is there; at most the one in hand beyond it
        assert told <= len(draft.revisions) <= told + 1
        for i, one in enumerate(draft.revisions):
            assert one.what == f"revision {i + 1}"
            assert f"sentence {i + 1}," in one.letter.body
    return kills


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_kill_at_any_revision_loses_nothing(tmp_path: Path) -> None:
    assert survived(tmp_path, 4) == 4


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_sixty_kills_lose_nothing(tmp_path: Path) -> None:
    assert survived(tmp_path, 60) == 60


@pytest.mark.parametrize("cut", range(0, 400, 7))
def test_a_file_torn_at_any_byte_keeps_what_was_before_it(cut: int, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.revise("a", FIRST, "began", NOON)
    whole = shelf.path("a").read_bytes()
    shelf.revise("a", apply(FIRST, StartAgain())[0], "start again", NOON)
    both = shelf.path("a").read_bytes()
    shelf.path("a").write_bytes(both[: max(len(whole), len(both) - cut)])
    kept = shelf.read("a")
    assert kept.revisions[0].letter == FIRST
    shelf.revise("a", FIRST, "after the tear", NOON)
    assert shelf.read("a").revisions[-1].what == "after the tear"


@pytest.mark.parametrize(
    "piece", ["change to ", "put after ", "the sentence about ", "and or ", "write a letter to "]
)
def test_a_long_paste_is_no_command_and_costs_nothing(piece: str) -> None:
    """Counted, not timed: what is longer than a request is not even compared with one."""
    long = piece * 800
    assert command(long) is None
    assert request(long) is None
    short = (piece * 50)[:390]
    command(short)
    request(short)
