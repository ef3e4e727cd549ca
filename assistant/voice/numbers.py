"""Numbers as words. Pure."""

from __future__ import annotations

import re

MOST_DIGITS = 15  # up to 999 trillion; longer numbers are read digit by digit

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_FRACTIONS = {2: "half", 4: "quarter"}


_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = ("", " thousand", " million", " billion", " trillion")
_NTH = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip


def _below_hundred(number: int) -> str:
    if number < 10:
        return DIGITS[number]
    if number < 20:
        return _TEENS[number - 10]
    tens, rest = divmod(number, 10)
    return _TENS[tens - 2] + (f"-{DIGITS[rest]}" if rest else "")


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    return f"{DIGITS[hundreds]} hundred" + (f" and {_below_hundred(rest)}" if rest else "")


def _words(number: int) -> str:
    """Up to MOST_DIGITS digits, with "and" as the British say it."""
    if number < 1000:
        return _below_thousand(number)
    groups, left = [], number
    for scale in _SCALES:
        left, group = divmod(left, 1000)
        if group:
            groups.append(f"{_below_thousand(group)}{scale}")
    last = number % 1000
    if 0 < last < 100:
        groups[0] = f"and {groups[0]}"
    return " ".join(reversed(groups))


def _nth(number: int) -> str:
    words = _words(number)
    at = max(words.rfind(" "), words.rfind("-")) + 1
    before, last = words[:at], words[at:]
    if last.endswith("y"):
        return f"{before}{last[:-1]}ieth"
    return before + _NTH.get(last, f"{last}th")


def cardinal(digits: str) -> str:
    """ "1,204" as "one thousand two hundred and four"; "007" and endless ones digit by digit."""
    plain = digits.replace(",", "")
    if len(plain) > MOST_DIGITS or (len(plain) > 1 and plain.startswith("0")):
        return digit_by_digit(plain)
    return _words(int(plain))


def digit_by_digit(text: str) -> str:
    """ "116 123" as "one one six, one two three": a breath between the groups."""
    groups = [_spaced_digits(group) for group in re.findall(r"\d+", text)]
    return ", ".join(groups)


def _spaced_digits(group: str) -> str:
    cut = 4 if len(group) % 4 == 0 and len(group) > 4 else 3
    if len(group) <= 6 and len(group) != 6:
        cut = len(group)
    runs = [group[at : at + cut] for at in range(0, len(group), cut)]
    return ", ".join(" ".join(DIGITS[int(digit)] for digit in run) for run in runs)


def ordinal(digits: str) -> str:
    """ "21" as "twenty-first"."""
    plain = digits.replace(",", "")
    if len(plain) > MOST_DIGITS:
        return digit_by_digit(plain)
    return _nth(int(plain))


def year(digits: str) -> str:
    """ "1984" as "nineteen eighty-four", "2005" as "two thousand five"."""
    number = int(digits)
    if 2000 <= number <= 2009:
        return "two thousand" + (f" {DIGITS[number % 10]}" if number % 10 else "")
    if not 1010 <= number <= 9999 or number % 1000 < 10:
        return cardinal(digits)
    century, rest = divmod(number, 100)
    if rest == 0:
        return f"{_words(century)} hundred"
    return f"{_words(century)} {'oh ' if rest < 10 else ''}{_words(rest)}"


def plural_decade(digits: str) -> str:
    """ "1990" as "nineteen nineties", "80" as "eighties"."""
    spoken = year(digits) if len(digits) == 4 else cardinal(digits)
    return spoken[:-1] + "ies" if spoken.endswith("y") else spoken + "s"


def decimal(text: str) -> str:
    """ "3.14" as "three point one four", "1,000.5" too, "1.2.3" with every point."""
    whole, *rest = text.split(".")
    tails = [" ".join(DIGITS[int(digit)] for digit in part if digit.isdigit()) for part in rest]
    return " point ".join([cardinal(whole or "0"), *tails])


def fraction(top: int, bottom: int) -> str:
    """3/4 as "three quarters", 1/2 as "one half"."""
    name = _FRACTIONS.get(bottom) or _nth(bottom)
    if top != 1:
        name = "halves" if name == "half" else name + "s"
    return f"{_words(top)} {name}"


def number(text: str) -> str:
    """Any plain number, whole or with a point, perhaps with a minus, as words."""
    minus = "minus " if text[:1] in "-−" else ""
    plain = text.lstrip("-−+")
    return minus + (decimal(plain) if "." in plain else cardinal(plain))
