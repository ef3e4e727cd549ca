"""A little English: content words, stems, noun phrases, and turning "I … my" into "you … your"."""

from __future__ import annotations

import re


def listed(words: str) -> tuple[str, ...]:
    """A word list, readable in the source."""
    return tuple(words.split())


STOP = frozenset(
    listed("""
    a about above after again against ago all almost already also although always am an and another
    any anybody anymore anyone anything anyway are aren't around as at away back be because been
    before being below between both but by can can't cannot could couldn't did didn't do does
    doesn't doing don't done down during each either else enough even ever every everybody everyone
    everything for from further get gets getting go goes going gone gonna got gotta had hadn't has
    hasn't have haven't having he he'd he'll he's her here hers herself him himself his how i i'd
    i'll i'm i've if in into is isn't it it'd it'll it's its itself just kind know let let's like
    lot made make makes many may maybe me mean might mine more most much must my myself need never
    no nobody none nor not nothing now of off oh ok okay on once one only onto or other our ours
    out over own perhaps please pretty quite rather really right said same say says see seem seems
    she she'd she'll she's should shouldn't so some somebody someone something sometimes sort still
    such sure take tell than that that's the their them themselves then there there's these they
    they'd they'll they're they've thing things think this those though through to too under until
    up upon us use used very wanna want wants was wasn't way we we'd we'll we're we've well went
    were weren't what what's when where which while who who's whom whose why will with without
    won't would wouldn't yeah yes yet you you'd you'll you're you've your yours yourself um uh hm
    """)
)
DETERMINERS = frozenset(
    listed("a an the my our his her their this that these those some another your")
)
MOMENTS = frozenset(
    listed("""today yesterday tomorrow tonight now later soon again last next ago monday tuesday wednesday
    thursday friday saturday sunday morning evening afternoon always never still finally anymore
    together alone lately recently already everyday sometimes""")
)
AUXILIARIES = frozenset(
    listed("""am is are was were be been being do does did have has had can could will would shall should
    may might must ain't can't couldn't won't wouldn't don't doesn't didn't isn't aren't wasn't
    weren't haven't hasn't hadn't shouldn't""")
)
# verbs that end a noun phrase when they follow a noun: the common ones without a telling ending
VERBS = frozenset(
    listed("""ate became began bit bought broke brought built came caught chose cut did drank drew drove
    fell felt flew forgot fought found gave gets goes got grew had has have heard hid hit held hurt
    keeps kept knew knows laid left lent let likes lives looks lost loves made makes means meant
    met needs paid passed plays put quit ran reads rang rose runs said sang sat saw says seems sees
    sends sent shot shut slept smells sold spent spoke stands stole stood stuck swam takes taught
    tells thinks threw told took tries understood wakes wants went woke won wore works wrote turned
    thought feels hates died dies sick ill mad angry sad happy late better worse hurts cries cried
    shows showed plans hopes lies lay gets dumped stinks sucks rocks needed makes costs was is are
    were am be will would can could should might must do does ruined loud great good bad nice
    turns starts begins comes asks brings buys eats falls finds flies follows forgets grows happens
    learns listens loses marries meets misses owes promises remembers retires sits sleeps speaks
    spends stays studies teaches understands wears wins worries writes
    awful terrible annoying amazing tired hungry scared asleep ready full empty broken""")
)

_FLIP = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself",
    "i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll",
    "we": "you", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
    "we're": "you're", "we've": "you've", "we'd": "you'd", "we'll": "you'll",
    "your": "my", "yours": "mine", "yourself": "myself",
    "you're": "I'm", "you've": "I've", "you'd": "I'd", "you'll": "I'll",
}  # fmt: skip
_SUBJECT_BEFORE = frozenset(
    listed("and but that if when what why how because so while whether which where than")
)


def words_of(text: str) -> list[str]:
    """The words in order, case kept, punctuation gone but apostrophes and hyphens inside."""
    return re.findall(r"[^\W_]+(?:['-][^\W_]+)*", text)


