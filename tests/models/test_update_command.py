"""`os1 update` tells what would be another in her models and voice, and does nothing before a yes."""

from __future__ import annotations

import argparse
import io
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from model_fakes import EAR, SMALL, SPEECH, World, digest

from assistant import sameness
from assistant.cli import update
from assistant.errors import Trouble
from assistant.models import catalogue
from assistant.models.catalogue import File
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from assistant.models.catalogue import Model
    from assistant.models.store import Store

OLD = SPEECH[::-1]


class Typing(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    world = World()
    monkeypatch.setattr(
        update, "Store", lambda *_words, **models: stored(world, tmp_path, **models)
    )
    monkeypatch.setattr(update, "DEFAULTS", ("ear",))
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    return world


def stored(world: World, folder: Path, **models: dict[str, Model]) -> Store:
    store = world.store(folder / "models")
    store.models = models.get("models", store.models)
    return store


def os1(profile: Path, *words: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", type=Path, default=profile)
    update.add(parser.add_subparsers())
    args = parser.parse_args(["update", *words])
    return int(args.run(args))


def had_before(world: World, folder: Path) -> None:
    """An older version of the ear is here, whole and verified."""
    older = replace(EAR, files=(File("ear.bin", len(OLD), digest(OLD)), EAR.files[1]))
    world.files = {"ear.bin": OLD, "ear.json": SMALL}
    store = stored(world, folder, models={"ear": older})
    assert store.get("ear") is not None
    world.files["ear.bin"] = SPEECH
    world.asked.clear()


def test_what_is_missing_is_told_and_fetched_only_after_a_yes(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert os1(tmp_path) == 0
    said = capsys.readouterr()
    assert "This would change (0.0 MB to fetch):" in said.out
    assert "The ear (how she understands speech): is not here yet, 0.0 MB to fetch" in said.out
    assert "Nothing was changed." in said.err
    assert world.asked == []
    assert os1(tmp_path, "--yes") == 0
    assert "ear: ready" in capsys.readouterr().out
    assert os1(tmp_path) == 0
    assert "nothing about her would change" in capsys.readouterr().out


@pytest.mark.parametrize(("typed", "done"), [("y\n", True), ("\n", False), ("no\n", False)])
def test_at_a_terminal_it_asks(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, done: bool
) -> None:
    monkeypatch.setattr("sys.stdin", Typing(typed))
    assert os1(tmp_path) == 0
    assert bool(world.asked) is done


def test_another_version_is_told_from_a_damaged_one(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    had_before(world, tmp_path)
    os1(tmp_path)
    assert "The ear (how she understands speech): another version takes its place" in capsys.readouterr().out  # fmt: skip
    path = tmp_path / "models" / "ear" / "ear.bin"
    path.write_bytes(OLD[:50])
    os1(tmp_path)
    assert "is damaged and is fetched again" in capsys.readouterr().out
    assert os1(tmp_path, "--yes") == 0
    assert path.read_bytes() == SPEECH


def test_another_voice_is_announced_with_what_it_was_before(
    world: World,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(update, "KOKORO_MODEL", "ear")
    now = f"The ear #{digest(SPEECH)[:16]}"
    for was, told in ((f"The ear #{digest(OLD)[:16]}", True), (now, False), ("", False)):
        sameness.save(tmp_path, sameness.Known(speech=was))
        os1(tmp_path)
        said = capsys.readouterr().out
        assert (f"rendered by something else: {now} in place of {was}" in said) is told
        os1(tmp_path, "--json")
        held = json.loads(capsys.readouterr().out)
        assert held["speech"] == ([was, now] if told else None)
        assert held["changes"] == [
            {"name": "ear", "purpose": "stt", "why": "new", "bytes": EAR.size}
        ]
    assert world.asked == []


def test_what_is_not_used_any_more_is_named(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "models" / "nose").mkdir(parents=True)
    (tmp_path / "models" / "nose" / "nose.bin").write_bytes(bytes(2_000_000))
    os1(tmp_path)
    assert "Not used any more: nose (2.0 MB). You may delete it." in capsys.readouterr().out
    assert (tmp_path / "models" / "nose" / "nose.bin").exists()


def test_an_os1_that_is_not_installed_yet_is_looked_into_and_nothing_is_done(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clone, wheel = tmp_path / "clone", tmp_path / "os1.whl"
    (clone / "resources").mkdir(parents=True)
    shutil.copy(RESOURCES / "models.toml", clone / "resources")
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(RESOURCES / "models.toml", "resources/models.toml")
    for place in (clone, wheel):
        assert update.models_in(place) == dict(catalogue.load())
        assert os1(tmp_path, "--yes", "--with", str(place)) == 0
        assert "nothing about her would change" in capsys.readouterr().out  # no default is in it
    assert world.asked == []
    for nothing in (tmp_path / "no.whl", tmp_path / "models"):
        with pytest.raises(Trouble):
            update.models_in(nothing)
