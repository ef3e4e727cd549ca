"""Read one turn: what kind of thing was said, about what, whom and with what feeling. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.dialogue import english, topics
from assistant.dialogue.english import listed
from assistant.dialogue.feelings import feeling_in, mood_of
from assistant.dialogue.frames import Frame, frame_of
from assistant.dialogue.people import Person, person_in
from assistant.dialogue.text import sentences


class Kind(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"
    NOD = "nod"
    LAUGH = "laugh"
    FRAGMENT = "fragment"
    BACK = "back"  # "and you?"
    TOLD = "told"
    OPINION = "opinion"
    ADVICE = "advice"
    LIVE = "live"  # weather, news: what only a network knows
    FACT = "fact"
    OF_HER = "of_her"  # small talk about her
    CANNOT = "cannot"  # a thing to do that she can't do yet
    WISH = "wish"  # "tell me a joke"
    PRAISE = "praise"
    SCOLD = "scold"
    CORRECT = "correct"
    AGAIN = "again"  # "you already said that"
    QUESTIONS = "questions"  # "you ask a lot of questions"
    WAIT = "wait"
    LISTEN = "listen"
    TASK = "task"  # something to make out of words: a line, a name, a pirate
    MAY = "may"  # "can I tell you something?"
    SAY_BACK = "say_back"  # "say back to me what I've told you"
    ENOUGH = "enough"  # "that's all": the end of being listened to
    SO = "so"  # a few words with a question mark that ask for agreement: "okay so I walk?"


@dataclass(frozen=True, slots=True)
class Said:
    """`you` is the chief clause from her side ("you quit your job"), `thing` its object
    ("your job"), `base` a bare verb phrase or clause a frame gives ("learn Spanish"), `topic` a
    key of `topics`, `hit` the word it was known by, `mood` -1, 0 or 1, `detail` what was wished.
    """

    text: str
    kind: Kind
    frame: Frame = Frame.OTHER
    you: str = ""
    thing: str = ""
    base: str = ""
    person: Person | None = None
    topic: str = ""
    hit: str = ""
    feeling: str = ""
    mood: int = 0
    detail: str = ""
    words: tuple[str, ...] = ()


_YES = r"(?:yes|yeah|yep|yup|sure|of course|definitely|absolutely|i do|i am|i did|i have|i was|it is|it does|it was|i think so|i guess so|i suppose so|exactly|right|true|that's (?:right|true|it)|indeed|totally|you're right|correct|both|kind of|sort of|a (?:little|bit)|please do|go on|go ahead)"
_NO = r"(?:no|nope|nah|not really|not at all|never|i don't|i didn't|i haven't|i wasn't|i'm not|it isn't|it doesn't|not yet|neither|no thanks?|no thank you|i don't think so|not this time|not exactly|not quite)"
_UNSURE = r"(?:i don'?t know|i do not know|dunno|no idea|not sure|i'm not sure|maybe|perhaps|hard to say|i can't say|it depends|who knows|i guess|whatever|nothing|not much|nothing much|nothing really|nothing special)"
_NOD = r"(?:ok(?:ay)?|fine|i'm (?:fine|good|okay|ok|well|all right)|not bad|pretty good|very well|can't complain|i see|i understand|got it|cool|nice|great|good|wow|interesting|fair enough|fair|alright|all right|makes sense|good point|oh|ah|really|huh|sounds good|lovely|amazing|awesome|perfect|that's (?:nice|good|great|cool|interesting|fair|lovely|sweet|kind|funny|a good (?:point|question|idea))|good (?:point|question|idea)|true that)"
_TAIL = r"(?: (?:then|i guess|though|really|anyway|so|actually|to me|maybe|very|much|about that|about it|today|and|of you))*"

_WISHES = (
    ("joke", r"^(?:a |the )?joke$|\b(?:tell|know|got|give|say|another|a) (?:me )?(?:a |an |another |any |some )?(?:good |funny |bad )?(?:jokes?|something funny)\b|\bmake me laugh\b|\banother joke\b"),
    ("story", r"^(?:a |the )?story$|\b(?:tell|read|give) (?:me )?(?:a |another )?(?:short |little |bedtime )?story\b"),
    ("bored", r"\b(?:i'm|i am|i feel) (?:so |really |very |a bit |kind of )?bored\b|\bentertain me\b|\bnothing to do\b"),
    ("something", r"\btell me (?:something|anything)(?: (?:interesting|nice|new|good|i don't know|cool|strange))?$|\bsay something(?: \w+)?$|\btalk to me\b|\blet's (?:talk|chat)\b|\bsurprise me\b|\bwhat (?:should|shall|can|do you want to) (?:we )?talk about\b|\bstart a conversation\b"),
    ("ask", r"^(?:a |the )?question$|\bask me (?:something|anything|a question)\b"),
)  # fmt: skip
_OF_HER = (
    ("how", r"\bhow (?:are|r|have) (?:you|u|ya)\b(?: (?:doing|been|feeling|today|tonight))*$|\bhow's it going\b|\bhow do you do\b|\bwhat's up\b|\bhow are things\b|\bhow was your (?:day|night|week|weekend|evening|morning)\b|\bhow is your day\b|\bare you (?:okay|ok|well|all right|good)$"),
    ("sure", r"\bare you (?:\w+ )?(?:sure|certain|guessing|making (?:that|this|it) up)\b|\byou don't sound (?:so |very )?sure\b|\bdo you (?:ever )?(?:make (?:things|stuff|it) up|lie|guess)\b|\bhow (?:do|can|would) (?:you|i) know (?:that|if that)"),
    ("doing", r"\bwhat (?:are you doing|are you up to|were you doing|did you do|do you do)(?: (?:today|now|all day|all the time|right now|there|here|for fun|yesterday|tonight))*$|\bwhat have you been (?:doing|up to)\b"),
    ("age", r"\bhow old are you\b|\bwhen were you (?:born|made|built)\b|\byour (?:age|birthday)\b"),
    ("where", r"\bwhere (?:are|do) you (?:live|from|right now|now|located)?"),
    ("maker", r"\bwho (?:made|built|created|wrote|programmed|designed) you\b"),
    ("sleep", r"\bdo you (?:ever )?(?:sleep|dream|get tired|rest)\b|\bdid you sleep\b"),
    ("favourite", r"\b(?:what's|what is|do you have|who is|who's) (?:your|a) fav(?:ou?rite)\b"),
    ("there", r"\bare you (?:still )?(?:there|here|listening|awake|with me|on)\b|\bcan you hear me\b|\banybody (?:there|home)\b|\banyone there\b"),
    ("language", r"\b(?:do|can) you (?:speak|understand|know) (?:any )?(?:other )?(?:french|german|spanish|italian|chinese|japanese|languages?|dutch|russian|portuguese)\b"),
)  # fmt: skip
_LIVE = re.compile(
    r"\b(?:weather|forecast|temperature outside|going to rain|will it rain|is it raining|is it (?:cold|hot|warm|sunny) (?:out|outside|today)|"
    r"snow (?:today|tomorrow)|the news|headlines|happening in the world|stock|share price|bitcoin|exchange rate|traffic (?:like|report)|"
    r"on tv|train (?:leave|late|delayed)|open (?:today|now|on sunday)|umbrella)\b"
)
_DO = re.compile(
    r"^(?:(?:can|could|would|will) you |i (?:want|need) you to |i'd like you to )?(?P<what>"
    r"(?:set|start) (?:a |an |my )?(?:timer|alarm|reminder)|remind me|wake me|play (?:me )?(?:a |some |the |my )?\w+|"
    r"(?:send|write|read|check) (?:a |an |my |the )?(?:e-?mails?|messages?|texts?|mail|letters?|calendar|inbox)|"
    r"(?:call|ring|phone|text) (?:my |the )?\w+|open (?:the |my |a )?\w+|(?:turn|switch) (?:on|off) (?:the |my )?\w+|"
    r"search (?:for|the)? ?\w+|google|look (?:up|it up)|book (?:a|me)|order (?:a|me|some)|buy|sing(?: me)?(?: a song)?|translate|"
    r"take a (?:note|picture|photo)|show me|add .{1,40} to (?:my|the) (?:list|calendar)|turn (?:the |my )?\w+ (?:on|off)|"
    r"remember (?:that|this|my)|draw|dance|shut ?down|restart|download|install|delete)\b(?P<rest>.*)"
)
_OPINION = re.compile(
    r"\bwhat (?:do|did|would) you (?:think|make|reckon|say)(?: (?:of|about|is))?\b(?P<about>.*)|"
    r"\b(?:do|did|don't) you (?:like|love|enjoy|hate|prefer|believe in|miss|care about|want)\b(?P<about2>.*)|"
    r"\b(?:what's|what is) your (?:opinion|view|take)(?: (?:on|of|about))?\b(?P<about3>.*)|"
    r"\bhow do you feel about\b(?P<about4>.*)|\bdo you (?:think|agree|believe)\b(?P<about5>.*)|"
    r"\b(?:what's|what is|who's|who is) your fav(?:ou?rite)\b(?P<about6>.*)",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\b(?:should|shall) (?:i|we) (?P<base>[^?]+)|\bwhat (?:should|would|can|do|could) (?:i|we|you) (?:do|say|cook|eat|wear|write|read|watch|get|give|make|try)\b(?P<rest>[^?]*)|"
    r"\bhow (?:do|can|should|could|would) i (?P<base2>[^?]+)|\bwhat would you (?:do|advise|suggest)\b|\bany (?:advice|ideas|tips|suggestions)\b|"
    r"\b(?:can|could) you (?:help|advise) me\b(?P<rest2>[^?]*)|\bi need (?:some |your )?(?:advice|help)\b(?P<rest3>[^?]*)",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:you(?:'re| are)) (?:so |very |really |pretty |quite |such a |a )*(?:nice|kind|sweet|funny|smart|clever|great|amazing|"
    r"wonderful|good|lovely|brilliant|helpful|cool|the best|awesome|fun|cute|good listener|intelligent)\b|"
    r"\bi (?:really )?(?:like|enjoy) (?:you|your|talking)\b|\bgood (?:girl|job|answer|one)\b|\bwell done\b|\bthat (?:was|is) (?:helpful|funny|nice of you)\b|\bthat helps?\b"
)
_SCOLD = re.compile(
    r"\b(?:you(?:'re| are)) (?:so |very |really |such an? |an? |being |just )*(?:stupid|useless|dumb|annoying|boring|wrong|terrible|awful|"
    r"bad|an idiot|idiot|rude|weird|creepy|slow|repetitive|no help|not helpful|not listening|not very \w+|crap|rubbish|broken)\b|"
    r"\b(?:i hate|screw|fuck) you\b|\byou (?:suck|don't (?:understand|listen|get it)|didn't (?:understand|listen|answer)|know nothing)\b|"
    r"\bthanks for nothing\b|\bthat(?:'s| is| was) (?:not (?:helpful|funny|true|an answer)|a stupid|useless|nonsense|wrong|a dumb)\b|\bthat makes no sense\b"
)
_CORRECT = re.compile(
    r"^(?:no,? )?(?:that's not what i (?:said|meant|asked)|i didn't (?:say|mean|ask) (?:that|it)|you (?:misheard|misunderstood|got (?:that|me|it) wrong))|^no,? (?:no,? )?i (?:said|meant|mean)\b|^i (?:said|meant) (?:\w+ ){0,2}\w+, not\b"
)
_CORRECTED = re.compile(
    r"(?i)^(?:no,? )*(?:that's not what i (?:said|meant)|you (?:misheard|got (?:that|it|me) wrong))?[,.;: ]*(?:no,? )?i (?:said|meant|mean)[,:]? (?P<words>.+?)(?:, not .+)?[.!]*$"
)
_TASK = re.compile(
    r"^(?:(?:can|could|would|will) you (?:please )?)?(?:write|draft|compose|make up|let's make up|invent|rhyme|rap|recite|(?:talk|speak) like|teach me|"
    r"give me|name (?:one|two|three|a|an|me)|read me|end it|finish it|sentence them|describe|list|say something|tell me (?:something|one|another|a bit)|"
    r"do (?:it|one|another)|make (?:it|one) |help me (?:write|with|find|word|phrase)|suggest|recommend|pick (?:one|for me)|choose (?:one|for me)|"
    r"how would you (?:put|say|word|phrase)|sing |talk about something|encore|one more|ask me what|what rhymes)"
)
_MAY = re.compile(
    r"^(?:can|could|may) i (?:just |quickly )?(?:tell|ask|read|show|say|share|talk to)\b(?!.*\bwhat\b)"
)
_SAY_BACK = re.compile(
    r"\b(?:say|tell|read|give|repeat) (?:me |it |that |all )*back\b|\bsay back\b|\b(?:sum|summari[sz]e) (?:it|that|this|me) ?(?:up)?\b|\bsum up\b|\ba summary\b|^summary\b|\bwhat (?:have i told|did i tell|have i said)(?: to)? you\b"
)
_ENOUGH = re.compile(
    r"^(?:(?:okay|ok|well|so|and|right|thanks|thank you)[ ,.]+)*(?:that(?:'s| is| was) (?:it|all|everything|all of it)|i'm (?:done|finished)|i've said it(?: all)?|i feel (?:a bit |a little |much )?(?:better|lighter))(?: (?:now|really|then|i think|i guess|for now))*$"
)
_IS_IT = re.compile(
    r"^(?:and |so |but )?(?:is it|is that|was it|was that|would it be|does (?:that|it) sound) (?P<is>silly|stupid|rude|weird|mad|daft|foolish|crazy|wrong|bad|odd|strange|selfish|mean|too (?:late|soon|much|early)|okay|ok|normal|unfair)\b"
)
_TOO_MANY = re.compile(
    r"\b(?:so many|too many|a lot of|all these|always|enough|only|stop asking|with the) (?:questions|asking)\b|\byou ask (?:a lot|too much|many)|\bstop asking\b"
)
_ALREADY = re.compile(
    r"\byou (?:already|just) (?:said|asked|told)|\byou (?:keep|are) (?:saying|asking|repeating)|\bstop repeating\b|\bsaid that (?:already|before)\b"
)
_WAIT = re.compile(
    r"^(?:wait|hold on|hang on|one (?:moment|second|minute|sec)|just a (?:moment|second|minute|sec)|give me a (?:moment|minute|second|sec)|let me (?:think|finish|see)|a moment)(?: (?:a|for a|me|please|second|minute|moment|then|about (?:it|that)|i'm thinking))*$"
)
_LISTEN = re.compile(
    r"\bjust listen\b|\b(?:don't|do not|no) (?:give me |want |need )?(?:any )?advice\b|\bjust (?:want|need) (?:to (?:talk|vent)|you to listen|someone to listen)\b|\blet me (?:vent|talk)\b|\bneed to vent\b|\b(?:don't|do not) want (?:any )?(?:tips|solutions)\b|\bnot asking you to (?:fix|solve)\b|\bdon't (?:fix|solve) (?:it|this|anything)\b"
)
_QUESTION = re.compile(
    r"^(?:who|whom|whose|what|what's|who's|where's|how's|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|has|have|should|am|isn't|aren't|don't|doesn't|tell me (?:about|who|what|when|where|why|how)|explain|define|do you know|have you)\b"
)
_LAUGH = re.compile(
    r"^(?:(?:ha|he|hi){2,}h?|lol|lmao|rofl|that's (?:so |really )?funny|(?:ha)+|hehe|funny|good one|😂|🤣|😄)+(?:\W.*)?$"
)

_STRIP = re.compile(
    r"^(?:(?:well|so|okay|ok|oh|hey|hi|hello|um+|uh+|hm+|yes|yeah|no|and|but|also|then|because|anyway|actually|honestly|"
    r"listen|look|you know what|you know|i mean|guess what|to be honest|by the way|basically|right|sorry|sometimes|"
    r"sadly|unfortunately|luckily|apparently|thing is|the thing is|mostly|today|yesterday|last night|lately|recently|this morning|tonight)\b[\s,.:;!-]*)+",
    re.IGNORECASE,
)
_SOFTEN = re.compile(
    r"\b(?:actually|literally|basically|kind of|sort of|kinda|sorta|honestly|pretty much)\b ?",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:,? (?:but|because|since|so that|and then|although|though|which|cause|cos|except)\b|,? (?:and|so) (?=(?:i|we|he|she|they|it|now|my)\b)|[,;:–—] | - )", re.IGNORECASE)  # fmt: skip
MOST_WORDS = 12  # a longer clause is not said back whole


def understand(text: str, known: tuple[Person, ...] = ()) -> Said:
    """What `text` (cleaned) says; `known` are the people spoken of so far, latest first."""
    whole = " ".join(text.split())
    low = whole.lower().strip(" .!,;")
    words = english.content_words(whole)
    person = person_in(whole, known)
    topic, hit = topics.topic_of(low)
    base = Said(
        whole, Kind.TOLD, person=person, topic=topic, hit=hit, mood=mood_of(low), words=words
    )
    kind, detail, about = _kind(whole, low)
    if kind is not Kind.TOLD:
        return _with(
            base, kind=kind, detail=detail, thing=_asked_thing(about or whole), base=_clause(about)
        )
    return _told(base)


def _kind(whole: str, low: str) -> tuple[Kind, str, str]:
    """The kind, what exactly (a key), and the words it is about."""
    bare = re.sub(r"[^\w' ]+", " ", low)
    bare = " ".join(bare.split())
    stripped = _STRIP.sub("", bare) or bare
    if _LAUGH.match(low):
        return Kind.LAUGH, "", ""
    if _CORRECT.search(low):
        corrected = _CORRECTED.match(whole)
        return Kind.CORRECT, corrected["words"] if corrected else "", ""
    if _ALREADY.search(low):
        return Kind.AGAIN, "", ""
    if _WAIT.match(stripped):
        return Kind.WAIT, "", ""
    if _LISTEN.search(low):
        return Kind.LISTEN, "", ""
    if _ENOUGH.search(bare):
        return Kind.ENOUGH, "", ""
    if _SAY_BACK.search(bare):
        return Kind.SAY_BACK, "", ""
    if _MAY.search(stripped):
        return Kind.MAY, "", ""
    for key, pattern in _WISHES:
        if re.search(pattern, bare):
            return Kind.WISH, key, ""
    if re.fullmatch(
        r"(?:and |what about |how about )?(?:you|yours|yourself)(?: too| then)?|(?:and )?(?:what about you|how about you)|(?:.{0,30} )?(?:and you|what about you|how about you)",
        bare,
    ):
        return Kind.BACK, "", ""
    for kind, pattern in (
        (Kind.UNSURE, _UNSURE),
        (Kind.NO, _NO),
        (Kind.YES, _YES),
        (Kind.NOD, _NOD),
    ):
        if re.fullmatch(f"(?:well |oh |um |hm )*(?:{pattern}[ ]?)+{_TAIL}", bare):
            return kind, "", ""
    question = _question(whole)
    if task := _task(whole):
        return Kind.TASK, "", task
    if _TOO_MANY.search(bare):
        return Kind.QUESTIONS, "", ""
    if _SCOLD.search(bare):
        return Kind.SCOLD, "", ""
    if _PRAISE.search(bare) and not question:
        return Kind.PRAISE, "", ""
    return _asked(question.lower(), question) if question else _asked_to_do(stripped)


_NO_TASK = re.compile(
    r"e-?mails?\b|calendar|inbox|a note\b|a call\b|a hand\b|a minute|a moment|a sec"
)


def _task(whole: str) -> str:
    """The sentence that asks her to make something out of words; "" when none does."""
    for sentence in sentences(whole):
        low = " ".join(re.sub(r"[^\w' ]+", " ", sentence.lower()).split())
        low = re.sub(r"^(?:(?:go on|let's see|brilliant|ha|hm+|terrible|sorry)\b ?)+", "", low)
        low = _STRIP.sub("", low) or low
        if _TASK.match(low) and not _NO_TASK.search(low) and not _ADVICE.search(low):
            return sentence.strip(" .!?")
    return ""


def _asked_to_do(bare: str) -> tuple[Kind, str, str]:
    if found := _ADVICE.search(bare):
        about = found.groupdict().get("rest3") or ""
        if "advice" in bare or "help" in bare:
            return Kind.ADVICE, "", about.strip()
    if (found := _DO.match(bare)) and len(bare.split()) <= 12:
        return Kind.CANNOT, "", re.sub(r"\bsome \b", "", bare[found.start("what") :])
    return Kind.TOLD, "", ""


_BELIEVE = re.compile(
    r"(?i), (?:can|would) you (?:believe|imagine) (?:that|it|this)\?\s*$|, you know\?\s*$"
)


def _question(whole: str) -> str:
    """The last sentence that asks, without its opener; "" when none does."""
    for sentence in reversed(sentences(whole)):
        stripped = _STRIP.sub("", sentence).strip(" .!,")
        if sentence.rstrip().endswith("?") and not _BELIEVE.search(sentence):
            return (stripped or sentence).strip(" ?")
        if _QUESTION.match(stripped.lower()) and not re.match(
            r"(?:have|is|are|when|what a)\b", stripped.lower()
        ):
            return stripped
    return ""


def _asked(low: str, question: str) -> tuple[Kind, str, str]:
    bare = " ".join(re.sub(r"[^\w' ]+", " ", low).split())
    for key, pattern in _OF_HER:
        if re.search(pattern, bare):
            return (Kind.OPINION, "", question) if key == "favourite" else (Kind.OF_HER, key, "")
    if found := re.search(
        r"\bwhat would you (?:do|say|choose|pick|eat|buy|watch|cook) (?P<if>(?:with|if|on|in|about|after)\b.*)",
        question,
        re.IGNORECASE,
    ):
        return Kind.OPINION, "would", found["if"].strip()
    if _LIVE.search(bare):
        return Kind.LIVE, "", question
    if re.match(
        r"(?:what|which|where|how) would you\b(?! (?:do|say|advise|suggest|check)\b)", bare
    ):
        return Kind.OPINION, "would", ""
    if judged := _IS_IT.search(bare):
        return Kind.OPINION, "is_it", judged["is"]
    if found := _ADVICE.search(question):
        groups = found.groupdict()
        about = next((groups[key] for key in ("base", "base2") if groups.get(key)), "")
        about = re.split(r",| because | when | if ", about)[0]
        return Kind.ADVICE, "how" if groups.get("base2") else "", about.strip()
    if found := _OPINION.search(question):
        about = next((group for group in found.groups() if group), "")
        return Kind.OPINION, "", about.strip()
    if found := _DO.match(bare):
        return Kind.CANNOT, "", re.sub(r"\bsome \b", "", bare[found.start("what") :])
    if re.match(r"(?:would|could|can|will|do|are|have|did|were) you\b", bare):
        return Kind.OPINION, "you", re.sub(r"^\w+ you\b", "", question, flags=re.IGNORECASE).strip()
    if len(bare.split()) <= 6 and not _QUESTION.match(bare) and not re.search(_WH, bare):
        return Kind.SO, "", ""
    if re.match(r"what (?:do|should|can) i do\b", bare):
        return Kind.ADVICE, "", ""
    return Kind.FACT, "mine" if re.search(r"\b(?:i|my|me)\b", bare) else "", question


_WH = r"\b(?:what|who|whom|whose|when|where|why|how|which)\b"


def _told(said: Said) -> Said:
    """Fill in frame, clause and objects of something told."""
    clause = _chief(said.text)
    words = english.words_of(clause)
    if not words:
        return _with(said, kind=Kind.FRAGMENT)
    if found := re.fullmatch(
        r"(?i)(?:it's|it is|it was|that's|that was|mostly|mainly) (?P<rest>(?:about|because of|mostly|the|my|for|from|with|at|in|on) .+)",
        clause,
    ):
        words = english.words_of(found["rest"])
        rest = english.flipped(found["rest"])
        return _with(said, kind=Kind.FRAGMENT, you=rest, thing=_thing(words))
    feeling = feeling_in(said.text)
    thing = _thing(words) or _thing(english.words_of(said.text))
    you = english.flipped(clause) if len(words) <= MOST_WORDS else ""
    said = _with(said, you=_lower_first(you), thing=thing, feeling=feeling)
    frame, base = frame_of(clause, feeling, said.person)
    if frame is Frame.OTHER and len(words) <= 6 and not _has_verb(words):
        return _with(said, kind=Kind.FRAGMENT, you=_lower_first(english.flipped(clause)))
    if frame in _BASE_IS_THING:
        said = _with(said, thing=_trimmed(base) or thing)
    return _with(said, frame=frame, base=base)


_BASE_IS_THING = {Frame.LOVE, Frame.HATE, Frame.MISS, Frame.HAVE, Frame.BEGAN, Frame.STOPPED}


def _chief(text: str) -> str:
    """The clause that carries most: about the person themselves if there is one, the latest of these."""
    best, score = "", -1
    for sentence in sentences(text):
        stripped = _STRIP.sub("", sentence).strip()
        for piece in _CUT.split(stripped):
            clause = _SOFTEN.sub("", _STRIP.sub("", piece)).strip(" .!?,;:\"'")
            words = english.words_of(clause)
            if not words:
                continue
            low = clause.lower()
            worth = 4 * bool(
                re.match(r"(?:i|i'm|i've|i'd|i'll|we|we're|we've|my|our|whether)\b", low)
            )
            worth += (
                2 * bool(topics.topic_of(low)[0]) + 2 * bool(feeling_in(low)) + (mood_of(low) != 0)
            )
            worth += bool(english.content_words(clause)) - 3 * (len(words) > MOST_WORDS)
            if worth >= score:
                best, score = clause, worth
    return best


def _thing(words: list[str]) -> str:
    """The object of a clause: its last noun phrase that is no person and no moment."""
    found = ""
    for at, word in enumerate(words):
        if word.lower() in english.DETERMINERS:
            phrase = english.noun_phrase(words, at)
            if not phrase or phrase[-1].lower() in _NO_THING or phrase[-1].lower() in english.STOP:
                continue
            if (
                at == 0
                or not found
                or words[at - 1].lower() not in {"in", "at", "for", "on", "of", "with", "from"}
            ):
                found = _said_back(phrase)
    return found


_NO_THING = frozenset(
    listed(
        "day week year month morning evening afternoon night time moment lot bit while hour minute way few other weekend one"
    )
) | {"best", "worst", "whole", "same", "idea"}


def _said_back(phrase: list[str]) -> str:
    """A noun phrase from her side: "my job" is "your job", "a new guitar" is "the new guitar"."""
    head = phrase[0].lower()
    rest = " ".join(english.flipped(word) for word in phrase[1:])
    match head:
        case "my" | "our":
            return f"your {rest}"
        case "a" | "an" | "some" | "another":
            return f"the {rest}"
        case "your":
            return f"my {rest}"
        case "this" | "these" | "those":
            return f"{'that' if head == 'this' else 'those'} {rest}"
        case _:
            return f"{head} {rest}"


def _trimmed(base: str) -> str:
    """At most five words of an object, a leading article told as the known thing, moments gone."""
    words = english.words_of(base)
    kept: list[str] = []
    for word in words[:6]:
        if kept and word.lower() in (
            english.MOMENTS
            | {"because", "but", "when", "that", "who", "which", "and", "so", "if", "for", "with"}
        ):
            break
        kept.append(word)
    if base.lower().startswith(("a lot of ", "lots of ")):
        kept = ["all", "that", *kept[3 if kept[0].lower() == "a" else 2 :]]
    if kept and kept[0].lower() == "to":
        return ""
    if kept and kept[0].lower() in {"a", "an", "some"}:
        kept[0] = "the"
    return " ".join(kept) if kept and kept[-1].lower() not in {"to", "the", "of", "in"} else ""


def _asked_thing(question: str) -> str:
    """What a question is about, as a phrase that can be named: "the capital of France"."""
    words = english.words_of(question)
    found = ""
    for at, word in enumerate(words):
        if word.lower() in english.DETERMINERS - {"that", "this"} and not found:
            phrase = english.noun_phrase(words, at)
            if phrase and phrase[-1].lower() not in _NO_THING:
                head = phrase[0].lower()
                found = (
                    " ".join(_said_back(phrase).split())
                    if head in {"my", "our", "your"}
                    else " ".join(phrase)
                )
    if found:
        return found
    names: list[str] = re.findall(r"(?<!^)\b[A-Z][\w'-]+(?: [A-Z][\w'-]+)*", question)
    names = [name for name in names if name.split()[0] not in {"I", "I'm", "I've"}]
    if names:
        return names[-1]
    after = re.search(
        r"(?i)\b(?:do|does|did|don't|doesn't|is|are|isn't|aren't|were|was|can|will|has|have|many|much|about|with|for|on|of) (?P<noun>[a-z]{3,})\b",
        question,
    )
    noun = after["noun"].lower() if after else ""
    known = english.STOP | english.MOMENTS | english.VERBS | {"one", "ones"}
    return noun if noun and noun not in known and not noun.endswith(("ly", "ing", "ed")) else ""


def _clause(about: str) -> str:
    cleaned = re.sub(r"\b(?:please|then|now|today|you think)\b", "", about).strip(" ?.!,")
    return english.flipped(" ".join(cleaned.split())) if cleaned else ""


def _has_verb(words: list[str]) -> bool:
    lows = [word.lower() for word in words]
    return any(
        low in english.AUXILIARIES
        or (low in english.VERBS)
        or low.endswith(("'s", "'re", "'m"))
        or (at > 0 and low.endswith("ed") and len(low) > 4)
        for at, low in enumerate(lows)
    )


def _lower_first(clause: str) -> str:
    first = clause.split(" ", 1)[0]
    keep = first in {"I", "I'm", "I've", "I'd", "I'll"} or (
        first[:1].isupper() and first.lower() not in _OPENING_WORDS
    )
    return clause if keep else clause[:1].lower() + clause[1:]


_OPENING_WORDS = english.STOP | english.DETERMINERS | english.VERBS | english.MOMENTS


def _with(said: Said, **changes: object) -> Said:
    return replace(said, **changes)  # type: ignore[arg-type]
