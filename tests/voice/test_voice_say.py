"""`os1 say`: what it answers to bad wishes, each in one sentence."""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

import pytest

from assistant.cli import say
from assistant.errors import Trouble


def wish(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", type=Path)
    say.add(parser.add_subparsers())
    return parser.parse_args(["say", *words])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["", "--out", "{}/a.wav"], "nothing to say"),
        ([" \n", "--out", "{}/a.wav"], "nothing to say"),
        (["Hi.", "--out", "{}"], "is a folder"),
        (["Hi.", "--out", "{}/none/a.wav"], "no folder"),
        (["Hi."], "where to"),
        (["--out", "{}/a.wav"], "what to say"),
        (["Hi.", "--out", "{}/a.wav", "--voice", "nobody"], "no voice called 'nobody'"),
    ],
)
def test_a_bad_wish_is_answered_in_a_sentence(
    words: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OS1_MODELS", str(tmp_path / "models"))
    args = wish(*[word.format(tmp_path) for word in words])
    with pytest.raises(Trouble, match=sentence):
        args.run(args)
    assert not (tmp_path / "a.wav").exists()


@pytest.mark.parametrize("pace", ["0", "9", "nan", "inf", "fast", "-1"])
def test_the_pace_has_limits(pace: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        wish("Hi.", "--out", "a.wav", f"--pace={pace}")
    assert "the pace runs from 0.5 to 2" in capsys.readouterr().err


def test_too_much_text_is_cut_and_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"word " * 200_000)))
    assert len(say._sensible(say._stdin())) == say.MOST_CHARACTERS
    assert "the first 3,000 characters" in capsys.readouterr().err
