"""What kind of thing was said, told by how it is put: an answer, a wish, a question, a correction … Pure."""

from __future__ import annotations

import re

from assistant.dialogue import leaning, of_her
from assistant.dialogue.phrases import OPENERS
from assistant.dialogue.said import Kind
from assistant.dialogue.text import sentences

_YES = r"(?:yes|yeah|yep|yup|sure|of course|definitely|absolutely|i do|i am|i did|i have|i was|it is|it does|it was|i think so|i guess so|i suppose so|exactly|right|true|that's (?:right|true|it)|i hope so|i'd say so|every time|always|indeed|totally|(?:it|that|he|she|they|we|there) (?:is|was|does|did|do|are|were|will|has|have)|you're right|correct|both|kind of|sort of|a (?:little|bit)|please do|go on|go ahead)"
_NO = r"(?:no|nope|nah|not really|not at all|never|i don't|i didn't|i haven't|i wasn't|i'm not|it isn't|it doesn't|not yet|neither|no thanks?|no thank you|i don't think so|not this time|not exactly|(?:it|that|he|she|they|we|there) (?:isn't|wasn't|doesn't|didn't|don't|aren't|weren't|won't|hasn't|haven't|can't)|not quite)"
_UNSURE = r"(?:i don'?t know|i do not know|dunno|no idea|not sure|i'm not sure|maybe|perhaps|hard to say|i can't say|it depends|who knows|i guess|whatever|nothing|not much|nothing much|nothing really|nothing special)"
_NOD = r"(?:ok(?:ay)?|anyway|(?:but )?honestly|obviously|naturally|of course|still|i (?:suppose|guess|think|hope|thought) so|never mind me|i know|i know that|i agree|me too|same here|never mind that|fine|i'm (?:fine|good|okay|ok|well|all right)|not bad|pretty good|very well|can't complain|i see|i understand|got it|cool|nice|great|good|wow|interesting|fair enough|fair|alright|all right|makes sense|good point|oh|ah|really|huh|sounds good|lovely|amazing|awesome|perfect|that's (?:nice|good|great|cool|interesting|fair|lovely|sweet|kind|funny|a good (?:point|question|idea))|good (?:point|question|idea)|true that)"
_TAIL = r"(?: (?:then|i guess|though|really|anyway|so|actually|to me|maybe|very|much|about that|about it|today|and|of you))*"

