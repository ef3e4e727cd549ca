"""Arithmetic as people say it: seven times eight, 15 per cent of 80, the square root of 144."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import TYPE_CHECKING

from assistant.dialogue.numerals import in_figures
from assistant.dialogue.skills.skill import Reply, Talk
from assistant.dialogue.text import bare

if TYPE_CHECKING:
    from assistant.ports import Heard

LARGEST_POWER = 400  # exponents beyond are refused
MOST_DIGITS = 15  # larger results are told by their size

_CUE = re.compile(
    r"^(?:(?:can|could|would) you (?:tell me|calculate|work out|compute|say) |do you know |tell me |i need )?(?:what(?:'s| is| are| does| do)|whats|how much (?:is|are|does|do)|calculate|compute|work out|solve|add up|add|and|how many (?:is|are)|the (?:sum|product|result) of)? ?"
)
_TAIL = re.compile(r"(?: (?:equals?|is|make|makes|come to|give|amount to|add up to))?(?: =)? ?=?$")
_WORDS: tuple[tuple[str, str], ...] = (
    (r"\b(?:to the power of|to the power|raised to(?: the power of)?)\b|\*\*", " ^ "),
    (r"\b(?:multiplied by|times)\b|[x×*·](?![a-z])", " * "),
    (r"(?<=\d )(?:time|tines|multiply by|multiplied with)(?= \d)", " * "),  # as recognisers write it
    (r"\b(?:divided by|over)\b|÷", " / "),
    (r"(?<=\d )(?:divide by|divided)(?= \d)", " / "),
    (r"\bsquared\b", " ^ 2 "),
    (r"\bcubed\b", " ^ 3 "),
    (r"\b(?:plus|added to)\b", " + "),
    (r"\b(?:minus|take away|less|subtract)\b|[–−]", " - "),
    (r"(?<=\d )(?:miners|minors)(?= \d)", " - "),
    (r"\b(?:the )?(?:square )?root of\b|√|\bsqrt(?: of)?\b", " sqrt "),
    (r"\b(?:the )?cube root of\b", " cbrt "),
    (r"(?:%|\bper ?cent\b) (?:of )", " pct "),
    (r"\b(?:a |one )?half of\b|\b1/2 of\b", " 0.5 * "),
    (r"\b(?:a |one |1 )?third of\b", " 1 / 3 * "),
    (r"\b(?:a |one |1 )?quarter of\b", " 0.25 * "),
    (r"\b(?:a |one |1 )?tenth of\b", " 0.1 * "),
    (r"\b(?:double|twice)\b", " 2 * "),
    (r"\b(?:triple|thrice)\b", " 3 * "),
    (r"\bnegative\b", " - "),
)  # fmt: skip
_TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+|sqrt|cbrt|pct|[-+*/^()])")
_DATES = re.compile(r"^(?:24 ?/ ?7|9 ?/ ?11|50 ?/ ?50)$")


class _NoSum(Exception):  # noqa: N818 - only says that this is not for us
    pass


class _TooMuch(Exception):  # noqa: N818 - said to the person in words
    pass


class Sums:
    """Works out a sum when the whole turn is one."""

    name = "sums"

    async def answer(self, heard: Heard, talk: Talk) -> Reply | None:
        plain = bare(heard.text)
        if len(plain) > 200 or _DATES.match(plain):
            return None
        try:
            value = worked_out(plain)
        except _NoSum:
            return None
        except ZeroDivisionError:
            return Reply(_pick(talk, _BY_ZERO, ""))
        except _TooMuch:
            return Reply(_pick(talk, _HUGE, ""))
        return Reply(_pick(talk, _TOLD, told(value)))


_TOLD = (
    "That's {x}.",
    "{x}.",
    "It comes to {x}.",
    "{x}, if I've heard you right.",
    "That makes {x}.",
)
_BY_ZERO = (
    "Dividing by zero has no answer. That's not me being difficult.",
    "Nobody can divide by zero, not even a computer.",
    "By zero, nothing sensible comes out.",
)
_HUGE = (
    "That number is too large for me to say.",
    "That grows past anything I could say aloud.",
    "Too big a number for one breath, I'm afraid.",
)


def _pick(talk: Talk, pool: tuple[str, ...], x: str) -> str:
    """In turn, so that the same sum twice is not told twice in the same words."""
    lines = [line.format(x=x) for line in pool]
    lines = [line[:1].upper() + line[1:] for line in lines]
    said = [one.meant for one in talk.history.exchanges]
    return min(lines, key=said.count)


def worked_out(plain: str) -> Fraction:
    """The value of a spoken sum. Raises _NoSum when the text is anything else."""
    text = re.sub(r"\bcube root\b", "cube_root", _CUE.sub("", in_figures(_halves(plain)), count=1))
    text = _TAIL.sub("", text).replace("cube_root", "cube root")
    adding = bool(re.match(r"^\d[\d.]* and \d[\d.]*$", text)) and re.search(
        r"\badd\b|\bsum of\b", plain
    )
    text = text.replace(" and ", " + ") if adding else text
    text = re.sub(r"\b(?:the )?cube root of\b", " cbrt ", text)
    for pattern, sign in _WORDS:
        text = re.sub(pattern, sign, text)
    tokens, at = [], 0
    text = text.strip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if not found:
            raise _NoSum
        tokens.append(found[1])
        at = found.end()
    if not any(token[-1].isdigit() for token in tokens) or all(
        _is_number(token) for token in tokens
    ):
        raise _NoSum
    if tokens[0] == "-" and len(tokens) == 2:
        raise _NoSum  # "minus five" asks nothing
    return _Reader(tokens).whole()


def _halves(plain: str) -> str:
    return re.sub(
        r"\b(\w+) and a half\b",
        lambda found: f"{in_figures(found[1])}.5" if in_figures(found[1]).isdigit() else found[0],
        plain,
    )


def _is_number(token: str) -> bool:
    return token[-1].isdigit()


class _Reader:
    """Recursive descent over the tokens; powers bind to the right, per cents like products."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def whole(self) -> Fraction:
        value = self._sum()
        if self._at != len(self._tokens):
            raise _NoSum
        return value

    def _next(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _take(self) -> str:
        token = self._next()
        self._at += 1
        return token

    def _sum(self) -> Fraction:
        value = self._product()
        while self._next() in {"+", "-"}:
            value = value + self._product() if self._take() == "+" else value - self._product()
        return _bounded(value)

    def _product(self) -> Fraction:
        value = self._signed()
        while self._next() in {"*", "/", "pct"}:
            match self._take():
                case "*":
                    value *= self._signed()
                case "/":
                    value /= self._signed()
                case _:
                    value = value * self._signed() / 100
        return _bounded(value)

    def _signed(self) -> Fraction:
        match self._next():
            case "-":
                self._take()
                return -self._signed()
            case "sqrt" | "cbrt" as root:
                self._take()
                return _root(self._signed(), 2 if root == "sqrt" else 3)
            case _:
                return self._power()

    def _power(self) -> Fraction:
        base = self._atom()
        if self._next() != "^":
            return base
        self._take()
        exponent = self._signed()
        if abs(exponent) > LARGEST_POWER:
            raise _TooMuch
        if exponent.denominator != 1:
            if base < 0:
                raise _NoSum
            return Fraction(float(base) ** float(exponent))
        return _bounded(base ** int(exponent))

    def _atom(self) -> Fraction:
        token = self._take()  # a sign or a number
        if token == "(":  # noqa: S105 - a sign, no password
            value = self._sum()
            if self._take() != ")":
                raise _NoSum
            return value
        if not token or not _is_number(token):
            raise _NoSum
        return Fraction(token)


def _bounded(value: Fraction) -> Fraction:
    if value.numerator.bit_length() > 4_000 or value.denominator.bit_length() > 4_000:
        raise _TooMuch
    return value


def _root(value: Fraction, degree: int) -> Fraction:
    if value < 0:
        raise _NoSum
    if degree == 2:
        top, bottom = math.isqrt(value.numerator), math.isqrt(value.denominator)
        if top * top == value.numerator and bottom * bottom == value.denominator:
            return Fraction(top, bottom)
    try:
        near = float(value) ** (1 / degree)
    except OverflowError:
        raise _TooMuch from None
    return Fraction(round(near)) if round(near) ** degree == value else Fraction(near)


def told(value: Fraction) -> str:
    """A value as one says it: "56", "1,250", "about 0.333", "minus 3"."""
    sign = "minus " if value < 0 else ""
    size = abs(value)
    if size.denominator == 1:
        digits = str(size.numerator)
        if len(digits) > MOST_DIGITS:
            return f"{sign}a number with {len(digits)} digits, beginning with {digits[0]}.{digits[1:4]}"
        return f"{sign}{size.numerator:,}"
    if size >= 10**MOST_DIGITS:
        return told(Fraction(round(value)))
    places = 2 if size >= 100 else 4
    shown = f"{float(size):,.{places}f}".rstrip("0").rstrip(".")
    if float(shown.replace(",", "")) == 0.0:
        return f"about {sign}{float(size):.2g}"
    exact = Fraction(shown.replace(",", "")) == size
    return f"{'' if exact else 'about '}{sign}{shown}"
