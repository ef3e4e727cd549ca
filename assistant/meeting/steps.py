"""Where the first meeting stands: one frozen value, which is what is kept after every step."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assistant.settings import Value  # noqa: TC001 - read at run time, when the file is checked


class Step(StrEnum):
    """What is waited for. The setup voice asks up to AGE; from NAME on it is she who speaks."""

    HELLO = "hello"  # what to call the person; shows too that they are heard
    PURPOSE = "purpose"
    SOCIAL = "social"
    VOICE = "voice"
    MANNER = "manner"
    CLOSE = "close"
    AGE = "age"
    COMING = "coming"  # silence; the figure closes into a ring
    NAME = "name"
    CHANGES = "changes"
    DONE = "done"


ORDER = tuple(Step)


@dataclass(frozen=True, slots=True)
class Meeting:
    """`answers` by step: a key such as "order", or words of the person's such as a name.

    `candidate` is the voice or the name on offer, `declined` the names that were not wanted;
    `before` holds what the settings were that an answer changed, `undone` the steps taken back.
    `puzzled`: the answer to this question was not understood once.
    """

    step: Step = Step.HELLO
    answers: dict[str, str] = field(default_factory=dict)
    candidate: str = ""
    declined: tuple[str, ...] = ()
    before: dict[str, Value] = field(default_factory=dict)
    undone: tuple[str, ...] = ()
    puzzled: bool = False
    again: bool = False  # they have met before: the name they agreed on stays unless it is changed

    @property
    def over(self) -> bool:
        return self.step is Step.DONE

    @property
    def hers(self) -> bool:
        """She speaks herself; the figure is whole."""
        return self.step in {Step.NAME, Step.CHANGES, Step.DONE}

    @property
    def share(self) -> float:
        """How far the figure has wound itself into being, 0..1."""
        at = ORDER.index(self.step)
        return min(1.0, at / ORDER.index(Step.NAME))


def after(step: Step) -> Step:
    return ORDER[min(ORDER.index(step) + 1, len(ORDER) - 1)]


def before(step: Step) -> Step:
    return ORDER[max(ORDER.index(step) - 1, 0)]
