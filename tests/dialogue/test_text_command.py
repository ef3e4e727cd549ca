"""`os1 text`: one line in, one reply out, and nothing that comes through a pipe breaks it."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import text
from assistant.settings import SettingsFile

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]
CODE = """
import argparse, pathlib, sys
from assistant.cli import text
parser = argparse.ArgumentParser()
parser.add_argument("--profile", type=pathlib.Path)
parser.add_argument("--mind", default="auto")
text.add(parser.add_subparsers())
args = parser.parse_args()
sys.exit(args.run(args))
"""


def talk(
    lines: bytes, profile: Path, *more: str, mind: str = "auto"
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", CODE, "--profile", str(profile), "--mind", mind, "text", *more]
    return subprocess.run(
        command, input=lines, capture_output=True, cwd=ROOT, timeout=60, check=False
    )


def test_one_object_a_turn_with_all_its_keys(tmp_path: Path) -> None:
    ran = talk(
        b"What's seven times eight?\nCall me Theo.\nI made soup\nI want to die\nbye\nnot read any more\n",
        tmp_path,
        "--json",
    )
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 0
    assert [one["by"] for one in told] == [
        "skill:sums",
        "skill:names",
        "mind:scripted",
        "safety",
        "skill:goodbye",
    ]
    assert all(set(one) == {"heard", "said", "by", "act", "sources", "ms"} for one in told)
    assert all(set(one["ms"]) == {"first_clause", "total"} for one in told)
    assert told[1]["act"] == {"name": "call_me", "arguments": {"name": "Theo"}}
    assert told[2]["act"] is None
    assert told[3]["act"]["name"] == "crisis"
    assert told[0]["heard"] == "What's seven times eight?"
    assert SettingsFile.load(tmp_path).now.your_name == "Theo"
    assert b"software, not a person" in ran.stderr


def test_plain_lines_and_the_end_of_input(tmp_path: Path) -> None:
    ran = talk(b"hello\n\num\nYour name is Luna\nwhat's your name", tmp_path / "new" / "profile")
    lines = ran.stdout.decode().split("\n")
    assert ran.returncode == 0
    assert len(lines) == 6  # five replies and the end
    assert lines[1] == ""
    assert "Luna" in lines[4]
    assert (tmp_path / "new" / "profile").stat().st_mode & 0o777 == 0o700


def test_bytes_that_are_no_text_and_a_megabyte(tmp_path: Path) -> None:
    ran = talk(
        b"\xff\xfe\x00hello\n"
        + b"word " * 200_000
        + b"\n"
        + b"x" * 5_000_000
        + b"\nwhat's 2 plus 2\n",
        tmp_path,
        "--json",
    )
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 0
    assert len(told) == 4
    assert "4" in told[3]["said"]
    assert b"Traceback" not in ran.stderr


def test_a_damaged_settings_file_is_said_and_the_talk_goes_on(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("her_name = [")
    ran = talk(b"hello\n", tmp_path)
    assert ran.returncode == 0
    assert b"damaged" in ran.stderr


def test_an_unknown_mind_is_one_sentence(tmp_path: Path) -> None:
    ran = talk(b"hello\n", tmp_path, mind="nonsense")
    assert ran.returncode == 1
    assert b"no mind called" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_a_profile_that_cannot_be_made_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    assert (
        text.run(argparse.Namespace(profile=tmp_path / "file" / "profile", mind="auto", json=False))
        == 1
    )
    assert "can't be made" in capsys.readouterr().err
