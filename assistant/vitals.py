"""What the living parts know of themselves, as one value: processes, models, sizes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings


class Condition(StrEnum):
    WELL = "well"
    PREPARING = "preparing"
    MISSING = "missing"  # she goes on without it
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class ChildVitals:
    """One supervised process: is it up, and how often it had to be started again."""

    name: str
    up: bool
    restarts: int
    last_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelVitals:
    """One model of the catalogue as it lies on the disk; `fetched` runs 0..1."""

    name: str
    title: str
    licence: str
    size: int
    condition: Condition
    needed: bool = False
    fetched: float = 0.0


@dataclass(frozen=True, slots=True)
class Vitals:
    """What the living parts know of themselves. Sizes in bytes, `level` in dBFS."""

    settings: Settings
    children: tuple[ChildVitals, ...] = ()
    engine: str = ""  # the recogniser at work; empty before there is one
    judges: bool = False  # the end-of-turn model is at work
    neural: bool = False  # her own voice speaks
    voices: int = 0
    mind: str = ""
    models: tuple[ModelVitals, ...] = ()
    fetching: bool = False
    models_bytes: int = 0
    profile_bytes: int = 0
    free_bytes: int = 0
    level: float = 0.0
    memory: str = ""  # how it lies on the disk; empty while it is not open
