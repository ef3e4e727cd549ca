"""The desk through the whole program in a terminal: done, kept, taken back after a restart, asked."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from assistant.desk.lines import Lines

ROOT = Path(__file__).resolve().parents[2]


def session(profile: Path, *lines: str) -> tuple[list[dict[str, object]], str]:
    """What one run of the program answered, and what it said beside."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "--mind", "scripted", "--profile", str(profile), "text", "--json"],
        input="".join(f"{line}\n" for line in lines), capture_output=True, text=True, cwd=ROOT,
        timeout=100, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def test_an_act_is_shown_kept_and_taken_back_after_a_restart(tmp_path: Path) -> None:
    answers, _ = session(tmp_path, "remind me on the third of march 2199 at noon to dance")
    act = answers[0]["act"]
    assert isinstance(act, dict)
    assert act["name"] == "reminder_set"
    assert act["arguments"]["due"] == "2199-03-03T12:00:00"
    answers, _ = session(tmp_path, "undo that", "what are my reminders")
    assert answers[0]["said"] == "Undone: setting the reminder to dance."
    assert answers[1]["said"] == "No reminders are set."


def test_what_was_missed_is_told_at_the_next_start_and_a_list_goes_only_with_a_yes(
    tmp_path: Path,
) -> None:
    past = {"id": "1", "kind": "reminder", "words": "call Mum", "due": "2020-01-01T09:00:00", "rule": "", "start": "", "rang": ""}  # fmt: skip
    Lines(tmp_path / "reminders.jsonl").append({"set": past})
    shopping = tmp_path / "lists" / "shopping.md"
    _, beside = session(
        tmp_path, "add milk to my shopping list", "delete my shopping list", "no", "hello"
    )
    assert beside.count("You missed this on Wednesday 1 January 2020 at nine o'clock") == 1
    assert "Deleting the whole shopping list? Type yes or no." in beside
    assert shopping.exists()
    _, beside = session(tmp_path, "delete my shopping list", "yes")
    assert "You missed this" not in beside
    assert not shopping.exists()
