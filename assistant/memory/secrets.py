"""What is never kept: card numbers, passwords, PINs and their like are found and masked. Pure."""

from __future__ import annotations

import re

MASK = "[not kept]"
_SPOKEN = {
    "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_DIGITS = re.compile(r"(?<!\w)\d(?:[ .-]{0,2}\d){12,18}(?!\w)")
_SPELT = re.compile(
    rf"(?i)\b(?:(?:{'|'.join(_SPOKEN)}|\d)[ ,.-]+){{12,18}}(?:{'|'.join(_SPOKEN)}|\d)\b"
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b")
_TOKEN = re.compile(r"\b(?:sk|pk|ghp|gho|xox[abp]|AKIA|eyJ)[-_A-Za-z0-9.]{14,}")
_RECOVERY = re.compile(r"(?i)\b(?:[0-9a-z]{5}[ -]){12}[0-9a-z]{5}\b")  # of a locked memory
_NAMED = re.compile(
    r"(?i)\b(?:pass ?words?|pass ?codes?|pass ?phrases?|pin(?: ?codes?| ?numbers?)?|security codes?|cvv2?|cvc|"
    r"secret (?:code|word|key|answer)s?|seed phrase|recovery (?:key|phrase|code)|private key|api key|access token|"
    r"log-?in (?:details|code)|unlock (?:code|pattern)|alarm code|door code|safe (?:code|combination)|(?:lock )?combination (?=(?:for|to|is)\b)|"
    r"social security(?: number)?|ssn|national insurance number|tax (?:id|number)|passport number|"
    r"(?:credit |debit |bank )?card number|account number|sort code|routing number)"
    r"(?: (?:for|to|of|on) (?:my |the |our )?[\w' -]{1,30}?)?"
    r"(?:\s*[:=]\s*|,? (?:is|was|are|will be|used to be|has changed to|changed to|starts with|now is) (?:now )?|'s )(?P<secret>[^.!?\n]+)"
)
_NO_SECRET = re.compile(
    r"(?i)\s*(?:not |too |very |so |really |always |never |still |already )*(?:hard|easy|long|short|weak|strong|wrong|right|"
    r"forgotten|lost|expired|safe|secure|secret|gone|in|on|at|with|written|stored|saved|important|annoying|stupid|needed|required)\b"
)


def masked(text: str) -> str:
    """`text` with every secret in it replaced by MASK."""
    text = _DIGITS.sub(lambda found: _unless(found[0], card(found[0])), text)
    text = _SPELT.sub(lambda found: _unless(found[0], card(found[0])), text)
    text = _IBAN.sub(lambda found: _unless(found[0], iban(found[0])), text)
    text = _TOKEN.sub(MASK, text)
    text = _RECOVERY.sub(MASK, text)
    return _NAMED.sub(_named, text)


def has_secret(text: str) -> bool:
    return masked(text) != text


def card(text: str) -> bool:
    """Whether the digits in `text`, in figures or spelt, are a card number: 13-19 of them, Luhn."""
    words = re.findall(r"\d|[a-z]+", text.lower())
    digits = [int(_SPOKEN.get(word, word)) for word in words if word in _SPOKEN or word.isdigit()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def iban(text: str) -> bool:
    """Whether `text` is an international bank account number (ISO 7064, remainder 1 by 97)."""
    plain = text.replace(" ", "")
    turned = plain[4:] + plain[:4]
    if not turned.isalnum() or len(plain) < 15:
        return False
    return int("".join(str(int(char, 36)) for char in turned)) % 97 == 1


def _unless(text: str, secret: bool) -> str:
    return MASK if secret else text


def _named(found: re.Match[str]) -> str:
    if _NO_SECRET.match(found["secret"]):
        return found[0]
    return found[0][: found.start("secret") - found.start()] + MASK
