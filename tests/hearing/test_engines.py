"""Which recognisers there are, and which is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.errors import Trouble
from assistant.hearing.engines import chosen, engines, opened_or_fall_back
from assistant.hearing.recogniser import FALL_BACK, WHISPER_FILES

if TYPE_CHECKING:
    from pathlib import Path


def whole(folder: Path) -> Path:
    for name in WHISPER_FILES:
        (folder / name).write_bytes(b"not a model")
    return folder


def test_online_engines_are_named_as_such_and_off() -> None:
    online = [engine for engine in engines(None) if not engine.local]
    assert len(online) > 5
    assert not any(engine.available for engine in online)
    assert all("leaves this computer" in engine.why for engine in online)


def test_without_a_model_pocketsphinx_is_there(tmp_path: Path) -> None:
    available = {engine.name for engine in engines(None) if engine.available}
    assert available == {FALL_BACK}
    assert {engine.name for engine in engines(whole(tmp_path)) if engine.available} == {
        "whisper", "faster-whisper", FALL_BACK,
    }  # fmt: skip


def test_auto_takes_the_best_that_is_here(tmp_path: Path) -> None:
    assert chosen("auto", None) == FALL_BACK
    assert chosen("auto", tmp_path) == FALL_BACK
    assert chosen("auto", whole(tmp_path)) == "whisper"
    assert chosen(FALL_BACK, tmp_path) == FALL_BACK


def test_an_unknown_engine_is_one_sentence() -> None:
    with pytest.raises(Trouble, match="no recogniser called 'shorthand'"):
        chosen("shorthand", None)


@pytest.mark.parametrize("engine", ["whisper", "faster-whisper"])
@pytest.mark.real
@pytest.mark.filterwarnings("ignore:.* slated for removal in Python 3.13:DeprecationWarning")
def test_a_damaged_model_gives_way_to_pocketsphinx(tmp_path: Path, engine: str) -> None:
    recogniser, why = opened_or_fall_back(engine, whole(tmp_path))
    assert recogniser.name == FALL_BACK
    assert why is not None
    assert "damaged" in why.what
    assert recogniser.recognise(bytes(32_000)).text == ""
