"""Feelings by their words, and whether news is good or bad. Pure."""

from __future__ import annotations

import re

from assistant.dialogue.english import listed

BAD = frozenset(
    listed("""sad unhappy depressed down low miserable awful terrible lonely alone anxious nervous worried
    scared afraid frightened terrified angry furious mad annoyed irritated frustrated stressed
    overwhelmed guilty ashamed embarrassed jealous hurt heartbroken disappointed hopeless helpless
    empty numb homesick upset bitter desperate restless insecure useless worthless stuck lost
    confused bored devastated rejected betrayed uneasy panicky grumpy""")
)
TIRED = frozenset(
    listed("tired exhausted sleepy drained worn-out beat wiped knackered weary shattered burnt-out")
)
GOOD = frozenset(
    listed("""happy glad excited proud relieved grateful thankful content cheerful thrilled delighted
    hopeful calm peaceful relaxed confident inspired optimistic ecstatic overjoyed lucky
    amazing fantastic wonderful great""")
)
FLAT = frozenset(listed("fine okay ok alright good meh so-so well"))
_GOOD_NEWS = re.compile(
    r"(?<!haven't )(?<!n't )(?<!not )(?<!never )\b(?:passed(?! away| on| out)|won(?!')|got (?:the job|in|it|accepted|promoted|a raise|engaged|married)|accepted|promot\w+|"
    r"nailed|finally (?:did|finished|got|made|works?|done|slept|managed)|i(?:'ve| have)? (?:just )?(?:finished|recovered)|it worked|it works|managed to|"
    r"good news|great news|best day|solved|(?:went|is going|going) (?:really |so |very )?(?:well|great)|"
    r"beat my|personal best|pregnant|getting married|"
    r"(?:was|is) (?:amazing|wonderful|fantastic|great|lovely|perfect|beautiful|brilliant|delicious|fun|good))\b"
)
_BAD_NEWS = re.compile(
    r"\b(?:failed|fail|lost|died|dead|rejected|broke|broken|stolen|stole|cancelled|canceled|ruined|crashed|"
    r"dumped|left me|fired|laid off|yell\w*|shout\w*|fought|argu\w+|bad news|worst|went (?:badly|wrong)|"
    r"(?:was|is) (?:awful|terrible|horrible|bad|boring|a disaster|a mess|sick|ill)|cried|crying|burnt|burned|"
    r"forgot|missed|a bad \w+|(?:nobody|no one) (?:\w+ ){0,3}(?:to|at|for|with) me|don't know anyone|funeral|cheated|lied|ignored|sick|hurts?|ache|disaster)\b"
)


def mood_of(low: str) -> int:
    """-1 for bad, 1 for good, 0 for neither or both, of a lower-case text."""
    words = set(re.findall(r"[\w'-]+", low))
    good = bool(words & GOOD or _GOOD_NEWS.search(low))
    bad = bool(words & (BAD | TIRED) or _BAD_NEWS.search(low))
    if re.search(
        r"\b(?:not|n't|never|isn't|wasn't|don't feel) (?:\w+ )?(?:happy|good|great|well|proud|okay|excited)",
        low,
    ):
        return -1
    return good - bad


_VERY = (
    r"(?:(?:so|very|really|a bit|a little|quite|pretty|too|just|kind of|sort of|always|still|totally|completely|extremely|"
    r"rather|also|all|that|feeling|such|super|bit|more|kinda|a tad|slightly|terribly|awfully) )*"
)
_SAID = re.compile(
    r"(?:\b(?:i'm|i am|i feel|i felt|i was|i've been|we're|we are|we were|i get|i got|i'm feeling|feeling|makes me|made me|me feel)|^|[.,!;] |\band) "
    rf"?(?P<not>not |never )?{_VERY}(?P<word>[a-z-]+)\b(?! (?:job|idea|thing|news|day|at|with|of|for my|the))"
)


def feeling_in(text: str) -> str:
    """The feeling the person says they have: "tired", "not happy"; the strongest word, "" for none."""
    low = text.lower()
    found: list[tuple[int, str]] = []
    for one in _SAID.finditer(low):
        word = one["word"]
        own = bool(re.match(r"\W*(?:i|we|me|feeling|makes|made)\b", one[0]))
        if word in _FELT_BAD and re.search(r"\b(?:feel|felt|feeling)\b", one[0]) and not one["not"]:
            found.append((2, word))
        if word not in ALL or (not own and (word in GOOD | FLAT | _ALSO_THINGS)):
            continue
        if one["not"]:
            if word in GOOD | FLAT:
                found.append((3, f"not {word}"))
            continue
        found.append((1 if word in FLAT else 2, word))
    return max(found, key=lambda one: one[0])[1] if found else ""


# words of a feeling only after "I feel"
_FELT_BAD = frozenset(
    listed("bad stupid foolish rotten lousy silly invisible awkward small rubbish")
)
_ALSO_THINGS = frozenset(
    listed("down low mad lost empty stuck beat hurt drained useless bitter awful terrible alone")
)
ALL = BAD | GOOD | TIRED | FLAT


def kind_of(feeling: str) -> str:
    """ "bad", "tired", "good" or "flat"."""
    if feeling.startswith("not ") or feeling in BAD | _FELT_BAD:
        return "bad"
    if feeling in TIRED:
        return "tired"
    return "good" if feeling in GOOD else "flat"
