"""Which of several things she told a correction is of: a name corrects a name, a place a place. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from assistant.memory.ranking import stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.memory.kept import Memory

ALIKE = 0.55  # "Anna" and "Hannah" are, "Leeds" and "Hannah" are not
_PLACES = frozenset(("lives in", "from", "born", "moving", "works at"))
_KINDS = (
    (re.compile(r"(?i)\b(?:name|called)\b"), frozenset(("name", "married to"))),
    (re.compile(r"(?i)\b(?:town|city|place|where|lives?|address)\b"), _PLACES),
    (re.compile(r"(?i)\b(?:job|works?|work)\b"), frozenset(("job", "works at"))),
    (re.compile(r"(?i)\b(?:age|old)\b"), frozenset(("age", "born"))),
)


@dataclass(frozen=True, slots=True)
class Unclear:
    """She asked which of the things she told is wrong; `right` is what holds instead, "" if unsaid."""

    right: str = ""


def fits(right: str, of: str, known: Sequence[Memory]) -> Sequence[Memory]:
    """Those of `known` that `right` can be meant for; never empty when `known` is not.

    `of` is the aspect the person named, "" for none. A word that sounds like an old value
    corrects that one; figures correct figures.
    """
    if len(known) < 2:
        return known
    if of:
        near = [one for one in known if one.aspect == of or {one.aspect, of} <= _PLACES]
        if near:
            return near[:1]
    if not right:
        return known
    like = [one for one in known if alike(right, one.value)]
    if like:
        return [max(like, key=lambda one: _alike(right, one.value))]
    if re.search(r"\d", right):
        return [one for one in known if re.search(r"\d", one.value)][:1] or known
    if re.match(r"(?:in|near|at|from) ", right):
        return [one for one in known if one.aspect in _PLACES][:1] or known
    return known


def alike(right: str, value: str) -> bool:
    """Whether one may have been heard, or typed, for the other."""
    return _alike(right, value) >= ALIKE


def named_by(text: str, known: Sequence[Memory]) -> Sequence[Memory]:
    """Those of `known` that an answer to "which?" names: "the name", "where she lives", "the first"."""
    low = text.lower()
    if re.search(r"\b(?:first|former)\b", low):
        return known[:1]
    if re.search(r"\b(?:second|last|latter)\b", low):
        return known[-1:]
    for pattern, aspects in _KINDS:
        if pattern.search(low) and (near := [one for one in known if one.aspect in aspects]):
            return near[:1]
    return [one for one in known if stems(one.value) & stems(text)]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio()
