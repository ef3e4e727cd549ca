"""Ordinals, ranges, ratios, arithmetic, and every figure that is left, as they are said aloud. Pure."""

from __future__ import annotations

import re

from assistant.voice.numbers import cardinal, decimal, digit_by_digit, fraction, number, ordinal

_ORDINAL = re.compile(r"(?<![\w.,])(\d[\d,]*)(?:st|nd|rd|th)\b")
_RANK = re.compile(r"#\s?(\d+)\b")
_WHOLE = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SPAN = re.compile(rf"(?<![\w.,])({_WHOLE})(?:\s?–\s?|-)({_WHOLE})(?!\w|[.,-]\d)")
_RATIO = re.compile(r"(?<![\w:.])(\d{1,4}):(\d{1,4})(?![\w:])")
_WITH_FRACTION = re.compile(r"(?<![\w/.])(\d{1,4})\s+(1/2|1/3|2/3|1/4|3/4)(?![\w/])")
_SLASH = re.compile(r"(?<![\w/.])(\d{1,4})/(\d{1,4})(?![\w/])")
_POWER = re.compile(r"\s?(?:\^|\*\*)\s?(-?\d+)")
_POWERS = {"2": " squared", "3": " cubed"}
_BETWEEN = {
    "×": " times ", "*": " times ", "÷": " divided by ", "/": " divided by ", "+": " plus ",
    "=": " equals ", "≈": " is about ", "≠": " is not ", "<": " is less than ",
    ">": " is greater than ", "≤": " is at most ", "≥": " is at least ", "<=": " is at most ",
    ">=": " is at least ", "==": " equals ", "!=": " is not ",
}  # fmt: skip
_OPERATOR = re.compile(r"(?<=[\w)%])\s*(<=|>=|==|!=|[×÷=≈≠≤≥])\s*(?=[\w(√\-.$€£])")
_SUM_SIGN = re.compile(r"(?<=[\d)])\s*([*+]|\s/\s)\s*(?=[\d(])|(?<=\w)\s+([+*/<>])\s+(?=[\w(\-])")
_SPACED_MINUS = re.compile(r"(?<=[\d)])\s+-\s+(?=[\d(])")
_TIGHT_MINUS_IN_SUM = re.compile(r"(?<=\d)-(?=\d+(?:\.\d+)?\s*(?:=|equals))")
_MINUS = re.compile(r"(?<![\w)\-])-(?=\d)")
_SIGNS = {
    "±": " plus or minus ", "√": " the square root of ", "∞": " infinity ", "∑": " the sum of ",
    "→": " to ", "⇒": " so ", "←": " from ", "§": " section ", "¶": " ", "№": " number ",
    "≥": " at least ", "≤": " at most ", "≈": " about ", "÷": " divided by ", "×": " times ",
    "=": " equals ", "+": " plus ", "%": " percent ", "‰": " per mille ", "°": " degrees ",
}  # fmt: skip
_DOTTED = re.compile(r"(?<![\w.])\d+(?:\.\d+){2,}(?![\w])")
_PLAIN = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\w)|(?<![\w.])\.\d+(?!\w)")
_ANY_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def sums(text: str) -> str:
    """Ordinals, ranges, ratios, fractions, powers and the signs of arithmetic."""
    text = _ORDINAL.sub(lambda m: ordinal(m[1]), text)
    text = _RANK.sub(lambda m: "number " + cardinal(m[1]), text)
    text = text.replace("24/7", "twenty-four seven")
    text = _TIGHT_MINUS_IN_SUM.sub(" minus ", text)
    text = _SPACED_MINUS.sub(" minus ", text)
    text = _WITH_FRACTION.sub(_mixed, text)
    text = _SLASH.sub(_slash, text)
    text = _SPAN.sub(lambda m: f"{number(m[1])} to {number(m[2])}", text)
    text = _RATIO.sub(lambda m: f"{cardinal(m[1])} to {cardinal(m[2])}", text)
    text = _POWER.sub(lambda m: _POWERS.get(m[1]) or f" to the power of {number(m[1])}", text)
    text = _OPERATOR.sub(lambda m: _BETWEEN[m[1]], text)
    text = _SUM_SIGN.sub(lambda m: _BETWEEN[(m[1] or m[2]).strip()], text)
    text = _MINUS.sub("minus ", text)
    return "".join(_SIGNS.get(sign, sign) for sign in text)


def _mixed(match: re.Match[str]) -> str:
    top, bottom = match[2].split("/")
    part = fraction(int(top), int(bottom))
    return f"{cardinal(match[1])} and {part.replace('one ', 'a ', 1)}"


def _slash(match: re.Match[str]) -> str:
    top, bottom = int(match[1]), int(match[2])
    if (top, bottom) == (9, 11) or top == bottom:
        return f"{cardinal(match[1])} {cardinal(match[2])}"
    if 0 < top < bottom <= 10 or (0 < top < bottom and bottom in {12, 16, 20, 100}):
        return fraction(top, bottom)
    return f"{cardinal(match[1])} over {cardinal(match[2])}"


def plain_numbers(text: str) -> str:
    """Every number that is left, also those inside a word ("B2B", "MP3", "3D")."""
    text = _DOTTED.sub(lambda m: _version(m[0]), text)
    text = _PLAIN.sub(lambda m: number(m[0]), text)
    return _ANY_DIGITS.sub(lambda m: f" {_inside(m[0])} ", text)


def _version(dotted: str) -> str:
    if dotted.count(".") == 3:  # an address of a machine
        return " dot ".join(digit_by_digit(part) for part in dotted.split("."))
    return " point ".join(cardinal(part) for part in dotted.split("."))


def _inside(digits: str) -> str:
    if "." in digits:
        return decimal(digits)
    return cardinal(digits) if len(digits) < 4 else digit_by_digit(digits)