_WISHES = (
    ("joke", r"^(?:a |the )?joke$|\b(?:tell|know|got|give|say|another|a) (?:me )?(?:a |an |another |any |some )?(?:good |funny |bad )?(?:jokes?|something funny)\b|\bmake me laugh\b|\banother joke\b"),
    ("story", r"^(?:a |the )?story$|\b(?:tell|read|give) (?:me )?(?:a |another )?(?:short |little |bedtime )?story\b"),
    ("bored", r"\b(?:i'm|i am|i feel) (?:so |really |very |a bit |kind of )?bored\b|\bentertain me\b|\bnothing to do\b"),
    ("something", r"\btell me (?:something|anything)(?: (?:interesting|nice|new|good|i don't know|cool|strange))?$|\bsay something(?: \w+)?$|\btalk to me\b|\blet's (?:talk|chat)\b|\bsurprise me\b|\bwhat (?:should|shall|can|do you want to) (?:we )?talk about\b|\bstart a conversation\b"),
    ("direct", r"^(?:please |can you |could you |i want you to |just |you can )*(?:be (?:a bit |a little |much )?(?:more )?(?:direct|blunt|frank|straight|honest)(?: with me| to me)?|don't (?:sugar ?coat|beat about the bush|mince words|spare me)(?: it| this| anything)?)(?: please| from now on| now)*$|^(?:just )?(?:give it to me straight|talk straight(?: to me)?)$"),
    ("nobody", r"\bi(?:'ve| have| do)?(?: really)? ?(?:have|got|'ve)?(?: got)? (?:nobody|no one|no-one|not anyone|don't have (?:anyone|anybody)|haven't got (?:anyone|anybody))(?: else)?(?: left)?(?: (?:that )?(?:i can|to) (?:talk|speak|turn|open up|go)(?: to| with)?| i could ring)\b|\bthere(?:'s| is) (?:nobody|no one)(?: else)? (?:i can|to) (?:talk|speak|turn) to\b|\byou(?:'re| are) the only one i (?:can )?talk to\b"),
    ("ask", r"^(?:a |the )?question$|\bask me (?:something|anything|a question)\b"),
)  # fmt: skip
_LIVE = re.compile(
    r"\b(?:weather|forecast|temperature outside|going to rain|will it rain|is it raining|is it (?:cold|hot|warm|sunny) (?:out|outside|today)|"
    r"(?:to|it) snow\b|snow (?:today|tomorrow)|the news|headlines|happening in the world|stock|share price|bitcoin|exchange rate|traffic (?:like|report)|"
    r"on tv|on at the (?:cinema|theatre|pictures|pub)|(?:train|bus|tram|flight|plane)s? (?:leave|late|delayed|on time|running|cancelled)|open (?:today|now|late|tomorrow|on \w+day)|umbrella|who (?:won|is winning|'s winning))\b"
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
_COULD_YOU = re.compile(
    r"(?:can|could|will|would) you (?P<what>(?:order|book|buy|fetch|bring|make|drive|find|get|cook|clean|fix|pay|print|scan|download|install|charge|lock|feed|water|pick|carry|take|do) (?!you\b).+)"
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
    r"\b(?:should|shall) (?:i|we) (?P<base>[^?]+)|\bwhat (?:should|would|can|do|could) (?:i|we|you) (?:even |really |actually |possibly )?(?:do|say|cook|eat|wear|write|read|watch|get|give|make|try)\b(?P<rest>[^?]*)|"
    r"\bhow (?:do|can|should|could|would) i (?P<base2>[^?]+)|\bwhat would you (?:do|advise|suggest)\b|\bany (?:advice|ideas|tips|suggestions)\b|"
    r"\b(?:can|could) you (?:help|advise) me\b(?P<rest2>[^?]*)|\bi need (?:some |your )?(?:advice|help)\b(?P<rest3>[^?]*)",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:you(?:'re| are)) (?:so |very |really |pretty |quite |such a |a )*(?:nice|kind|sweet|funny|smart|clever|great|amazing|"
    r"wonderful|good|lovely|brilliant|helpful|cool|the best|awesome|fun|cute|good listener|intelligent)\b|"
    r"\bi (?:really )?(?:like|enjoy) (?:you|your|talking)\b|^(?:very |that's |that was )?(?:a )?good (?:girl|job|answer|one)\b|\bwell done\b|\bthat (?:was|is) (?:helpful|funny|nice of you)\b|\bthat helps?\b"
)
_SCOLD = re.compile(
    r"\b(?:you(?:'re| are)) (?:so |very |really |such an? |an? |being |just )*(?:stupid|useless|dumb|annoying|boring|wrong|terrible|awful|"
    r"bad|no (?:fun|use|good|help)|an idiot|idiot|rude|weird|creepy|slow|repetitive|no help|not helpful|not listening|not very \w+|crap|rubbish|broken)\b|"
    r"\b(?:i hate|screw|fuck) you\b|\byou (?:suck|don't (?:understand|listen|get it)|didn't (?:understand|listen|answer)|know nothing)\b|"
    r"\bthanks for nothing\b|\bthat(?:'s| is| was) (?:not (?:helpful|funny|true|an answer)|a stupid|useless|nonsense|wrong|a dumb)\b|\bthat makes no sense\b"
)
_CORRECT = re.compile(
    r"^no,? that(?:'s| is| was) (?:wrong|not (?:right|true|it|so|correct))$|^(?:no,? )?(?:that's not what i (?:said|meant|asked)|i didn't (?:say|mean|ask) (?:that|it)|you (?:misheard|misunderstood|got (?:that|me|it) wrong))|^no,? (?:no,? )?i (?:said|meant|mean)\b|^i (?:said|meant) (?:\w+ ){0,2}\w+, not\b"
)
_CORRECTED = re.compile(
    r"(?i)^(?:no,? )*(?:that's not what i (?:said|meant)|you (?:misheard|got (?:that|it|me) wrong))?[,.;: ]*(?:no,? )?i (?:said|meant|mean)[,:]? (?P<words>.+?)(?:, not .+)?[.!]*$"
)
_TASK = re.compile(
    r"^(?:(?:can|could|would|will) you (?:please )?)?(?:write|draft|compose|make up|let's make up|invent|rhyme|rap|recite|(?:talk|speak) like|teach me|"
    r"give me|name (?:one|two|three|a|an|me)|read me|end it|finish it|sentence them|describe|list|say something|tell me (?:something|one|another|a bit)|"
    r"do (?:it|one|another)|make (?:it|one) |help me (?:write|with|find|word|phrase)|suggest|recommend|pick (?:one|for me)|choose (?:one|for me)|"
    r"how would you (?:put|say|word|phrase)|sing |talk about something|encore$|one more (?:joke|story|line|verse|poem)|ask me what|what rhymes)"
)
_MAY = re.compile(
    r"^(?:can|could|may) i (?:just |quickly )?(?:tell|ask|read|show|say|share|talk to)\b(?!.*\bwhat\b)|^(?:one (?:more )?thing|(?:serious|quick|another|one more|silly|stupid) question|question for you|i(?:'ve got| have) (?:a|one more) (?:\w+ )?question|guess what|i(?: want|'d like|'ve got something| have something)(?: to)? tell you (?:something|about .{2,30})|i want to tell you something)$"
)
_SAY_BACK = re.compile(
    r"\b(?:say|tell|read|give|repeat) (?:me |it |that |all )*back\b|\bsay back\b|\b(?:sum|summari[sz]e) (?:it|that|this|me) ?(?:up)?\b|\bsum up\b|\ba summary\b|^summary\b|\bwhat (?:have i told|did i tell|have i said)(?: to)? you\b"
)
_ENOUGH = re.compile(
    r"^(?:(?:okay|ok|well|so|and|right|thanks|thank you)[ ,.]+)*(?:that(?:'s| is| was) (?:it|all|everything|all of it)|i'm (?:done|finished)|i've said it(?: all)?|i feel (?:a bit |a little |much )?(?:better|lighter))(?: (?:now|really|then|i think|i guess|for now))*$"
)
_IS_IT = re.compile(
    r"^(?:and |so |but )?(?:is it|is that|was it|was that|would it be|does (?:that|it) sound) (?P<is>silly|stupid|rude|weird|mad|daft|foolish|crazy|wrong|bad|odd|strange|selfish|mean|too (?:late|soon|much|early)|okay|ok|normal|unfair|terrible|awful|childish|pathetic|sad|ridiculous|ungrateful|cruel)\b"
)
_ACCEPTED = re.compile(
    r"(?:is|are) (?P<what>(?!it\b|that\b|this\b|he\b|she\b|they\b|you\b|there\b|i\b|we\b)[\w' ]{2,40}?) (?:ever |really |actually )?(?:acceptable|okay|ok|overrated|underrated|any good|worth it|a crime|a sin|good|better|bad|allowed|evil|cool)(?: for (?:you|me|us))?"
)
_AT_LARGE = re.compile(
    r"(?:is|are|can|do|does|will) (?P<what>(?:money|people|humans|love|life|time|animals|dogs|cats|men|women|children|friends|work|happiness)\b(?!.*\b(?:my|your|his|her|here|today|now)\b)[\w' ]*)"
    r"|what(?:'s| is) (?P<what2>the (?:best|nicest|worst|meaning|secret|point|funniest|loveliest) (?!way\b|time\b)[\w' ]+)"
)
_TOO_MANY = re.compile(
    r"\b(?:so many|too many|a lot of|all these|always|enough|only|stop asking|with the) (?:questions|asking)\b|\byou ask (?:a lot|too much|many)|\bstop asking\b"
)
_ALREADY = re.compile(
    r"\byou (?:already|just) (?:said|asked|told)|you(?:'ve| have)? (?:said|asked|told)(?: me)? (?:that|this|it)(?: question)? (?:already|before|twice|again)|\byou (?:keep|are) (?:saying|asking|repeating)|\bstop repeating\b|\bsaid that (?:already|before)\b"
)
_WAIT = re.compile(
    r"^(?:wait|hold on|hang on|one (?:moment|second|minute|sec)|just a (?:moment|second|minute|sec)|give me a (?:moment|minute|second|sec)|let me (?:think|finish|see)|a moment)(?: (?:a|for a|me|please|second|minute|moment|then|about (?:it|that)|i'm thinking))*$"
)
_LISTEN = re.compile(
    r"\bjust listen\b|\b(?:don't|do not|no) (?:give me |want |need )?(?:any )?advice\b|\bjust (?:want|need) (?:to (?:talk|vent)|you to listen|someone to listen)\b|\blet me (?:vent|talk)\b|\bneed to vent\b|\b(?:need|want|would like|'d like) to (?:talk|speak) (?:to (?:you|someone|somebody) )?about\b|\b(?:don't|do not) want (?:any )?(?:tips|solutions)\b|\bnot asking you to (?:fix|solve)\b|\bdon't (?:fix|solve) (?:it|this|anything)\b"
)
_QUESTION = re.compile(
    r"^(?:who|whom|whose|what|what's|who's|where's|how's|when|where|why|how|which|is|are|was|were|do|does|did|can|could|will|would|has|have|should|am|isn't|aren't|don't|doesn't|tell me (?:about|who|what|when|where|why|how)|explain|define|do you know|have you)\b"
)
_LAUGH = re.compile(
    r"^(?:(?:ha|he|hi){2,}h?|lol|lmao|rofl|that's (?:so |really )?funny|(?:ha)+|hehe|funny|good one|(?:i'm |i was )?(?:just |only )*(?:kidding|joking)|😂|🤣|😄)+(?:\W.*)?$"
)


def kind_in(whole: str, low: str) -> tuple[Kind, str, str]:
    """The kind, what exactly (a key), and the words it is about."""
    bare = re.sub(r"[^\w' ]+", " ", low)
    bare = " ".join(bare.split())
    stripped = OPENERS.sub("", bare) or bare
    if _LAUGH.match(low):
        return Kind.LAUGH, "", ""
    if bare in {"knock knock", "knock knock joke"}:
        return Kind.KNOCK, "", ""
    if re.fullmatch(
        r"(?:so )?(?:wish me luck|fingers crossed|keep your fingers crossed)(?: then| please)?",
        bare,
    ):
        return Kind.LUCK, "", ""
    if _RIDDLE.match(stripped):
        return Kind.RIDDLE, "", ""
    if _SORRY.fullmatch(bare):
        return Kind.SORRY, "", ""
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
    lean, about = leaning.leans(bare)
    if lean:
        return Kind.LEANS, lean, about
    for kind, pattern in (
        (Kind.UNSURE, _UNSURE),
        (Kind.NO, _NO),
        (Kind.YES, _YES),
        (Kind.NOD, _NOD),
    ):
        if re.fullmatch(f"(?:well |oh |um |hm |no (?=i'm ))*(?:{pattern}[ ]?)+{_TAIL}", bare):
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
    if question:
        return _asked(question.lower(), question)
    if of_her.asked(bare) == "proof":
        return Kind.OF_HER, "proof", ""
    if remark := of_her.remarked(bare):
        return (Kind.OF_HER, remark, "") if remark == "point" else (Kind.OF_HER_TOLD, remark, "")
    return _asked_to_do(whole, stripped)


_RIDDLE = re.compile(
    r"what do you (?:call an?|get when)\b|what(?:'s| is) [a-z]+ and [a-z]+$|why did the (?:\w+ ){1,3}(?:cross|go|fall|get|sit)\b|what(?:'s| is) the difference between an? \w+ and|how many \w+ does it take"
)
_SORRY = re.compile(
    r"no offen[cs]e(?: meant)?|(?:(?:oh|i'm|i am|so|really|very|and|but|ok|okay|well) )*(?:sorry|apologies|my apologies|i apologi[sz]e|my bad|forgive me)"
    r"(?: (?:about|for) (?:that|this|it|before|earlier|snapping|being \w+)| (?:that|it) was(?: \w+){1,3}| i (?:was|snapped|shouldn't|didn't mean)(?: \w+){0,6}| you're right| os ?(?:1|one)?| again| then)*"
)
_NO_TASK = re.compile(
    r"e-?mails?\b|calendar|inbox|a note\b|a call\b|a hand\b|a minute|a moment|a sec"
)


def _task(whole: str) -> str:
    """The sentence that asks her to make something out of words; "" when none does."""
    for sentence in sentences(whole):
        low = " ".join(re.sub(r"[^\w' ]+", " ", sentence.lower()).split())
        low = re.sub(r"^(?:(?:go on|let's see|brilliant|ha|hm+|terrible|sorry)\b ?)+", "", low)
        low = OPENERS.sub("", low) or low
        if _TASK.match(low) and not _NO_TASK.search(low) and not _ADVICE.search(low):
            return sentence.strip(" .!?")
    return ""


def _asked_to_do(whole: str, bare: str) -> tuple[Kind, str, str]:
    if found := _ADVICE.search(bare):
        about = found.groupdict().get("rest3") or ""
        if "advice" in bare or "help" in bare:
            return Kind.ADVICE, "", about.strip()
    if (found := _DO.match(bare)) and len(bare.split()) <= 12:
        return Kind.CANNOT, "", _as_put(whole, bare[found.start("what") :])
    return Kind.TOLD, "", ""


# "have a nice day", "when I was small": these begin like questions
_NO_QUESTION = re.compile(
    r"have\b(?! (?:you|they|we|i|my|your|the|any\w*)\b)|(?:is|are)$|(?:is|are) (?:what|how|why)\b"
    r"|when\b(?! (?:did|do|does|will|is|are|was|were|can|should|would|am)\b)|what an?\b|how \w+ of\b|how (?:nice|lovely|sweet|awful|sad|funny|kind|odd|strange|annoying|rude)\b"
)
_BELIEVE = re.compile(
    r"(?i), (?:can|would) you (?:believe|imagine) (?:that|it|this)\?\s*$|, you know\?\s*$"
)


# a subject left out is no question: "don't know anyone yet", "can't kneel any more"
_NO_SUBJECT = re.compile(
    r"(?:don't|can't|couldn't|didn't|haven't|won't|wasn't|doesn't|isn't)\b(?! (?:you|i|we|they|he|she|it|that|this|there|the|my|your|people|everyone|anyone|\w+s)\b)"
)


def _question(whole: str) -> str:
    """The last sentence that asks, without its opener; "" when none does."""
    for sentence in reversed(sentences(whole)):
        stripped = OPENERS.sub("", sentence).strip(" .!,")
        if sentence.rstrip().endswith("?") and not _BELIEVE.search(sentence):
            return (stripped or sentence).strip(" ?")
        if (
            _QUESTION.match(stripped.lower())
            and not _NO_QUESTION.match(stripped.lower())
            and not _NO_SUBJECT.match(stripped.lower())
        ):
            return stripped
    return ""


def _asked(low: str, question: str) -> tuple[Kind, str, str]:
    bare = " ".join(re.sub(r"[^\w' ]+", " ", low).split())
    if key := of_her.asked(bare):
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
        r"(?:what|which|where|how) would you\b(?! (?:do|say|advise|suggest|check|have)\b)", bare
    ):
        return Kind.OPINION, "would", ""
    if re.match(r"(?:who|which \w+|what) (?:should|shall|do|would) i vote\b|.*\bvote for\b", bare):
        return Kind.OPINION, "", "politics"
    if found := re.match(
        r"(?:what|which)(?: one)?(?:'s| is) (?:better|best|nicer|worse)\b(?P<or>.* or .*)",
        question,
        re.IGNORECASE,
    ):
        return Kind.OPINION, "you", found["or"].strip(" ,")
    if found := _ACCEPTED.match(bare) or _AT_LARGE.match(bare):
        return Kind.OPINION, "", next(group for group in found.groups() if group)
    if found := re.match(r"what if (?P<if>.+)", question, re.IGNORECASE):
        return Kind.WHAT_IF, "", found["if"]
    if judged := _IS_IT.search(bare):
        fine = judged["is"] in {"okay", "ok", "normal"}
        return Kind.OPINION, "is_fine" if fine else "is_it", judged["is"]
    if (found := _ADVICE.search(question)) and not re.search(
        r"\b(?:for a living|at work|did i)\b", bare
    ):
        groups = found.groupdict()
        about = next((groups[key] for key in ("base", "base2") if groups.get(key)), "")
        about = re.split(r",| because | when | if ", about)[0]
        return Kind.ADVICE, "how" if groups.get("base2") else "", about.strip()
    if found := _OPINION.search(question):
        about = next((group for group in found.groups() if group), "")
        return Kind.OPINION, "", about.strip()
    if found := _DO.match(bare) or _COULD_YOU.match(bare):
        return Kind.CANNOT, "", _as_put(question, bare[found.start("what") :])
    if re.match(r"(?:would|could|can|will|do|are|have|did|were) you\b", bare):
        return Kind.OPINION, "you", re.sub(r"^\w+ you\b", "", question, flags=re.IGNORECASE).strip()
    if re.match(
        r"(?:what|how|where|why|which|who)(?: \w+)? (?:do|are|did|would|can|could|will|have|were) you\b",
        bare,
    ):
        return Kind.OF_HER, "open", ""
    if len(bare.split()) <= 6 and not _QUESTION.match(bare) and not re.search(_WH, bare):
        return Kind.SO, "", ""
    if re.match(r"what (?:do|should|can) i do\b", bare):
        return Kind.ADVICE, "", ""
    return Kind.FACT, "mine" if re.search(r"\b(?:i|my|me)\b", bare) else "", question


def _as_put(whole: str, words: str) -> str:
    """`words`, which are lower case, with the capitals they had in `whole`; without "some"."""
    words = re.sub(r"\bsome \b|\b(?:please|for me|now)\b", "", words).strip()
    capitals = {one.lower(): one for one in re.findall(r"\b[A-Z][\w'-]*", whole)[1:]}
    return " ".join(capitals.get(one, one) for one in words.split())


_WH = r"\b(?:what|who|whom|whose|when|where|why|how|which)\b"
