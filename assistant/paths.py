"""Where things live: resources in the package, models with the user, a profile in one folder."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

RESOURCES = Path(__file__).resolve().parent.parent / "resources"


def default_profile() -> Path:
    return Path(platformdirs.user_config_dir("os1", appauthor=False)) / "profile"


def models_folder() -> Path:
    """Models belong to the user, not to a profile. OS1_MODELS names another folder."""
    named = os.environ.get("OS1_MODELS")
    if named:
        return Path(named)
    return Path(platformdirs.user_data_dir("os1", appauthor=False)) / "models"


def phrases_folder() -> Path:
    """Her rendered fixed phrases: nothing of the person's, and made again when it is gone."""
    return Path(platformdirs.user_cache_dir("os1", appauthor=False)) / "phrases"


def private_folder(path: Path) -> Path:
    """Make `path` and its parents, readable by the user alone (0700 for the last)."""
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path
