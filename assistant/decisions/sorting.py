"""Sort what is said of a decision, unasked, to the option it speaks for or against. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.decisions.decision import LONGEST, MOST_POINTS, Decision, Point

_AGAINST = re.compile(
    r"(?i)\b(?:(?:i|we)(?:'d| would) (?:have to |need to )?(?:leave|lose|miss|give up|pay|be (?:alone|far|away|lonely|sad))|worse|too (?:far|expensive|dear|small|late|much|cold|hot)|"
    r"expensive|costs? (?:more|a lot)|less (?:money|time|pay)|lower|far (?:from|away)|can't|cannot|won't|don't (?:like|know|want)|risky?|scares? me|afraid|boring|noisy|lonely)\b"
)
_FOR = re.compile(
    r"(?i)\b(?:better|best|more (?:money|time|room|space|pay)|pays? (?:more|better|well)|closer|near(?:er)?|cheaper|love|nicer?|bigger|quieter|safer|easier|a good|great|has (?:a|the|my)|is where)\b"
)
_SMALL = frozenset(
    "take stay move here there leave live with from have that this into what like the and for job work".split()
)


def sorted_in(decision: Decision, words: str) -> Decision | None:
    """The decision with the points `words` make by themselves; None when they make none.

    "York pays better but I'd leave my friends" is a point for York and one against it.
    """
    found: list[Point] = []
    at = decision.at
    for part in re.split(r"(?i)[.;]\s+|,? (?=but\b)|, (?=and (?:i|it)\b)", words):
        plain = re.sub(r"(?i)^(?:but|and|also|well|so|though) ", "", part.strip(" .!,"))
        named = _option_in(decision, plain)
        against, good = bool(_AGAINST.search(plain)), bool(_FOR.search(plain))
        if not plain or against == good or (named is None and not (found or against)):
            continue
        at = at if named is None else named
        found.append(Point(at, good, plain[:LONGEST]))
    if not found:
        return None
    return replace(decision, points=(*decision.points, *found)[:MOST_POINTS], at=at)


def _option_in(decision: Decision, words: str) -> int | None:
    """The only option that shares a telling word with `words`."""
    said = _telling(words)
    hits = [at for at, option in enumerate(decision.options) if _telling(option) & said]
    if re.search(r"(?i)\b(?:here|staying|stay)\b", words):
        hits += [
            at
            for at, option in enumerate(decision.options)
            if re.search(r"(?i)\b(?:stay|here|as it is)\b", option) and at not in hits
        ]
    return hits[0] if len(hits) == 1 else None


def _telling(words: str) -> frozenset[str]:
    found = frozenset(re.findall(r"[a-zà-ÿ]{3,}", words.lower())) - _SMALL
    return frozenset(re.sub(r"ing$", "", word) for word in found)  # selling speaks of "sell"
