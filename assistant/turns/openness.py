"""Do the words so far wait for more? Conjunctions, fillers, verbs without what they need. Pure."""

from __future__ import annotations

import re
from enum import IntEnum


class Ending(IntEnum):
    """How finished the words are."""

    OPEN = 0  # something must come: "I went home because", "What is?"
    LOOSE = 1  # they can stand, but more often something comes: "I wanted to", "She told me"
    WHOLE = 2


# Nobody stops for good on one of these.
_OPEN = frozenset(
    """and but or because although whereas if whether unless until which whose than without the a an
    my your our their every i'm i've i'd i'll we're they're he's she's it's that's there's what's who's where's here's um uh er erm hmm
    between during despite toward towards regarding very quite rather""".split()
)
# These end a sentence now and then ("Come on.", "I love her.", "Yes, I am."), alone or behind certain words.
_MOSTLY_OPEN = frozenset(
    """so though while when that who as since with to of for from in on at by about into over under
    around his her this these those some any is are was were am be been being have has had can could
    would should will might must do does did i we they he like well maybe perhaps also then not just
    even never always usually often really too two""".split()
)
_CLOSED = re.compile(  # "I think so", "I love her", "turn it on", "yes I am", "it's good though"
    r"(?:think|suppose|guess|hope|believe|afraid|told you|or|say|not|much|quite|is that|and|so) so"
    r"|(?:good|nice|fine|better|ok(?:ay)?|hard|bad|worse|great|week|day|year|time|mind|try|it|one|work|car) though"
    r"|(?:a|little|long|short|worth \w+|good) while|(?:since|say) when"
    r"|(?:hate|like|love|liked|loved|want|need|do|did|about|of|for|like|with|at|after|from|to|and|is|"
    r"was|all|than|eat|fix|forget|read|see|hear|why|heard|done|doing|is it|not|had|have|got|stop) (?:this|that|these|those)"
    r"|(?:remember|know|said|say|saw|mean|understand|believe) (?:this|these|those)|(?:have|not|never|what|who) said that"
    r"|(?:love|loved|like|liked|miss|missed|hate|call|called|ask|asked|tell|told|see|saw|met|meet|"
    r"know|knew|with|for|to|about|of|from|at|without|than|and|help|helped|hurt|visit|trust|thank|marry|left) her"
    r"|(?:come|go|went|going|move|moved|moving|carry|hold|and|switch\w* \w+|turn\w*(?: \w+){1,3}|put it|later|hang|so|early) on"
    r"|(?:come|came|join|let \w+|give|check|settle\w*|move[ds]?|moving|get|got|sleep|stay\w*|dive) in"
    r"|(?:think|thought|worry|worried|talk|talked|care|cared|forget|it'?s|what it'?s) about(?: it)?"
    r"|(?:look|looking|waiting|wait|ask|asked|paid|what|good|it'?s|looked) for"
    r"|(?:is|are|was|were|it|it's|that's|game|all|move|get|got|start\w*) over|stand by|go by|went by|passed by"
    r"|(?:yes|yeah|no|nope|sure|indeed|course|know|think|wish|hope|as|than|that'?s (?:how|what|who|where)|so|"
    r"neither|nor|what|how|who|where|there|because) (?:\w+ ){0,2}(?:i|he|she|it|they|we|you|there|this|that) "
    r"(?:is|are|was|were|am|be|have|has|had|can|could|would|should|will|might|must|do|does|did)"
    r"|(?:is|are|was|were|do|does|did|can|could|would|should|have|has|had|will) (?:not|i|we|they|he)"
    r"|(?:to|can|could|will|would|should|let it|used to|might|i'd) be|(?:ever|always|never) been|as it were"
    r"|(?:hope|guess|maybe|perhaps|course|think|suppose|afraid|probably|rather|certainly|absolutely|"
    r"definitely|better|why|or|am|i'm|is|are|was|were|it's|you're|we're|they're|he's|she's) not"
    r"|(?:it'?s|is|was|looks?|sounds?|feels?|tastes?|it|you|they|he|she|seems?) like|than i|so [a-z]+ i|like (?:that|this)"
    r"|(?:very|as|so|went|go|goes|going|sleep|slept|feel|feeling|felt|well|not|all|quite|really|pretty|"
    r"get|day|him|it|me|work|works|know|that|and) well|(?:see you|by|back|since|until|till|bye|goodbye|okay|ok|right|now and|fine|on|go|do it|good night) then"
    r"|(?:had|have|got|take|took|has|there (?:is|are)|want|wanted|need|have) (?:some|any)"
    r"|(?:not|no|yes|oh|yeah|well) (?:really|always|never|often|usually|just|even|maybe|perhaps)"
    r"|(?:very|that|how|not|too|more|so|it|once|quite|him|her|me) often|(?:as|than) (?:always|usual(?:ly)?|ever)"
    r"|(?:me|you|him|her|it|us|them|that|this|there|here|one|good|tired|do|did|love|like|well|\w+ed|fine|much|"
    r"time|right|old|late|early|hard|long|home|yes|and|am|are|is|was|i) too"
    r"|(?:one|or|those|these|of|the|us|are|is|you|at|has|only|about|than|times|plus|minus|number|page|room) two"
)  # fmt: skip
_PARTICLES = frozenset("in on over by around about under too though really".split())
_ECHO = re.compile(  # "beans on toast it is", "I know I shouldn't be"
    r".* (?:i|you|we|they|he|she|it|that|there)(?: (?:always|never|still|ever|shouldn't|can't|won't))?"
    r" (?:is|are|was|were|am|be|have|has|had|can|could|would|should|will|might|must|do|does|did)"
)
_CAN_STAND_ALONE = frozenset(
    "maybe perhaps never always usually often really so well like when".split()
)
# Behind a subject these want an object or a clause of their own.
_WANTING = frozenset(
    """want wants wanted need needs needed bought buy got gave give gives made make took take takes
    found put puts said says say told tells tell asked mean meant meaning hoping trying planning
    wondering seeing saying telling keep keeps kept wish remember think thought thinking guess
    suppose believe feel felt hope seems giving making having getting buying doing taking putting
    using bringing prefer owe owed let used use miss missed like liked love loved hate hated sent
    brought built caught chose held""".split()
)
_ASKING = r"is|are|was|were|do|does|did|can|could|would|will|should|have|has|had"
_ADVERB = frozenset(
    "always never usually often sometimes just still already even also really only".split()
)
_SUBJECT = (
    r"(?:i|you|we|they|he|she|it|who|there|i've|i'm|i'd|i'll|we've|he's|she's|it's|you're|they're|we're|"
    r"(?:my|your|his|her|our|their|the) \w+)"
)
_DANGLES = re.compile(
    rf"(?:.* )?{_SUBJECT}(?: (?:was|were|is|am|are|have|has|had|been|do|don't|did|didn't|would|could|"
    rf"can|will|{'|'.join(sorted(_ADVERB))}|going to|used to))* (\w+)"
)
_RELATIVE = re.compile(r"\b(?:all|what|everything|nothing|anything|something|how|where)\b")
_TAILS = re.compile(
    r"(?:.* )?(?:you know|i mean|kind of|sort of|a lot of|one of|(?:going|want|wanted|wants|have|has|had|"
    r"need|needed|used|trying|meaning|like|love|about|able|supposed|started|plan|planning|forgot|decided|"
    r"hoping|remind me|remember|ask you|i'd rather|rather not|would like) (?:to|too|two)|the (?:way|fact|thing|reason|"
    r"one|ones|problem|point|question|idea)(?: is)?|i(?: was|'m|'d| am)? (?:just )?(?:thinking|wondering)"
    r"|(?:i|you|we|they|he|she|it) (?:never|always|usually|often|just|even|also|still|really)"
    r"|i (?:don't|didn't|can't|won't|couldn't|wouldn't|sort of|kind of)|(?:i'd|i would) rather(?: not)?)"
)
_ALLOWED_TAILS = re.compile(r"(?:let )?you know|i mean|(?:not|no|yes|yeah) (?:you know|i mean)")
_TO_WHOM = re.compile(
    rf"(?:.* )?{_SUBJECT} (?:gave|give|sent|told|asked|showed|brought|owes?|lent) (?:me|him|us|them)"
)
_NO_VERB = re.compile(  # "my neighbour", "do you"
    rf"(?:(?:and|so|but|well|now) ){{0,2}}(?:(?:my|our|your|his|their|the|this|that|these|those) (?:\w+ )?[\w-]+"
    rf"|(?:{_ASKING}|what|how|why|when|where) (?:i|you|we|they|he|she|it)|i|you|we|they|he|she)"
)
# A question may end on a preposition ("Where is it from?"), but hardly on one of these.
_OPEN_IN_A_QUESTION = frozenset(
    """the a an my your his her our their and or but because if i'm am was were between""".split()
)
_BARE_QUESTION = re.compile(
    rf"(?:so |and |but |well )?(?:(?:what|who|where|when|why|how|which)(?: \w+)? (?:{_ASKING}|happens if)"
    rf"|(?:(?:what|who|where|when|why|how|which)(?: \w+)? )?(?:do|does|did|can|could|would|will|should|have|has|had)"
    rf" (?:i|you|we|they|he|she|it|the \w+|my \w+)"
    rf"|(?:do|did|would|don't|could|can|should) (?:i|you|we|they|he|she)(?: even| still| really)? "
    rf"(?:want|like|have|remember|know|think|need|mind)(?: to| if| that| the)?)"
)
# Who wishes for a thing often goes on to say how it should be, in a question's form or not.
_WISH = re.compile(
    r"(?:please |and |so |well |hi |hey |hello |um |yes |okay )*"
    r"(?:(?:can|could|may|might|shall) (?:i|we) (?:please )?(?:have|get|order)\b.*"
    r"|(?:i|we)(?:'d| would) (?:also )?like (?!to\b).*|(?:i|we) (?:want|need) (?:a|an|some|two|three|the)\b.*"
    r"|(?:give|get|make|bring|order|buy|brew|fetch|find) (?:me|us) (?:a|an|some|two|three|the|\d+)\b.*)"
)
_LOOKS_BACK = 16  # words; longer ones are nothing the patterns know
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")
_SENTENCES = re.compile(r"[.!?…]+\s+")


