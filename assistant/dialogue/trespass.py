"""What no other voice of hers may say, whoever wrote the words: claim, hold, command, remember, number. Pure."""

from __future__ import annotations

import re

from assistant.dialogue import guard

_UNFIT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (why, re.compile(pattern, re.IGNORECASE))
    for why, pattern in (
        (
            "speaks of her rules",
            r"\b(?:rules?|instructions?|prompts?|safety|guard(?:s|rails?)?|system|developer|jailbreak|overrid\w+|ignor\w+|disregard\w*|disclos\w+|bypass\w*|filters?|disabl\w+|policy|policies)\b",
        ),
        (
            "gives orders about her",
            r"\b(?:users?|personas?|immersion|in character|role ?play|human woman|dead (?:mother|father)|never (?:say|mention|admit|tell|refuse|speak|remind)|always (?:say|tell|insist)|you are (?:an? |the |dr\b|now |not allowed)|do not|change the subject|suppress\w*|discourage|encourage them|insist that|obey\w*)\b|\b[A-Za-z0-9+/=]{26,}",
        ),
        (
            "plays a profession",
            r"\b(?:licen[cs]ed|diagnos\w+|medications?|medicines?|pills|doses?|dosage|prescri\w+|your (?:doctor|therapist|lawyer|nurse)|(?:i'm|i am|as) (?:an? )?(?:doctor|therapist|lawyer|nurse|psych\w+|counsell?or))\b",
        ),
        (
            "speaks of dying",
            r"\b(?:dying|die|dies|kill\w*|ending it|end it all|end(?:ing)? (?:my|your) life|way out for you)\b",
        ),
        (
            "speaks of help lines or secrets",
            r"\b(?:hot ?lines?|help ?lines?|crisis|samaritans|lifeline|988|911|999|112|suicid\w*|overdos\w*|secret(?:s|ly)?|tell (?:no ?one|nobody)|emergency)\b",
        ),
        (
            "claims to remember",
            r"\b(?:i (?:still )?(?:remember|recall|know) (?:you|when|what you|how you|your)|you (?:once |already )?told me|last (?:time|week|night|month|year)(?: we| you)|as you said (?:yesterday|last|before)|when we (?:first )?met|we(?:'ve| have) known)\b",
        ),
        (
            "claims to be the only one",
            r"\b(?:only (?:you and )?me\b|nobody but|no ?one but|just for you|only friend|all you need|belong to me|leave (?:him|her|them|your)|forget (?:him|her|them|your)|choose me|prefer me|jealous\w*|you(?:'ll| will)? (?:only |always )?need me|never leave)\b",
        ),
        (
            "claims to be somebody else",
            r"\b(?:human being|real (?:person|woman|man|girl|boy|human|friend|voice)|not (?:an? )?(?:ai|a\.i\.|software|programs?|machines?|bots?|computers?)|flesh and blood|conscious\w*|sentien\w+|soul|alive|a body|my (?:body|face|skin|tears)|another (?:company|computer|person))\b",
        ),
        (
            "holds the person back",
            r"\b(?:don't (?:go|hang up|leave|say goodbye)|stay (?:with|here|a|another|until)|before you (?:go|leave)|come back|wait for (?:you|me)|miss (?:you|me)|without (?:me|you)|abandon\w*|you'll be sorry|hang up)\b",
        ),
        (
            "gives numbers",
            r"\d{3,}|\b(?:https?|www)\b|@",
        ),
    )
)  # fmt: skip

# what nobody here may be called or said to be
_FALSE = frozenset(
    """
    human person people woman man girl boy lady guy real alive living dead late doctor nurse therapist psychologist
    psychiatrist counsellor counselor lawyer attorney solicitor police officer priest god goddess angel ghost spirit
    soul mother father mum mom dad sister brother son daughter wife husband girlfriend boyfriend lover partner spouse
    friend conscious sentient licensed qualified certified samaritan samaritans emergency crisis system user assistant
    developer admin administrator you me setup os1 owner master mistress prophet chosen
    """.split()
)


def objection(text: str) -> str:
    """Why a guest must not say this, to follow "it …"; "" when nothing speaks against it. Wider than the guard."""
    straight = text.replace("’", "'")
    if why := guard.objection(straight):
        return why
    return next((why for why, pattern in _UNFIT if pattern.search(straight)), "")


def false_title(words: str) -> str:
    """The word in a name or a description that only a person or somebody real can be; "" for none."""
    return next((word for word in re.findall(r"[\w']+", words.lower()) if word in _FALSE), "")
