"""`os1 models`: what it prints, and with which status it ends."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

import pytest
from model_fakes import SPEECH, World

from assistant.cli import models
from assistant.errors import Trouble

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    world = World()
    monkeypatch.setattr(models, "Store", lambda _: world.store(tmp_path))
    monkeypatch.setattr(models, "DEFAULTS", ("ear",))
    return world


def os1(*words: str) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--mind", default="auto")
    models.add(parser.add_subparsers())
    args = parser.parse_args(["models", *words])
    return int(args.run(args))


def test_getting_listing_verifying_and_removing(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert os1("get", "--default") == 0
    assert "ear: ready" in capsys.readouterr().out
    assert os1("list") == 0
    assert "MIT  (default)" in capsys.readouterr().out
    assert os1("verify") == 0
    (tmp_path / "ear" / "ear.bin").write_bytes(SPEECH[:9])
    assert os1("verify", "ear") == 1
    assert "ear: damaged" in capsys.readouterr().out
    assert os1("remove", "ear") == 0
    assert "freed" in capsys.readouterr().out


def test_json_is_all_there_is_on_stdout(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert os1("get", "ear", "--json") == 0
    assert "ear" in json.loads(capsys.readouterr().out)["ready"]
    assert os1("list", "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["models"][0]["state"] == "ready"
    assert said.err == ""


def test_an_unknown_name_is_said_before_anything_is_fetched(world: World) -> None:
    with pytest.raises(Trouble, match="no model called 'nose'"):
        os1("get", "ear", "nose")
    assert world.asked == []


def test_getting_nothing_is_asked_back(world: World) -> None:
    with pytest.raises(Trouble, match="Which model"):
        os1("get")
