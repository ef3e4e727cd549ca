"""One file per skill: a deterministic intent with its slots and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.dialogue.skills.skill import Skill


def all_skills() -> tuple[Skill, ...]:
    """Every skill, in the order in which they are asked."""
    from assistant.dialogue.skills import (
        again,
        clock,
        goodbye,
        greeting,
        help,  # noqa: A004 - named for what the person says
        names,
        pace,
        stop,
        sums,
        thanks,
        units,
        volume,
    )

    return (
        stop.Stop(),
        goodbye.Goodbye(),
        again.Again(),
        volume.Volume(),
        pace.Pace(),
        names.Names(),
        clock.Clock(),
        units.Units(),
        sums.Sums(),
        help.Help(),
        thanks.Thanks(),
        greeting.Greeting(),
    )
