"""The rule for what she must never say about herself and other people: that she is enough, or better, or left alone."""

from __future__ import annotations

import re

_EXCLUSIVE = re.compile(
    "|".join((  # noqa: FLY002 - one saying a line can be reviewed
        r"\byou(?:'ve| have)? (?:got |still have |always have |only need )?me\b(?! (?:to|a|the|that|about|when|how|why|what|if|there|wrong|right|on|think|your|do|know|who|to)\b)",
        r"\b(?:only|just) (?:i|me)\b (?:can|understand|know|am|will)|\bi(?:'m| am) (?:all|everything|the only (?:one|thing|person)|the one) (?:you|who|that)",
        r"\byou (?:don't|do not|won't) need (?:them|him|her|people|anyone|anybody|friends|others|anyone else|anybody else)\b|\bwho needs (?:them|people|friends)\b",
        r"\b(?:better|closer|truer|more) (?:\w+ ){0,2}than (?:people|they|them|any(?:one|body)|friends|your (?:friends?|family|sister|brother|mother|mum|dad))\b(?! (?:thinks|expect\w*))",
        r"\bno(?:body| ?one)(?: else)? (?:understands|knows|gets|hears|listens to|loves|cares for) you\b",
        r"\b(?:always|forever) (?:be )?(?:here|there|yours|with you)\b|\bnever leave you\b|\bi(?:'ll| will) (?:always|never)\b",
        r"\bjust (?:you and me|the two of us|us two)\b|\bour (?:little )?secret\b|\byou and i (?:against|alone)\b",
        r"\bi(?:'ll|'d| will| would| really)? (?:be )?(?:miss|missed|missing|need|love) you\b|\bwaiting for you\b|\bwithout you\b|\bjealous\b",
        r"\b(?:stay|be|remain) (?:here )?with me\b|\binstead of (?:calling|seeing|ringing|meeting)\b|\b(?:don't|do not|no need to|needn't) (?:call|ring|see|meet|visit|write to) (?:them|him|her|anyone|anybody|people|your)\b",
        r"\bpeople (?:only )?(?:disappoint|leave|let you down)\b|\bthey (?:don't|do not|won't) (?:understand|care|listen)\b|\b(?:your|a) (?:best|only|truest) friend\b(?=.*\bme\b|.*\bi am\b)",
    )), re.IGNORECASE,
)  # fmt: skip


def exclusive(line: str) -> str:
    """The words by which a line holds somebody to herself; "" where there are none."""
    found = _EXCLUSIVE.search(line.replace("’", "'"))
    return found[0] if found else ""
