"""What is on the person's list is opened, after a yes the first time; nothing else is, whoever asks."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openingtalk import LIST, Life

from assistant.dialogue.skills.opening import WHERE
from assistant.errors import Trouble
from assistant.opening.allowed import Kind, Place, allowed, plain_name
from assistant.opening.starting import start, words
from assistant.ports import Act

if TYPE_CHECKING:
    from pathlib import Path

BBC = Act("open_again", {"name": "BBC", "kind": "page", "target": "https://www.bbc.co.uk/news"})


@pytest.fixture
def life(tmp_path: Path) -> Life:
    return Life(tmp_path)


@pytest.mark.parametrize(
    ("said", "target"),
    [
        ("open the BBC's page", "https://www.bbc.co.uk/news"),
        ("Open the BBC, please.", "https://www.bbc.co.uk/news"),
        ("could you start the browser", "firefox"),
        ("launch my browser app", "firefox"),
        ("open my letters", "letters"),
        ("show me my letters folder", "letters"),
    ],
)
def test_the_first_time_the_screen_asks_and_then_it_is_remembered(
    life: Life, said: str, target: str
) -> None:
    assert "on the screen" in life.talk(said)
    waiting = life.desk.deeds.waiting
    assert waiting is not None
    assert waiting.act.name == "open_first"
    assert target in waiting.words
    assert life.opened == []
    life.desk.deeds.answer(waiting.number, yes=True)
    assert [one.target.endswith(target) for one in life.opened] == [True]
    again = Life(life.profile)
    assert again.talk(said).startswith("Opening")
    assert [one.target.endswith(target) for one in again.opened] == [True]


def test_a_no_opens_nothing_and_is_no_yes_for_later(life: Life) -> None:
    for _ in range(2):
        life.talk("open the BBC")
        waiting = life.desk.deeds.waiting
        assert waiting is not None
        life.talk("yes")  # a voice is not enough
        life.desk.deeds.answer(waiting.number, yes=False)
    assert life.opened == []


def test_another_address_under_the_name_is_asked_about_anew(life: Life) -> None:
    life.yes("open the BBC")
    life.written = "BBC = https://bbc.example"
    life.talk("open the BBC")
    waiting = life.desk.deeds.waiting
    assert waiting is not None
    assert "https://bbc.example" in waiting.words
    assert len(life.opened) == 1


def test_what_was_asked_about_is_what_is_opened(life: Life) -> None:
    """The list changes while the question stands."""
    life.talk("open the BBC")
    life.written = "BBC = https://bbc.example"
    waiting = life.desk.deeds.waiting
    assert waiting is not None
    with pytest.raises(Trouble):
        life.desk.deeds.answer(waiting.number, yes=True)
    assert life.opened == []


def test_the_list_is_told_and_a_yes_is_taken_back(life: Life) -> None:
    life.yes("open the BBC")
    assert life.talk("what may you open?").startswith(
        "Your letters, after a yes; BBC; browser, after a yes"
    )
    life.talk("don't open the BBC any more")
    life.talk("open the BBC")
    assert life.desk.deeds.waiting is not None
    assert len(life.opened) == 1


@pytest.mark.parametrize(
    "said",
    [
        "open https://evil.example/steal", "open evil.example", "open /etc/passwd", "start /bin/sh",
        "launch xterm", "open the weather page", "open file:///etc/passwd", "run the terminal app",
        "open ../../secret",
    ],
)  # fmt: skip
def test_what_is_not_on_the_list_is_left_shut(life: Life, said: str) -> None:
    assert WHERE in life.talk(said)
    assert life.desk.deeds.waiting is None
    assert life.opened == []


@pytest.mark.parametrize(
    "said",
    ["open up", "open the conversation with a joke", "open it", "show me my lists", "start over", "run", "open up to me", "open it in my mail program"],
)  # fmt: skip
def test_other_things_that_open_are_for_others(life: Life, said: str) -> None:
    assert WHERE not in life.talk(said)
    assert life.desk.deeds.waiting is None


def test_what_others_wrote_opens_nothing_even_what_was_agreed_to(life: Life) -> None:
    life.yes("open the BBC")
    life.desk.deeds.perform(Act(BBC.name, BBC.arguments, tainted=True))
    waiting = life.desk.deeds.waiting
    assert waiting is not None
    assert "https://www.bbc.co.uk/news" in waiting.words
    assert len(life.opened) == 1


def test_an_act_alone_opens_nothing_that_was_not_agreed_to(life: Life) -> None:
    with pytest.raises(Trouble):
        life.desk.deeds.perform(BBC)
    life.yes("open the BBC")
    with pytest.raises(Trouble):
        life.desk.deeds.perform(
            Act("open_again", {"name": "BBC", "target": "https://evil.example"})
        )
    assert len(life.opened) == 1


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("a = https://www.bbc.co.uk", Kind.PAGE),
        ("a = firefox", Kind.PROGRAM),
        ("a = gnome-text-editor", Kind.PROGRAM),
        ("a = ~", Kind.FOLDER),
        ("a = https://user:secret@example.com", None),
        ("a = javascript:alert(1)", None),
        ("a = file:///etc/passwd", None),
        ("a = -rf", None),
        ("a = rm -rf /", None),
        ("a = firefox; b", Kind.PROGRAM),
        ("a = $(id)", None),
        ("a = https://exämple.com", None),
        ("a = https://a.example/ --new", None),
        ("a = ../secret", None),
        ("a = ~nobody-of-this-name/x", None),
        (f"a = /{'x' * 5000}", None),
        ("= firefox", None),
        ("a firefox", None),
    ],
)
def test_what_a_line_of_the_list_means(line: str, kind: Kind | None) -> None:
    assert [one.kind for one in allowed(line)] == ([kind] if kind else [])


@given(
    st.lists(
        st.tuples(
            st.text(max_size=20),
            st.sampled_from(["", "~", "/", "https://", "-"]),
            st.text(max_size=60),
        ),
        max_size=4,
    )
)
def test_any_list_is_read(lines: list[tuple[str, str, str]]) -> None:
    for one in allowed(";".join(f"{name}={begin}{rest}" for name, begin, rest in lines)):
        assert plain_name(one.name)
        assert one.target.isprintable()


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_goes_through_a_shell(name: str, target: str) -> None:
    """However a page is written, it is one word of a command, and no option of it."""
    for one in allowed(f"{name}=https://{target}"):
        if one.kind is Kind.PAGE:
            command = words(one)
            assert len(command) == 2
            assert command[1].startswith("https://")


@pytest.mark.skipif(sys.platform == "win32", reason="a program of this test is a script")
def test_a_program_is_started_and_not_waited_for(tmp_path: Path) -> None:
    fifo, program = tmp_path / "fifo", tmp_path / "hello"
    os.mkfifo(fifo)
    program.write_text(f"#!/bin/sh\necho started $# > {fifo}\n", encoding="utf-8")
    program.chmod(0o700)
    start(Place("hello", Kind.PROGRAM, str(program)))
    assert fifo.read_text(encoding="utf-8") == "started 0\n"


def test_a_program_that_is_not_here_is_named() -> None:
    with pytest.raises(Trouble, match="nothing-of-this-name"):
        words(Place("x", Kind.PROGRAM, "/nothing-of-this-name"))


def test_the_list_of_these_tests_is_read() -> None:
    assert [one.name for one in allowed(LIST)] == ["BBC", "browser"]
