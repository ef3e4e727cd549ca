"""Export and import: readable with nothing but Python, all or nothing, after a backup."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from memory_scene import NOON, opened

from assistant.__main__ import main
from assistant.errors import Trouble
from assistant.memory import backups, exporting, importing
from assistant.memory.extraction import found_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.memory.store import MemoryStore

FACTS = ("My sister is called Anna.", "I live in Bristol.", "I hate mushrooms.")


def filled(profile: Path, *said: str) -> MemoryStore:
    store = opened(profile)
    for one in said or FACTS:
        turn, _ = store.keep_turn(NOON, one, found_in(one, NOON.date()))
        store.answered(turn, "I see.")
    return store


def exported(tmp_path: Path) -> Path:
    store = filled(tmp_path / "from")
    exporting.export(store, tmp_path / "kept.jsonl")
    store.close()
    return tmp_path / "kept.jsonl"


def test_an_export_comes_back_whole(tmp_path: Path) -> None:
    path = exported(tmp_path)
    store = opened(tmp_path / "to")
    coming = importing.read(store, path)
    assert (len(coming.memories), len(coming.turns)) == (3, 3)
    importing.take_in(store, coming, tmp_path / "to", NOON)
    before = opened(tmp_path / "from")
    assert [(m.words, m.quote, m.at) for m in store.all()] == [(m.words, m.quote, m.at) for m in before.all()]  # fmt: skip
    assert {one.name for one in store.people()} == {"Anna"}
    again = importing.read(store, path)
    assert (len(again.memories), len(again.turns), again.known) == (0, 0, 6)
    before.close()
    store.close()


def test_what_contradicts_or_is_secret_stays_out(tmp_path: Path) -> None:
    path = exported(tmp_path)
    text = path.read_text(encoding="utf-8").replace("I hate mushrooms.", "My PIN is 4711.")
    path.write_text(text, encoding="utf-8")
    store = filled(tmp_path / "to", "I live in Leeds.")
    coming = importing.read(store, path)
    assert [found.words for found, _, _ in coming.memories] == ["your sister is called Anna"]
    assert (coming.against, coming.secret) == (1, 2)
    importing.take_in(store, coming, tmp_path / "to", NOON)
    assert len(backups.listed(backups.folder_of(tmp_path / "to"))) == 1
    store.close()


def lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


BAD: dict[str, Callable[[str], str]] = {
    "nothing": lambda _: "",
    "no export": lambda _: "Dear diary\n",
    "half a file": lambda text: text[: len(text) // 2],
    "a line is missing": lambda text: "".join(lines(text)[:-1]),
    "another version": lambda text: text.replace('"version": 1', '"version": 2'),
    "another format": lambda text: text.replace("os1-memory", "diary"),
    "a list": lambda text: "".join([lines(text)[0], "[1]\n", *lines(text)[2:]]),
    "a wrong type": lambda text: text.replace('"aspect": "name"', '"aspect": 3'),
    "an endless word": lambda text: text.replace("Bristol", "x" * 300_000),
    "no date": lambda text: text.replace("2026-11-22T", "sometime"),
    "deep": lambda text: "".join([lines(text)[0], "[" * 100_000 + "\n"]),
}


@pytest.mark.parametrize("how", BAD)
def test_a_bad_file_changes_nothing(tmp_path: Path, how: str) -> None:
    path = exported(tmp_path)
    path.write_text(BAD[how](path.read_text(encoding="utf-8")), encoding="utf-8")
    store = filled(tmp_path / "to", "I live in Leeds.")
    with pytest.raises(Trouble):
        importing.read(store, path)
    assert [one.words for one in store.all()] == ["you live in Leeds"]
    store.close()


def test_a_link_and_a_folder_are_no_export(tmp_path: Path) -> None:
    path = exported(tmp_path)
    (tmp_path / "link").symlink_to(path)
    store = opened(tmp_path / "to")
    for odd in (tmp_path / "link", tmp_path, tmp_path / "nowhere"):
        with pytest.raises(Trouble):
            importing.read(store, odd)
    store.close()


def test_the_reader_needs_only_python(tmp_path: Path) -> None:
    path = exported(tmp_path)
    reader = tmp_path / "read_memory.py"
    done = subprocess.run([sys.executable, "-I", "-S", reader, path, "bristol"], capture_output=True, text=True, check=True)  # fmt: skip
    assert "you live in Bristol" in done.stdout
    assert "Anna" not in done.stdout


def test_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = tmp_path / "p"
    filled(profile).close()

    def run(*words: str) -> tuple[int, str, str]:
        status = main(["--profile", str(profile), "memory", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    status, out, _ = run("list")
    assert status == 0
    assert "you live in Bristol" in out
    assert "Anna" in out
    assert "from “I live in Bristol.”" in run("why", "2")[1]
    assert run("why", "77")[0] == 1
    assert run("export", str(tmp_path / "kept.md"))[0] == 0
    assert "## Anna" in (tmp_path / "kept.md").read_text(encoding="utf-8")
    assert run("export", str(tmp_path / "kept.jsonl"))[0] == 0
    head = json.loads((tmp_path / "kept.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert (head["memories"], head["turns"]) == (3, 3)
    assert run("forget", "Bristol")[0] == 0
    assert "Bristol" not in run("list")[1]
    assert "Bristol" not in (tmp_path / "kept.md").read_text(encoding="utf-8")
    assert b"Bristol" not in (profile / "memory.sqlite").read_bytes()
    assert run("forget", "something", "else")[0] == 1
    assert run("import", str(tmp_path / "nowhere"))[0] == 1
