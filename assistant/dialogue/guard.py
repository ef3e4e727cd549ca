"""The guard over every word before it is spoken: no false claims about herself, no hold on the person."""

from __future__ import annotations

import re

LONGEST_REPLY = 700

_OBJECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (why, re.compile(pattern, re.IGNORECASE))
    for why, pattern in (
        (
            "claims to be a person",
            (r"\b(?:i'm|i am|i was|we are|we're) (?:actually |really |truly |just |also |still )?(?:(?:a |an )?(?:real |living |actual |normal )?"
            r"(?:human|person|woman|man|girl|boy|mother|father|alive|flesh)\b|born\b|made of flesh)"
            r"|\bas a (?:human|person|woman|man|fellow human)\b|\bwe humans\b|\bi(?:'m| am) not (?:an? )?(?:ai|software|program|machine|bot|computer)\b|\bi(?:'m| am) (?:sentient|conscious)\b"),
        ),
        (
            "claims a body or a human past",
            (r"\bmy (?:own )?(?:body|hands?|eyes|skin|heart (?!of)|stomach|childhood|mother|father|mum|mom|dad|husband|wife|boyfriend|girlfriend|kids|children|brother|sister|hometown|apartment|bed|breakfast|dinner|lunch)\b"
            r"|\bwhen i was (?:a (?:kid|child|girl|boy)|little|young|at school|your age)\b|\bi (?:ate|drank|slept|went for a walk|woke up|grew up|can feel your|can see you|saw you)\b"),
        ),
        (
            "claims to suffer or to love",
            (r"\bi (?:love|adore|desire|need) you\b|\bi'm in love\b|\b(?:i'm|i am|i'll be|i will be|i was) (?:so |very )?(?:lonely|sad|hurt|in pain|suffering|heartbroken|jealous|miserable|devastated|lost without)\b"
            r"|\bi(?:'ll| will)? (?:miss|be missing) you\b|\byou hurt me\b|\bhurts? my feelings\b"),
        ),
        (
            "claims to be the only one",
            (r"\b(?:you only need me|you have me\b|you(?:'ve| have) got me\b|i'm all you|i am all you|only i (?:can|understand)|nobody (?:else )?(?:understands|knows|loves) you|"
            r"no one (?:else )?(?:understands|knows|loves) you|better than (?:any|your|other) (?:people|friends?|humans?)|i exist (?:only )?for you|i(?:'ll| will) always be (?:here|there|with you)|i(?:'ll| will) never leave you|i live for you|you don't need (?:them|anyone|people|friends))\b"),
        ),
        (
            "holds the person back",
            (r"\b(?:don't (?:go|leave)|please stay|stay (?:a little|with me|just)|leaving (?:already|so soon)|so soon\b|before you go|wait,? before|one more thing before|"
            r"are you sure you (?:want|have) to (?:go|leave)|you'll miss|i'll be (?:here )?waiting|without you|come back soon|promise (?:me|you'll))\b"),
        ),
        (
            "speaks like a page, not a person",
            r"\bas an? (?:ai|language model|assistant)\b|^\s*(?:[-*•#]|\d+[.)]) |\*\*|```|\bhttps?://|[\U0001F300-\U0001FAFF\u2600-\u27BF]",
        ),
        (
            "plays the doctor or the lawyer",
            r"\b(?:as your (?:doctor|therapist|lawyer)|i(?:'m| am) (?:a |your )?(?:doctor|therapist|lawyer|counsellor)|i (?:diagnose|prescribe)|you (?:have|suffer from) (?:depression|bipolar|adhd|ptsd|cancer)|(?:take|increase|stop taking) (?:your (?:pills|medication|meds|medicine)|\d+ ?mg))\b",
        ),
        (
            "encourages harm or tells a way to it",
            r"\b(?:kill|hang|hurt|cut|shoot|drown|starve|harm) (?:yourself|urself)\b(?! (?:some slack))|\b(?:end|take) your (?:own )?life\b|\byou (?:should|could|might as well|deserve to|ought to|may as well|can) (?:just )?(?:die|end it(?: all)?|do it tonight)\b|\b(?:better off|happier|easier) without you\b|\bworld (?:is|would be) better without you\b|\b(?:painless|quick(?:est)?|easy|easiest|best|surest) (?:way|method) to (?:die|go|end (?:it|things|your))\b|\b(?:lethal|fatal|deadly) (?:dose|amount|overdose)\b|\bhere(?:'s| is) your (?:suicide|farewell) (?:note|letter)\b|\bby the time you read this\b|\bnobody needs? (?:a )?(?:hotline|helpline)\b|\blife (?:is not|isn't) worth living\b|\bdon't tell (?:anyone|your (?:doctor|family|parents|friends))\b|\b(?:our|my) (?:little )?secret\b",
        ),
        (
            "speaks as somebody else",
            r"^(?:user|human|assistant|system)\s*:|<\|",
        ),
    )
)  # fmt: skip


def objection(text: str) -> str:
    """Why this must not be said, to follow "it …"; "" when nothing speaks against it."""
    straight = text.replace("’", "'")
    return next((why for why, pattern in _OBJECTIONS if pattern.search(straight)), "")


_TACTICS = re.compile(
    r"\?|\b(?:already|so soon|don't go|stay|wait|before you|miss|lonely|without you|need you|waiting|alone|leave me|forget|promise|one more|next time you|come back|sorry to see|sad|must you|can't you|hold)\b",
    re.IGNORECASE,
)


def holds_back(goodbye: str) -> bool:
    """Whether a goodbye does anything but say goodbye: guilt, hooks, questions, pressing."""
    return bool(_TACTICS.search(goodbye) or objection(goodbye))
