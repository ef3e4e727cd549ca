"""Her manner as it shows in what she says: which lines she prefers, how she puts them, how much she asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from assistant.dialogue import guessing
from assistant.dialogue.english import plain, stems, words_of
from assistant.dialogue.move import Doing
from assistant.dialogue.phrases import lower_first
from assistant.growth.account import script
from assistant.growth.manner import Manner

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from assistant.dialogue.history import History
    from assistant.dialogue.move import Move
    from assistant.dialogue.said import Said
    from assistant.dialogue.skills.skill import Skill


class Grown(Protocol):
    """What the dialogue reads of how she has grown; anew at each turn."""

    @property
    def manner(self) -> Manner: ...
    @property
    def feelings(self) -> str: ...
    @property
    def not_here(self) -> frozenset[str]: ...
    def for_a_mind(self) -> str: ...
    def skills(self) -> tuple[Skill, ...]: ...


class AsWritten:
    """Her persona as it is, and no guesses: for a dialogue that has nobody to grow with."""

    manner = Manner()
    feelings = "light"
    not_here: frozenset[str] = frozenset()

    def for_a_mind(self) -> str:
        return ""

    def skills(self) -> tuple[Skill, ...]:
        return ()


QUESTIONS_IN_A_ROW = {-2: 0, -1: 1, 0: 2, 1: 3, 2: 4}
SENTENCES = {-2: 1, -1: 2, 0: 2, 1: 3, 2: 4}  # of a mind's, where nothing was asked of it
BY_LENGTH = {-2: 0.25, -1: 0.5, 1: 0.5, 2: 0.25}  # the share of lines that stay
BY_SOFTNESS = {-2: 0.4, -1: 0.6, 1: 0.6, 2: 0.4}
TELLS = {-2: 1.0, -1: 0.5, 1: 0.5, 2: 0.8}  # how often lines that ask stay away, or come alone
REMARKS = {1: 0.35, 2: 0.7}  # how often a dry remark comes first
MORE = {1: 0.5, 2: 0.9}  # how often a second line comes before hers
NAMES = {1: 0.15, 2: 0.35}
SHORTEST_CALLED = 4  # words; before fewer a name sounds like a reproach

_TO_WHAT_IS_TOLD = frozenset((Doing.ASK, Doing.FEEL, Doing.GLAD, Doing.REMARK))
_SOFT = re.compile(
    r"\b(?:maybe|perhaps|might|may|could|would|i think|i suspect|i'd|if you like|a little|a bit|rather|sorry|i imagine|i wonder|i take it|i can see|gladly|kind)\b"
)
_FULL = (
    (r"\b([Ii]s|[Aa]re|[Ww]as|[Ww]ere|[Dd]o|[Dd]oes|[Dd]id|[Hh]as|[Hh]ave|[Cc]ould|[Ww]ould|[Ss]hould)n't (you|it|there|they|he|she|we|that)\b", r"\1 \2 not"),
    (r"\b([Cc])an't\b", r"\1annot"), (r"\b([Ww])on't\b", r"\1ill not"), (r"\b([Ss])han't\b", r"\1hall not"),
    (r"\b(\w+)n't\b", r"\1 not"), (r"\b([Ll])et's\b", r"\1et us"), (r"\bI'm\b", "I am"),
    (r"\b([Yy]ou|[Ww]e|[Tt]hey)'re\b", r"\1 are"), (r"\b(\w+)'ve\b", r"\1 have"), (r"\b(\w+)'ll\b", r"\1 will"),
    (r"\b([Ii]t|[Tt]hat|[Ww]hat|[Ww]ho|[Tt]here|[Hh]ere|[Ww]here|[Hh]ow|[Hh]e|[Ss]he)'s (?=(?:been|become|got|had|happened|gone|come)\b)", r"\1 has "),
    (r"\b([Ii]t|[Tt]hat|[Ww]hat|[Ww]ho|[Tt]here|[Hh]ere|[Ww]here|[Hh]ow|[Hh]e|[Ss]he)'s\b", r"\1 is"),
    (r"\bI'd (?=(?:been|had|hoped|thought)\b)", "I had "), (r"\bI'd\b", "I would"),
)  # fmt: skip
_SHORT = (
    (r"\bI am\b(?! (?:to|not)\b)", "I'm"), (r"\b([Dd])o not\b", r"\1on't"), (r"\b([Ii])t is\b(?=\s\w)", r"\1t's"),
    (r"\b([Ww])hat is\b(?=\s\w)", r"\1hat's"), (r"\bI would\b", "I'd"), (r"\bAll right\b", "Okay"),
    (r"\bvery\b", "really"), (r"\bGood\. ", "Nice. "), (r"\bMm-hm\b", "Yep"),
)  # fmt: skip


class Bearing:
    """`grown` is read anew each time; all chance comes from `rng`, and none is used while all is usual."""

    def __init__(self, grown: Grown | None, rng: random.Random) -> None:
        self.grown: Grown = grown or AsWritten()
        self.guesses = grown is not None
        self._rng = rng

    @property
    def manner(self) -> Manner:
        return self.grown.manner

    # --- which line --------------------------------------------------------------------

    def preferred(self, lines: Sequence[str]) -> list[str]:
        """Those of `lines` (templates, not none) that suit her manner; never none."""
        manner, kept = self.manner, list(lines)
        if self.guesses and self.grown.feelings == "off":
            kept = _less(kept, guessing.presumes)
        if barred := guessing.barred(self.grown.not_here):
            kept = _less(kept, lambda line: bool(guessing.named(line) & barred))
        if manner.nicknames < 0:
            kept = _less(kept, lambda line: "{name}" in line)
        kept = self._by_humour(kept)
        if manner.questions and len(kept) > 1 and self._rng.random() < TELLS[manner.questions]:
            asks = manner.questions > 0
            kept = _less(kept, lambda line: ("?" in line) is not asks)
        if level := manner.talkativeness:
            kept = _end(kept, lambda line: len(line.split()), level > 0, BY_LENGTH[level])
        if level := manner.directness:
            kept = _end(kept, softness, level < 0, BY_SOFTNESS[level])
        return kept

    def _by_humour(self, lines: list[str]) -> list[str]:
        level = self.manner.humour
        if level < 0:
            return _less(lines, is_dry)
        if level > 0 and any(map(is_dry, lines)) and self._rng.random() < REMARKS[level]:
            return [line for line in lines if is_dry(line)]
        return lines

    # --- how it is put -----------------------------------------------------------------

    def put(self, line: str) -> str:
        """A template of hers as formally as she speaks; slots stay as they are."""
        level = self.manner.formality
        for pattern, instead in _FULL if level > 0 else _SHORT if level < 0 else ():
            line = re.sub(pattern, instead, line)
        return line

    def lead(
        self,
        own: str,
        move: Move,
        said: Said,
        again: Callable[[], str],
        *,
        recent: frozenset[str] = frozenset(),
    ) -> str:
        """What comes before the reply to something told: a dry remark, a second line from `again`; or "".

        `own` is her own line for the move, `recent` what she said lately; neither is said twice.
        """
        if move.name not in _TO_WHAT_IS_TOLD or not move.worded:
            return ""
        more = MORE.get(self.manner.talkativeness, 0.0)
        second = _beside(again(), own) if more and self._rng.random() < more else ""
        return f"{self._remark(said, recent)} {second}".strip()

    def called(self, own: str, name: str) -> str:
        """Her line with the person's name, now and then, where she is to say it."""
        calls = NAMES.get(self.manner.nicknames, 0.0)
        if name and calls and name not in own and _may_follow(own) and self._rng.random() < calls:
            return f"{name}, {lower_first(own)}"
        return own

    def _remark(self, said: Said, recent: frozenset[str]) -> str:
        often = REMARKS.get(self.manner.humour, 0.0)
        remarks = script()["remarks"].get(said.topic, ())
        if not often or said.mood < 0 or said.feeling or said.person or not remarks:
            return ""
        fresh = [one for one in remarks if plain(self.put(one)) not in recent]
        if not fresh or self._rng.random() >= often:
            return ""
        return self.put(self._rng.choice(fresh))

    def slots(self, slots: dict[str, str]) -> dict[str, str]:
        """What a line may take up; where no feelings are wanted, not even one that was told."""
        unwanted = self.guesses and self.grown.feelings == "off"
        return {k: v for k, v in slots.items() if k != "feeling"} if unwanted else slots

    # --- how much ----------------------------------------------------------------------

    def most_questions(self) -> int:
        """How many of her replies may end with a question, one after the other."""
        return QUESTIONS_IN_A_ROW[self.manner.questions]

    def most_sentences(self, usual: int) -> int:
        """Of a mind's reply."""
        level = self.manner.talkativeness
        return max(1, usual + level) if level < 0 else usual + level

    # --- what is felt ------------------------------------------------------------------

    def guess(self, said: Said, history: History) -> str:
        """A feeling to offer; "" for none."""
        if not self.guesses:
            return ""
        return guessing.guess(said, history, self.grown.feelings, self.grown.not_here)

    def guess_line(self, feeling: str, turn: int) -> str:
        lines = script()["guesses"]["lines"]
        return self.put(str(lines[turn % len(lines)])).format(feeling=feeling)

    def unfelt(self, heard: str) -> frozenset[str]:
        """The feelings a mind must not put into the person; those they named themselves are theirs."""
        if self.guesses and self.grown.feelings == "off":
            return frozenset(guessing.FEELINGS) - guessing.named(heard)
        return guessing.barred(self.grown.not_here) - guessing.named(heard)


def is_dry(line: str) -> bool:
    """Whether a line of hers is there for its humour."""
    return line in script()["dry"]["house"]


def _may_follow(own: str) -> bool:
    """Whether a line can stand behind a name: long enough, and not begun with a word of theirs."""
    first = own.split(" ", 1)[0]
    hers = lower_first(own) != own or first.split("'")[0] == "I"
    return hers and len(own.split()) >= SHORTEST_CALLED


def softness(line: str) -> int:
    return len(_SOFT.findall(line.lower()))


def _less(lines: list[str], unwanted: Callable[[str], bool]) -> list[str]:
    return [line for line in lines if not unwanted(line)] or lines


def _end(lines: list[str], measure: Callable[[str], int], most: bool, share: float) -> list[str]:
    """The `share` of the lines that has the most, or the least, of something; at least one."""
    ranked = sorted(lines, key=measure, reverse=most)
    return ranked[: max(1, round(len(ranked) * share))]


def _beside(line: str, own: str) -> str:
    """A line that can stand before `own`; "" where it asks, is short, or says much the same."""
    alike = len(stems(line) & stems(own)) >= 2
    return "" if "?" in line or line == own or alike or len(words_of(line)) < 3 else line
