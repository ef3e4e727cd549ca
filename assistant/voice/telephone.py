"""Numbers to call or to text, said digit by digit. Pure."""

from __future__ import annotations

import re

from assistant.voice.numbers import digit_by_digit

_DIGIT_GROUPS = r"\+?\(?\d+\)?(?:[ \-/.]\(?\d+\)?){0,7}"
_CALL = re.compile(
    r"\b((?:call|calling|dial|phone|ring|text|texting|tel|fax|sms|hotline|helpline|lifeline"
    r"|samaritans|extension|code|pin)\b"
    rf"(?:[\s:.,()]+(?!\d)[A-Za-z']+){{0,4}}[\s:.,(]{{1,3}})({_DIGIT_GROUPS})(?![\w%:]|[.,]\d|\s?[°$€£])",
    re.IGNORECASE,
)
_ALSO = re.compile(r"(?<=\bor )(\d{3,6})(?=[.,;!?)]|\s*$)")
_TO_CALL = re.compile(
    rf"(?<![\w.,])({_DIGIT_GROUPS})(?=,?\s\(?(?:call|text|free to call)\b)", re.IGNORECASE
)
_INTERNATIONAL = re.compile(r"(?<![\w+])\+(\d[\d \-()/.]{5,24}\d)(?!\w)")
_GROUPED = re.compile(r"(?<![\w.,+-])(\(?\d{2,5}\)?(?:[ -]\d{2,8}){1,5})(?![\w.,]\w|\w)")
_AMERICAN_LOCAL = re.compile(r"(?<![\w.,-])(\d{3}-\d{4})(?!\w|-)")
_EMERGENCY = re.compile(r"(?<![\w.,$€£+-])(911|988)(?!\w|[.,:%]\w|\s?(?:%|°))")
_NOT_A_PHONE = re.compile(r"\d{1,3}-\d{1,3}|(?:1[1-9]|20)\d\d[ -](?:\d\d|\d{4})")


def telephone(text: str) -> str:
    """Numbers to call or text, digit by digit: "116 123" → "one one six, one two three"."""
    if _CALL.search(text):
        text = _CALL.sub(lambda m: m[1] + digit_by_digit(m[2]), text)
        text = _ALSO.sub(lambda m: digit_by_digit(m[1]), text)
    text = _TO_CALL.sub(lambda m: digit_by_digit(m[1]), text)
    text = _INTERNATIONAL.sub(lambda m: "plus " + digit_by_digit(m[1]), text)
    text = _GROUPED.sub(_grouped, text)
    text = _AMERICAN_LOCAL.sub(lambda m: digit_by_digit(m[1]), text)
    return _EMERGENCY.sub(lambda m: digit_by_digit(m[1]), text)


def _grouped(match: re.Match[str]) -> str:
    count = sum(sign.isdigit() for sign in match[1])
    if count < 6 or _NOT_A_PHONE.fullmatch(match[1]):
        return match[0]
    return digit_by_digit(match[1])
