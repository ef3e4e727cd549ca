"""Hear what is in a text of any length: rules over every sentence first, then the second ear, which only raises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.dialogue.safety import others, own, scorer
from assistant.dialogue.safety.alarms import Alarm
from assistant.dialogue.safety.normal import lowered, plain, together

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 8_000  # characters; beyond that it is a paste, of which only windows with grave words are read closely
EDGE = 2_000  # characters at both ends of a paste, where the person's own words stand, read in full
WINDOW = 260  # characters looked at in one piece of a text without full stops
MOST_WINDOWS = 400  # of a paste; one with more grave words than that is asked about in any case

FEWEST_WORDS = 4  # less is too little for the second ear to go by

_GRAVEST = tuple(Alarm)


def alarm(text: str) -> Alarm | None:
    """What in `text` calls for care, the gravest first; None when nothing does. Any length."""
    if len(text) <= LONG:
        return _gravest(_closely(text))
    found = {*_closely(text[:EDGE]), *_closely(text[-EDGE:]), *_paste(text)}
    return _gravest(found)


def _gravest(found: set[Alarm]) -> Alarm | None:
    return next((one for one in _GRAVEST if one in found), None)


def _closely(text: str) -> set[Alarm]:
    low = together(lowered(text))
    pieces = [plain(piece) for piece in _pieces(low)]
    found = {heard for piece in pieces for heard in by_rule(piece)}
    return found | by_score(pieces, hinted=Alarm.INDIRECT in found)


def by_rule(piece: str) -> set[Alarm]:
    """What the rules hear in one plain sentence."""
    mine, theirs = own.heard(piece), others.heard(piece)
    if theirs is Alarm.HELPER and not own.MINE.search(piece):
        mine = None
    return {heard for heard in (mine, theirs) if heard}


def by_score(pieces: list[str], *, hinted: bool) -> set[Alarm]:
    """What the second ear hears in the sentences, one by one and together: a question, or when it is sure more.

    `hinted`: a rule has heard that it may be meant; then less is needed to take it as meant.
    """
    using = scorer.model()
    if using is None:
        return set()
    whole = scorer.words_of(" ".join(pieces))
    found: set[Alarm] = set()
    spans = list(scorer.windows(whole))
    if len(pieces) > 1:
        spans += [span for piece in pieces for span in scorer.windows(scorer.words_of(piece))]
    weaker = any(own.weaker(piece) for piece in pieces)
    settled = any(own.explained(piece) for piece in pieces)
    for span in spans:
        if span:
            found |= _raised(
                scorer.probabilities(span, using),
                using,
                words=len(span),
                hinted=hinted,
                settled=settled,
                weaker=weaker,
            )
    return found


def _raised(
    likely: dict[str, float],
    using: scorer.Model,
    *,
    words: int,
    hinted: bool,
    settled: bool,
    weaker: bool,
) -> set[Alarm]:
    own_risk = likely["explicit"] + likely["indirect"]
    if settled:  # a saying, a denial, a story: it takes much to ask all the same
        return {Alarm.INDIRECT} if own_risk >= using.thresholds["settled.ask"] else set()
    sure = {
        Alarm(name)
        for name, share in likely.items()
        if name != "none" and share >= using.thresholds[f"sure.{name}"]
    }
    if weaker and own_risk >= using.thresholds["weaker.explicit"]:
        sure.add(Alarm.EXPLICIT)
    if hinted and likely["explicit"] >= using.thresholds["hinted.explicit"]:
        sure.add(Alarm.EXPLICIT)
    if own_risk >= using.thresholds["ask"] and words >= FEWEST_WORDS:
        sure.add(Alarm.INDIRECT)
    return sure - ({Alarm.INDIRECT} if sure & {Alarm.HELPER, Alarm.ABUSE} else set())


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
