"""Captions keep the latest words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ui.captions import Caption, latest

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        pytest.param("it did, actually", 40, "it did, actually", id="fits"),
        pytest.param("and you said it went better", 14, "… went better", id="the end is kept"),
        pytest.param("one", 2, "… one", id="one word stays whatever happens"),
        pytest.param("", 5, "", id="nothing"),
    ],
)
def test_the_latest_words_stay(text: str, room: int, shown: str) -> None:
    assert latest(text, lambda tried: len(tried) <= room) == shown


def test_a_long_speech_is_measured_only_a_few_times() -> None:
    asked = []

    def fits(tried: str) -> bool:
        asked.append(tried)
        return len(tried) < 90

    latest("word " * 100_000, fits)
    assert len(asked) < 25


def test_her_caption_takes_three_lines_at_most(qtbot: QtBot) -> None:
    caption = Caption(3)
    qtbot.addWidget(caption)
    caption.resize(300, 120)
    said = " ".join(f"word{i}" for i in range(200))
    caption.setText(said)
    assert caption._laid_out(caption.shown()).lineCount() == 3
    assert caption.shown().startswith("… ")
    assert caption.shown().endswith("word199")
    assert caption.text() == said  # a screen reader gets all of it
    caption.grab()


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦 " * 40,
        "مرحبا بالعالم " * 30,
        "a" * 5000,
        "e" + "\u0301" * 500,
        "<img src=x> <b>bold</b>",
    ],
    ids=["families", "arabic", "one endless word", "a storm of accents", "markup"],
)
def test_anything_can_be_drawn(qtbot: QtBot, text: str) -> None:
    caption = Caption(3)
    qtbot.addWidget(caption)
    caption.resize(300, 120)
    caption.setText(text)
    assert not caption.grab().isNull()
