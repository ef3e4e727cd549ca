"""What people tell about themselves and others, as a table: aspect and form of the predicate.

A predicate follows its subject ("I", "my sister", "Anna", "she"). In a form, BE stands for
am/is/are and HAVE for have/has; `v` is what is kept. The first form that fits counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
WHEN = (
    rf"(?:(?:on |by |from |in |at |until )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}(?: \d{{4}})?|(?:on |by |in )?{MONTH}(?: the)?(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? \d{{4}})?|"
    rf"(?:on |by |this |next |from |every )+{WEEKDAY}(?: (?:morning|afternoon|evening|night))?|(?:tomorrow|tonight|the day after tomorrow)(?: (?:morning|afternoon|evening|night))?|"
    rf"{WEEKDAY}|next (?:week|month|year|spring|summer|autumn|fall|winter)|this (?:weekend|summer|autumn|winter|spring|evening|afternoon)|in (?:spring|summer|autumn|winter|(?:a|one|two|three|four|five|six|\d+) (?:days?|weeks?|months?|years?))|"
    r"at (?:christmas|easter|half past \w+|\w+ o'clock|\d{1,2}(?::\d\d)?(?: ?[ap]m)?))"
)
_JOBS = """accountant actor actress advisor anaesthetist analyst apprentice archaeologist architect artist
astronomer author baker banker barber barista bartender biologist bookkeeper bookseller botanist bricklayer broker builder
butcher caretaker carer carpenter cashier chef chemist cleaner coach composer conductor consultant cook counsellor
courier curator dancer decorator dentist designer developer dietitian diplomat director doctor driver economist editor
electrician engineer estate-agent farmer firefighter fisherman florist gardener geologist goldsmith graphic-designer guide
hairdresser headteacher historian housewife illustrator inspector interpreter janitor jeweller journalist judge labourer
lawyer lecturer librarian lifeguard locksmith magician manager mathematician mechanic midwife miner musician nanny
nurse nutritionist optician painter paralegal paramedic pastor pharmacist photographer physicist physiotherapist pianist
pilot plasterer plumber podiatrist poet policeman policewoman politician postman potter priest principal producer
professor programmer psychiatrist psychologist publisher receptionist researcher roofer sailor salesman scientist
sculptor secretary singer social-worker soldier solicitor statistician stonemason student surgeon surveyor tailor
teacher technician therapist trader trainee trainer translator tutor veterinarian vet volunteer waiter waitress
watchmaker weaver welder widow widower writer violinist cellist drummer guitarist freelancer entrepreneur vegetarian vegan
insomniac diabetic pensioner twin feminist buddhist christian catholic muslim atheist only-child night-owl morning-person"""
JOBS = frozenset(_JOBS.replace("-", " ").split()) | {"worker", "officer", "assistant", "keeper"}
STATES = (
    r"(?:vegetarian|vegan|diabetic|coeliac|asthmatic|pregnant|left-handed|right-handed|colou?r-?blind|deaf|blind|dyslexic|"
    r"autistic|retired|unemployed|self-employed|married|single|divorced|engaged|widowed|separated|adopted|bilingual|"
    r"lactose intolerant|gluten intolerant|short-sighted|jewish|muslim|catholic|buddhist|christian|gay|lesbian|an only child|the (?:eldest|oldest|youngest|middle child))"
)
_LANGUAGE = r"(?:english|french|german|spanish|italian|portuguese|dutch|polish|russian|japanese|chinese|mandarin|arabic|swedish|norwegian|danish|finnish|greek|turkish|welsh|irish|hindi|korean|hebrew|czech|hungarian|romanian|ukrainian|latin|catalan|sign language)"
_PLACE = r"(?P<v>(?:a |an |the |my |our )?[\w'’ ,-]{2,50})"
_ANY = r"(?P<v>[^.!?;]{2,80})"
NOUNS = (
    r"(?:(?:middle |sur|last |first |maiden |nick|pen )?name|birthday|(?:wedding )?anniversary|address|phone number|(?:mobile |telephone )?number|postcode|zip code|"
    r"e-?mail(?: address)?|(?:shoe |ring |dress |shirt |hat |trouser )?size|blood (?:type|group)|home ?town|star sign|hobby|height|native language|first language|mother tongue|"
    r"(?:[\w'-]+ )?(?:car|bike|boat|house|flat|school|university|college|team|company|employer|band|street|job|dream|goal|religion|nationality|locker|seat|flight|train|gate|wedding|exam|interview|appointment|"
    r"dentist appointment|doctor's appointment|driving test|holiday|operation|graduation|deadline|concert|final|surgery|first day|last day|party|match|recital|performance|presentation|thesis defence))"
)


@dataclass(frozen=True, slots=True)
class Form:
    """`dated`: a relative date in the value is made a date of the calendar."""

    aspect: str
    pattern: re.Pattern[str]
    single: bool = False
    dated: bool = False
    confidence: float = 1.0


def _form(aspect: str, pattern: str, **more: bool | float) -> Form:
    text = pattern.replace("BE", "(?:am|is|are)").replace("HAVE", "(?:have|has)")
    return Form(aspect, re.compile(rf"(?i){text}"), **more)  # type: ignore[arg-type]


FORMS: tuple[Form, ...] = (
    _form("name", r"(?:BE (?:called|named)|name BE) (?P<v>[^\W\d_][\w'’-]+(?: [A-Z][\w'’-]+)?)", single=True),
    _form("allergy", rf"BE (?:severely |badly |very |terribly )?allergic to {_ANY}"),
    _form("age", r"(?:BE|(?:just |recently )?turned|BE turning) (?P<v>\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]\w+)?)(?: years old| today| now| this year)?", single=True),
    _form("married to", r"BE (?:married|engaged) to (?P<v>[\w' -]{2,40})", single=True),
    _form("state", rf"BE (?:now |also |newly |recently |finally )?(?P<v>{STATES})"),
    _form("from", rf"(?:BE (?:originally )?from|comes? (?:originally )?from|grew up in|was (?:born and )?raised in) {_PLACE}", single=True),
    _form("born", r"was born (?P<v>(?:in|on|at) [\w ,]{2,40})", single=True),
    _form("lives in", rf"(?:BE living|lives?|(?:just |recently |have |has )*moved(?: back)?) (?:in|to|near|at|with|on) {_PLACE}", single=True),
    _form("studies", rf"(?:study|studies|BE studying|BE doing a (?:degree|phd|master's) in|studied) {_ANY}"),
    _form("job", r"(?:works?|BE working|BE employed|BE training) as (?P<v>(?:an? |the )?[\w' -]{3,60})", single=True),
    _form("works at", rf"(?:works?|BE working) (?:at|for|in) {_PLACE}", single=True),
    _form("learns", rf"BE (?:learning|teaching (?:my|him|her)self)(?: to (?:play|speak))? {_ANY}"),
    _form("speaks", rf"speaks? (?:fluent |some |a little |a bit of |good )?(?P<v>{_LANGUAGE}(?:,? (?:and )?{_LANGUAGE})*)"),
    _form("dislikes", rf"(?:(?:really |absolutely )?(?:hates?|dislikes?|detests?|despises?|loathes?)|can ?not stand|can't stand|can't bear|(?:do not|don't|does not|doesn't) (?:really )?(?:like|enjoy)) {_ANY}"),
    _form("afraid of", rf"BE (?:very |really |terribly |a bit |so )?(?:afraid|scared|terrified|frightened) of {_ANY}"),
    _form("prefers", rf"prefers? {_ANY}"),
    _form("likes", rf"(?:really |absolutely |just |also |always |still )*(?:loves?|likes?|enjoys?|adores?) {_ANY}|BE (?:really |very )?(?:fond of|keen on|into|a (?:big |huge )?fan of) (?P<v2>[^.!?;]{{2,80}})"),
    _form("does not eat", r"(?:don't|do not|doesn't|does not|never|can't|cannot) (?:eat|drink|have) (?P<v>[\w' ,-]{3,50})"),
    _form("plays", r"plays? (?:the )?(?P<v>guitar|piano|violin|cello|drums|flute|trumpet|saxophone|clarinet|harp|bass|ukulele|accordion|organ|viola|oboe|banjo|chess|football|tennis|basketball|badminton|golf|rugby|cricket|hockey|squash|volleyball|bridge|poker|darts|handball)\b[^.!?;]{0,40}"),
    _form("has", r"(?:HAVE|HAVE got|got) (?:just )?(?P<v>(?:an? |two |three |four |five |six |\d+ )(?:\w+ ){0,3}(?:dogs?|cats?|rabbits?|hamsters?|horses?|parrots?|goldfish|chickens?|tortoises?|ponys?|budgies?|snakes?|children|kids|daughters?|sons?|sisters?|brothers?|siblings|grandchildren|garden|allotment|boat|motorbike|motorcycle|piano|tattoos?|scar|pacemaker|hearing aid|degree|phd|twins?|car|van|bike|bicycle|house|flat|cottage|caravan|workshop|studio|bakery|shop|business|farm|vineyard|band|blog|podcast)(?: (?:called|named|in|with|from|on|of|about|near|behind) [\w' ,-]+)?)"),
    _form("health", r"(?:HAVE|HAVE got|suffers? from|was diagnosed with|got diagnosed with|BE recovering from) (?P<v>(?:bad |severe |mild |chronic |a bad |an? )?(?:migraines?|asthma|diabetes|epilepsy|arthritis|insomnia|tinnitus|hay fever|high blood pressure|depression|anxiety|adhd|autism|dyslexia|cancer|coeliac disease|eczema|back pain|bad (?:knee|back|hip)|(?:knee|back|hip|heart) (?:problems?|surgery|operation)|parkinson's|alzheimer's|dementia|long covid)[\w' -]{0,30})"),
    _form("appointment", rf"HAVE (?:got )?(?P<v>(?:an? |my |the )(?:[\w'-]+ ){{0,3}}(?:appointment|interview|exam|test|meeting|flight|date|operation|surgery|party|concert|wedding|deadline|presentation|audition|check-up|scan|viewing|race|marathon|competition|reunion|class|lesson|rehearsal|trip|visit|dinner)\b[\w' ]{{0,30}}? {WHEN}(?: at [\w: ]+)?)", dated=True),
    _form("plan", rf"BE (?:going|flying|travelling|traveling|driving|moving|meeting|seeing|visiting|starting|having|getting|taking|running|leaving|picking|hosting|giving) (?P<v>[\w' ,-]{{2,60}}? {WHEN}(?: at [\w: ]+)?)", dated=True),
    _form("plan", r"BE (?:going|planning|hoping|about) to (?P<v>(?:move|start|visit|travel|fly|learn|run|buy|sell|marry|retire|apply|study|adopt|open|write|build|paint|climb|train|take|quit|propose|emigrate|renovate|plant|sign up|cycle|sail|walk the|go to|go on|have|meet|see|get)\b[\w' ,-]{3,70})", dated=True, confidence=0.9),
    _form("moving", rf"BE moving (?:back )?(?:to|in with|into) {_PLACE}", dated=True),
    _form("starts", rf"(?:starts?|begins?|BE starting|BE beginning) (?P<v>(?:an? |my |the |at )?[\w' -]{{3,40}}? {WHEN})", dated=True),
    _form("wish", r"(?:wants?|would like|would love|hopes?|dreams?) (?P<v>(?:to (?:learn|visit|see|travel|become|be an?|write|run|climb|move|live|open|build|own|buy|have (?:an?|my|children|kids)|study|sail|retire)\b|of) ?[^.!?;]{2,80})", confidence=0.9),
    _form("saves for", r"BE saving(?: up)? (?:for|to) (?P<v>[^.!?;]{3,80})"),
    _form("habit", r"(?P<v>(?:always|usually|never|often|normally) (?:eat|drink|wake|get|go|run|swim|walk|sleep|work|read|have|take|cycle|cook|drive|skip|call|ring|bake)s?\b[\w' ,-]{3,60})"),
    _form("habit", rf"(?P<v>(?:go|goes|run|runs|swim|swims|walk|walks|cycle|cycles|meditate|meditates|sing|sings|row|rows|volunteer|volunteers|dance|dances|jog|jogs|get up|gets up|wake up|wakes up|work|works|call|calls|ring|rings|visit|visits|meet|meets)\b[\w' ,-]{{0,50}}? (?:every|each|on|at) (?:{WEEKDAY}s?|morning|evening|night|day|week|month|sunday|other \w+|weekends?|\w+ (?:o'clock|in the morning)|dawn|five|six|seven|half past \w+)[\w' ]{{0,20}})"),
    _form("trains for", r"BE training for (?P<v>[^.!?;]{3,60})"),
    _form("has", r"(?:HAVE|HAVE got|had) (?P<v>(?:twins|triplets)\b[^.!?;]{0,30})"),
    _form("drives", r"drives? (?P<v>(?:an? |my |the )[\w' -]{3,40})"),
    _form("collects", r"(?:collects?|breeds?|keeps?|bakes?|restores?|builds?|writes?|knits?|grows?|brews?) (?P<v>(?:my own |(?:his|her) own )?(?!going\b|quiet\b|calm\b|it\b|me\b|him\b|her\b|them\b|you\b)[a-z][\w' -]{1,40}s\b[\w' ]{0,20})"),
    _form("event", r"(?P<v>(?:(?:just|finally|recently) )?(?:quit my job[\w' ]*|got (?:a new job|a promotion|promoted|fired|laid off|made redundant|married|engaged|divorced|the job|a (?:dog|cat|puppy|kitten)\b[\w' ]*)|lost my job|passed my [\w' ]+|failed my [\w' ]+|adopted [\w' ]+|bought (?:a|an|my) [\w' -]+|sold my [\w' ]+|had a (?:baby|heart attack|stroke|miscarriage)|broke up with [\w' ]+|broke my \w+|finished (?:my|the) [\w' ]+|graduated\b[\w' ]*|gave up [\w' ]+|stopped (?:smoking|drinking)|signed up for [\w' ]+|started (?:learning|therapy|running|painting|a [\w' ]+|my [\w' ]+)\b[\w' ]*))"),
    _form("died", r"(?P<v>(?:died|passed away)\b[\w' ]{0,40})", single=True),
    _form("event", r"(?P<v>(?:(?:just|finally|recently) )?(?:got (?:married|engaged|divorced|promoted|a new job|the job|fired)|had (?:a baby|twins|an operation|surgery|an accident)|broke (?:his|her) \w+|moved out|lost (?:his|her) job|quit (?:his|her) job|retired|graduated)\b[\w' ]{0,40})"),
    _form("job", r"BE (?P<v>an? [\w' -]{2,60})", single=True),
)  # fmt: skip
