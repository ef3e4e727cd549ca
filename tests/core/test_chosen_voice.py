"""A voice that was chosen and is gone gives way to the default, once it is known that it is gone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from assistant.ports import VoiceInfo
from assistant.settings import DEFAULTS, SettingsFile
from assistant.upkeep import Upkeep

if TYPE_CHECKING:
    from pathlib import Path

    from assistant import events as e

HOUSE = VoiceInfo("warm", "Warm", "neural", "en-us")
GERMAN = VoiceInfo("system:gmw/de", "German (system)", "system", "de")


def started(folder: Path, chosen: str, *voices: VoiceInfo) -> tuple[SettingsFile, list[e.Fact]]:
    """The settings after a start with these voices, and what was told."""
    SettingsFile.load(folder).change("voice", chosen)
    settings, told = SettingsFile.load(folder), []
    live = SimpleNamespace(settings=settings, voices=voices)
    Upkeep(live, told.append).check_voice()
    return settings, told


@pytest.mark.parametrize("chosen", ["system:gmw/welsh", "velvet"])
def test_it_gives_way_is_said_once_and_the_file_is_kept(tmp_path: Path, chosen: str) -> None:
    settings, told = started(tmp_path, chosen, HOUSE, GERMAN)
    assert settings.now == DEFAULTS
    assert [fact.key for fact in told] == ["chosen voice"]
    assert chosen in (tmp_path / "settings.toml.bad").read_text()
    again = []
    Upkeep(
        SimpleNamespace(settings=SettingsFile.load(tmp_path), voices=(HOUSE,)), again.append
    ).check_voice()
    assert again == []


@pytest.mark.parametrize(
    "voices", [(), (HOUSE,)], ids=["nobody could be asked", "the system could not"]
)
def test_while_nobody_knows_what_is_here_it_stays_chosen(
    tmp_path: Path, voices: tuple[VoiceInfo, ...]
) -> None:
    settings, told = started(tmp_path, "system:gmw/de", *voices)
    assert settings.now.voice == "system:gmw/de"
    assert told == []


def test_one_that_is_here_stays_chosen(tmp_path: Path) -> None:
    settings, told = started(tmp_path, "system:gmw/de", HOUSE, GERMAN)
    assert settings.now.voice == "system:gmw/de"
    assert told == []
