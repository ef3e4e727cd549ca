"""Do what a reply promised: the acts that change a setting, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.ports import Act
    from assistant.settings import SettingsFile

# act: (its argument, the setting it changes)
SETTINGS = {
    "rename": ("name", "her_name"),
    "call_me": ("name", "your_name"),
    "louder": ("volume", "volume"),
    "quieter": ("volume", "volume"),
    "volume": ("volume", "volume"),
    "slower": ("pace", "pace"),
    "faster": ("pace", "pace"),
    "pace": ("pace", "pace"),
    "minor": ("minor", "minor"),
    "private": ("private", "private"),
    "speaks_first": ("value", "speaks_first"),
}


def perform(act: Act, settings_file: SettingsFile) -> None:
    """Change the setting `act` names; other acts ("goodbye", "crisis", "stop", "again") are the conversation's.

    Raises Trouble when the value does not fit or cannot be saved.
    """
    if act.name not in SETTINGS:
        return
    argument, setting = SETTINGS[act.name]
    if act.name == "minor" and not act.arguments[argument]:
        return  # nothing said switches it off
    settings_file.change(setting, act.arguments[argument])