_PAST = {
    "ran": "run", "ate": "eat", "sang": "sing", "wrote": "write", "drove": "drive", "drew": "draw",
    "bought": "buy", "brought": "bring", "built": "build", "caught": "catch", "chose": "choose",
    "drank": "drink", "fell": "fall", "flew": "fly", "forgot": "forget", "fought": "fight",
    "grew": "grow", "heard": "hear", "held": "hold", "knew": "know", "lost": "lose", "paid": "pay",
    "rang": "ring", "rode": "ride", "sold": "sell", "sent": "send", "slept": "sleep", "spoke": "speak",
    "spent": "spend", "stole": "steal", "swam": "swim", "taught": "teach", "threw": "throw",
    "thought": "think", "told": "tell", "took": "take", "wore": "wear", "woke": "wake", "won": "win",
    "left": "leave", "felt": "feel", "found": "find", "met": "meet", "broke": "break", "began": "begin",
}  # fmt: skip


def stem(word: str) -> str:
    """A crude stem, enough to see that "running", "ran" and "runs" speak of one thing."""
    word = re.sub(r"'(?:s|d|ll|re|ve|m)?$", "", word.lower())
    word = _PAST.get(word, word)
    for ending in ("ingly", "edly", "ies", "ing", "ied", "ed", "es", "ly", "s", "er"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending in {"ies", "ied"} else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


def content_words(text: str) -> tuple[str, ...]:
    """The words that carry the matter, lower case, in order."""
    found = (word.lower() for word in words_of(text))
    return tuple(word for word in found if word not in STOP and len(word) > 1)


def stems(text: str) -> frozenset[str]:
    """The stems of the words that carry the matter."""
    return frozenset(stem(word) for word in content_words(text))


def plain(sentence: str) -> str:
    """A sentence for comparing: its words only, lower case."""
    return " ".join(word.lower() for word in words_of(sentence))


def flipped(clause: str) -> str:
    """`clause` seen from her side: "I quit my job" is "you quit your job", "you" becomes "I" or "me"."""
    tokens = clause.split()
    out: list[str] = []
    for at, token in enumerate(tokens):
        word, tail = _split_tail(token)
        low = word.lower()
        before = _split_tail(tokens[at - 1])[0].lower() if at else ""
        after = _split_tail(tokens[at + 1])[0].lower() if at + 1 < len(tokens) else ""
        out.append(_flip_word(word, low, before, after) + tail)
    return " ".join(out)


def speaks_to_her(words: list[str]) -> bool:
    """Whether a clause has "you" or "your" in it."""
    return any(re.match(r"you(?:r|rs|rself|'\w+)?$", word.lower()) for word in words)


def _flip_word(word: str, low: str, before: str, after: str) -> str:
    if low == "you":
        subject = not before or before in _SUBJECT_BEFORE or after in AUXILIARIES
        subject = subject or before in AUXILIARIES
        return "I" if subject else "me"
    if low in _FLIP:
        return _FLIP[low]
    match low:
        case "am" if "i" in (before, after):
            return "are"
        case "was" if "i" in (before, after):
            return "were"
        case "wasn't" if before == "i":
            return "weren't"
        case "are" if "you" in (before, after):
            return "am"
        case "were" if "you" in (before, after):
            return "was"
        case _:
            return word


def _split_tail(token: str) -> tuple[str, str]:
    found = re.match(r"(.*?)([^\w']*)$", token, re.DOTALL)
    return (found[1], found[2]) if found else (token, "")


def noun_phrase(words: list[str], at: int) -> list[str]:
    """The phrase that begins with the determiner at `at`: at most four words, with one "of the …"."""
    phrase = [words[at]]
    for place in range(at + 1, min(at + 5, len(words))):
        word = words[place]
        low = word.lower()
        first = len(phrase) == 1
        if low == "of" and not first and place + 1 < len(words):
            rest = words[place + 1 : place + 4]
            return [*phrase, "of", *_run(rest)] if _run(rest) else phrase
        if low in STOP and low not in {"own", "other", "same"}:
            break
        if low in MOMENTS or (not first and _ends_phrase(low)):
            break
        phrase.append(word)
    return phrase if len(phrase) > 1 else []


def _run(words: list[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        low = word.lower()
        opening = not kept and low in DETERMINERS
        if (low in STOP and not opening) or low in MOMENTS or (kept and _ends_phrase(low)):
            break
        kept.append(word)
    return kept if kept and kept[-1].lower() not in DETERMINERS else []


def _ends_phrase(low: str) -> bool:
    return (
        low in VERBS
        or low in AUXILIARIES
        or low.endswith(("ed", "ly", "n't", "'s", "'re", "'ve", "ing"))
    )
