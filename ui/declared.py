"""What the settings' declarations say: titles, explanations, limits, and why a value is refused.

The page is made from these alone, so that it cannot differ from what is accepted. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.errors import Trouble
from assistant.settings import Settings, checked
from ui.wording import tr

if TYPE_CHECKING:
    from assistant.settings import Value

STEP = 0.05  # of a number that is slid


def title(name: str) -> str:
    return tr(Settings.model_fields[name].title or name)


def explained(name: str) -> str:
    """One line on what the setting does."""
    return tr(Settings.model_fields[name].description or "")


def longest(name: str) -> int:
    """Characters of a text."""
    return int(_bound(name, "max_length", 200))


def limits(name: str) -> tuple[float, float]:
    """The range of a number, both ends included."""
    return float(_bound(name, "ge", 0.0)), float(_bound(name, "le", 1.0))


def amount(name: str, value: float) -> str:
    """A share as per cent; a factor, where 1 is usual, as it is."""
    return f"{round(value * 100)} %" if limits(name)[1] <= 1.0 else f"{value:.2f} ×"


def objection(settings: Settings, name: str, value: Value) -> str:
    """Why `name` can't be set to `value`, in one sentence; empty when it can."""
    try:
        checked(settings, name, value)
    except Trouble as trouble:
        return tr("{title} can't be empty.", title=title(name)) if value == "" else trouble.what
    return ""


def _bound(name: str, kind: str, default: float) -> Any:
    found = (getattr(rule, kind, None) for rule in Settings.model_fields[name].metadata)
    return next((limit for limit in found if limit is not None), default)
