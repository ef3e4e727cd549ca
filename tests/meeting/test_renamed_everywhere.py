"""After a rename: what the recogniser listens for, what lies rendered on the disk, what the desktop is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.dialogue import persona
from assistant.keeping import spoken_of
from assistant.rehearsing import phrases
from assistant.settings import DEFAULTS, SettingsFile
from assistant.voice.clauses import clauses

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = "Zelda", "Nora"


def test_the_recogniser_is_told_the_new_name_and_no_longer_the_old(tmp_path: Path) -> None:
    file = SettingsFile.load(tmp_path)
    file.change("your_name", "Theo")
    file.change("her_name", OLD)
    assert spoken_of(file.now, ("Anna",)) == (OLD, "Theo", "Anna")
    file.change("her_name", NEW)
    assert spoken_of(file.now, ("Anna",)) == (NEW, "Theo", "Anna")
    assert spoken_of(SettingsFile.load(tmp_path).now, ())[0] == NEW


def test_no_phrase_that_is_kept_rendered_has_a_name_in_it() -> None:
    kept = phrases(persona.load(), clauses)
    assert len(kept) > 10
    assert not [one for one in kept if "{" in one or DEFAULTS.her_name in one]
