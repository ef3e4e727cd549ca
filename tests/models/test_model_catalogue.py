"""The list of models: complete, and never believed when it makes no sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.errors import Trouble
from assistant.models import catalogue
from assistant.models.store import DEFAULTS, MIND
from assistant.paths import RESOURCES

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = """
schema = 1
[hosts]
hub = ["hub.example"]
[models."m"]
purpose = "stt"
title = "M"
licence = "MIT"
total_size = 3
files = [{ name = "m.bin", size = 3, sha256 = "DIGEST" }]
sources = [{ kind = "url", host = "hub", files = { "m.bin" = "https://hub.example/m.bin" } }]
""".replace("DIGEST", "a" * 64)


def test_every_model_of_ours_makes_sense() -> None:
    models = catalogue.load()
    assert {*DEFAULTS, MIND} <= set(models)
    assert all(model.licence and model.title for model in models.values())


def test_the_defaults_can_be_had_from_two_places() -> None:
    for name in (*DEFAULTS, MIND):
        official, *packaged = catalogue.load()[name].sources
        assert isinstance(official, catalogue.Addresses)
        assert packaged


def test_a_small_list_is_read(tmp_path: Path) -> None:
    path = tmp_path / "models.toml"
    path.write_text(ENTRY)
    assert catalogue.load(path)["m"].size == 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("schema = 1", "schema = 2", id="another schema"),
        pytest.param("total_size = 3", "total_size = 4", id="sizes that do not add up"),
        pytest.param("size = 3, sha", "size = -3, sha", id="a negative size"),
        pytest.param("size = 3, sha", 'size = "3", sha', id="a size in words"),
        pytest.param("a" * 64, "A" * 64, id="a digest in capitals"),
        pytest.param('name = "m.bin"', 'name = "../m.bin"', id="a name that climbs"),
        pytest.param('[models."m"]', '[models."a/b"]', id="a model name with a slash"),
        pytest.param("https://", "http://", id="no encryption"),
        pytest.param("//hub.example/", "//evil.example/", id="a foreign host"),
        pytest.param("//hub.example/", "//hub.example@evil.example/", id="a host in disguise"),
        pytest.param('kind = "url"', 'kind = "ftp"', id="an unknown kind of source"),
        pytest.param('{ "m.bin" = ', '{ "n.bin" = ', id="a source without the file"),
        pytest.param('licence = "MIT"', "", id="no licence"),
        pytest.param("schema = 1", "schema = ", id="no TOML"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused(old: str, new: str, tmp_path: Path) -> None:
    path = tmp_path / "models.toml"
    path.write_text(ENTRY.replace(old, new, 1))
    with pytest.raises(Trouble, match="list of models cannot be read"):
        catalogue.load(path)


def test_a_missing_list_is_said(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="fetch or install OS1 again"):
        catalogue.load(tmp_path / "none.toml")


def test_parts_come_in_order_and_add_up() -> None:
    for model in catalogue.load().values():
        for source in model.sources:
            if isinstance(source, catalogue.Packages):
                for file in model.files:
                    parts = [m for w in source.wheels for m in w.members if m.file == file.name]
                    assert sum(part.size for part in parts) == file.size


def test_the_list_lies_with_the_resources() -> None:
    assert (RESOURCES / "models.toml").is_file()