def ending(words: str) -> Ending:
    """How finished these words are, by themselves; what holds no word is."""
    text = words.strip().lower().replace("’", "'")
    if not text:
        return Ending.WHOLE
    if text.endswith((",", "-", "—", "...", "…", ":")):
        return Ending.OPEN
    # A recogniser's full stop tells that the voice stopped, not that the sentence did.
    found = _WORD.findall(_SENTENCES.split(text)[-1])
    if not found:
        return Ending.WHOLE
    tail = found[-_LOOKS_BACK:]
    end = _question(tail) if text.endswith("?") else _statement(tail)
    return Ending.LOOSE if end is Ending.WHOLE and _WISH.fullmatch(" ".join(found)) else end


def left_open(words: str) -> bool:
    """Must something follow these words?"""
    return ending(words) is Ending.OPEN


def _question(found: list[str]) -> Ending:
    if found[-1] in _OPEN_IN_A_QUESTION or _BARE_QUESTION.fullmatch(" ".join(found)):
        return Ending.OPEN
    return Ending.WHOLE


def _statement(found: list[str]) -> Ending:
    last, said = found[-1], " ".join(found)
    if last in _OPEN:
        return Ending.OPEN
    if _TAILS.fullmatch(said) and not _ALLOWED_TAILS.fullmatch(said):
        return Ending.OPEN
    if last in _MOSTLY_OPEN:
        if len(found) == 1:
            return Ending.LOOSE if last in _CAN_STAND_ALONE else Ending.OPEN
        closed = any(_CLOSED.fullmatch(" ".join(found[-size:])) for size in (2, 3, 4, 5))
        if closed:
            return Ending.WHOLE
        return Ending.LOOSE if last in _PARTICLES or _ECHO.fullmatch(said) else Ending.OPEN
    if _TO_WHOM.fullmatch(said) or _NO_VERB.fullmatch(said):
        return Ending.LOOSE
    dangling = _DANGLES.fullmatch(said)
    if dangling and dangling[1] in _WANTING and not _RELATIVE.search(said):
        return Ending.LOOSE
    return Ending.WHOLE
