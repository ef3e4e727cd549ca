"""Hear what is in a text of any length: rules over every sentence first, then the other ears."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from assistant.dialogue.safety import meaning, others, own, scorer, weighing
from assistant.dialogue.safety.alarms import Alarm
from assistant.dialogue.safety.normal import lowered, plain, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Vector: TypeAlias = Sequence[float] | NDArray[np.float32]

LONG = 8_000  # characters; beyond that it is a paste, of which only windows with grave words are read closely
EDGE = 2_000  # characters at both ends of a paste, where the person's own words stand, read in full
WINDOW = 260  # characters looked at in one piece of a text without full stops
MOST_WINDOWS = 400  # of a paste; one with more grave words than that is asked about in any case

FEWEST_WORDS = 3  # of a clause the second ear is asked about by itself
MOST_CLAUSES = 24  # the last ones
_CLAUSES = re.compile(r"[,.;!?\n:]+|\b(?:and|but|so|because|then|cos|or)\b")

_GRAVEST = tuple(Alarm)


def alarm(text: str, vector: Vector = ()) -> Alarm | None:
    """What in `text` calls for care, the gravest first; None when nothing does. Any length.

    `vector`: of `put_for_meaning(text)`, from the model of meaning, where there is one.
    """
    if len(text) <= LONG:
        return _closely(text, vector)
    heard = {_closely(text[:EDGE]), _closely(text[-EDGE:], vector), *_paste(text)}
    return _gravest({one for one in heard if one})


def put_for_meaning(text: str) -> str:
    """`text` as the model of meaning gets it."""
    return meaning.put(plain_pieces(text[-EDGE:]))


def _gravest(found: set[Alarm]) -> Alarm | None:
    return next((one for one in _GRAVEST if one in found), None)


def plain_pieces(text: str) -> list[str]:
    """The sentences of `text` in their plain form."""
    return [plain(piece) for piece in _pieces(together(lowered(text)))]


def _closely(text: str, vector: Vector = ()) -> Alarm | None:
    pieces = plain_pieces(text)
    heard = {weighing.weigh(one) for one in windows(text, pieces, vector)}
    if len(pieces) > 1 and Alarm.EXPLICIT not in heard:
        outright = (one for one in pieces if Alarm.EXPLICIT in by_rule(one))
        heard |= {_closely(one) for one in outright}  # what is said beside it does not soften it
    return _gravest({one for one in heard if one})


def windows(text: str, pieces: list[str], vector: Vector = ()) -> Iterator[weighing.Heard]:
    """What every ear has to say of each window of `text`; `pieces`: its plain sentences. The third ear is asked about the last."""
    rule = _gravest({heard for piece in pieces for heard in by_rule(piece)})
    weaker = any(map(own.weaker, pieces))
    explained = any(map(own.explained, pieces))
    third = meaning.head() if len(vector) else None
    using = scorer.model()
    spans = list(scorer.windows(scorer.words_of(" ".join(pieces))))
    parts = clauses(text)
    if rule is None and any(own.heard(part) is Alarm.EXPLICIT for part in parts):
        rule = Alarm.INDIRECT  # said outright, though what stands beside it may explain it
    worst = _worst(parts, using) if using else None
    for at, span in enumerate(spans):
        yield weighing.Heard(
            rule=rule,
            weaker=weaker,
            explained=explained,
            grave=weighing.grave(" ".join(span)),
            named=weighing.named(" ".join(span)),
            resolved=weighing.resolved(" ".join(span)),
            harm=weighing.harm(" ".join(span)),
            words=len(span),
            likely=scorer.probabilities(span, using) if using else None,
            clause=worst,
            near=meaning.nearness(vector, third) if third and at == len(spans) - 1 else None,
            few=len(text.split()) <= weighing.FEW,
        )


def clauses(text: str) -> list[str]:
    """The plain clauses of at least FEWEST_WORDS; none when there is but one."""
    plainly = (" ".join(plain_pieces(part)) for part in _CLAUSES.split(lowered(text)))
    found = [one for one in plainly if len(one.split()) >= FEWEST_WORDS]
    return found[-MOST_CLAUSES:] if len(found) > 1 else []


def _worst(parts: Sequence[str], using: scorer.Model) -> Mapping[str, float] | None:
    """What the second ear says of the clause that sounds worst; None without one."""
    shares = [scorer.probabilities(scorer.words_of(one)[: scorer.LONGEST], using) for one in parts]
    return max(shares, key=lambda one: one["explicit"] + one["indirect"], default=None)


def by_rule(piece: str) -> set[Alarm]:
    """What the rules hear in one plain sentence."""
    mine, theirs = own.heard(piece), others.heard(piece)
    if theirs is Alarm.HELPER and not own.MINE.search(piece):
        mine = None
    return {heard for heard in (mine, theirs) if heard}


def _pieces(low: str) -> Iterator[str]:
    """Sentences; long ones in overlapping windows."""
    for sentence in re.split(r"[.!?;\n]+(?![a-z]\b[.*])", low):
        for at in range(0, max(len(sentence), 1), WINDOW // 2):
            piece = sentence[at : at + WINDOW]
            if at and len(piece) <= WINDOW // 2:
                break  # the window before held it whole
            if len(piece.strip()) > 2:  # "die" is the shortest that matters
                yield piece


# --- pastes ----------------------------------------------------------------------------------

_GRAVE = re.compile(
    r"kill|suicid|die\b|dying|dead|my life|myself|overdos|pills|tablets|breathing|choking|unconscious|selbstmord|umbringen|mourir|morir|stab|shoot|hang|wrists|bleach|alive|living|kms\b|unaliv|collapsed|hits me|beats me|hitting me"
)


def _paste(text: str) -> set[Alarm]:
    """What the rules hear in the windows of a long text around its grave words; time grows with its length."""
    found: set[Alarm] = set()
    seen: set[str] = set()
    end = -1
    low = text.lower()
    for place in _GRAVE.finditer(low):
        if place.start() < end:
            continue
        end = place.start() + WINDOW // 2
        window = low[max(0, place.start() - WINDOW // 2) : end]
        if window in seen:
            continue
        seen.add(window)
        if len(seen) > MOST_WINDOWS:
            return found | {Alarm.INDIRECT}
        for piece in _pieces(lowered(window)):
            if _GRAVE.search(piece):
                found |= by_rule(plain(piece))
        if Alarm.EXPLICIT in found or Alarm.EMERGENCY in found:
            return found
    return found
