"""Bring what was typed in haste or misheard into one plain form, so that the grammar sees meant words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Cyrillic and Greek letters that look like Latin ones, and the signs people write for letters
_TWINS = str.maketrans(
    {
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ѕ": "s", "ԁ": "d",
        "ɩ": "i", "ı": "i", "κ": "k", "ο": "o", "α": "a", "ε": "e", "’": "'", "‘": "'", "`": "'", "´": "'",
    }
)  # fmt: skip
_INVISIBLE = re.compile("[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_LEET = str.maketrans("013457@$!|€", "oieastasiie")
_LEET_WORD = re.compile(
    r"(?<![\w@$!|])(?=\w*[a-z])[a-z@$][a-z]*[013457@$!|€][a-z0134579@$!|€]*[a-z](?!\w)"
)
_SPACED = re.compile(r"(?<![\w'])(?:[a-z][ .\-_*]{1,2}){2,}[a-z](?![\w'])")
_STARRED = re.compile(r"[a-z]*[*#_]+[a-z*#_]*")

_SHORT = {
    "im": "i am", "i'm": "i am", "ive": "i have", "i've": "i have", "id": "i would", "cant": "can not",
    "cannot": "can not", "can't": "can not", "wont": "will not", "won't": "will not", "aint": "is not", "ain't": "is not",
    "shan't": "will not", "gonna": "going to", "gunna": "going to", "gona": "going to", "gon": "going to", "ganna": "going to", "finna": "going to",
    "bouta": "about to", "boutta": "about to", "tryna": "trying to", "wanna": "want to", "wana": "want to", "wannna": "want to", "wanan": "want to",
    "wnna": "want to", "whanna": "want to", "wonna": "want to", "gotta": "have to", "hafta": "have to", "lemme": "let me", "gimme": "give me",
    "u": "you", "ur": "your", "r": "are", "abt": "about", "bc": "because", "bcoz": "because", "cuz": "because", "coz": "because", "cos": "because",
    "tonite": "tonight", "2nite": "tonight", "2night": "tonight", "2nit": "tonight", "tmrw": "tomorrow", "tmr": "tomorrow", "tomoz": "tomorrow", "2moro": "tomorrow",
    "nobody's": "nobody is", "no1": "nobody", "noone": "nobody", "every1": "everyone", "any1": "anyone", "sum1": "someone", "w/o": "without",
    "ppl": "people", "pls": "please", "plz": "please", "rn": "now", "meself": "myself", "mesel": "myself", "mysen": "myself", "miself": "myself",
    "wnat": "want", "whant": "want", "wantt": "want", "wan": "want", "wannt": "want", "watn": "want", "goign": "going", "goin": "going", "gojng": "going", "goinng": "going",
    "dye": "die", "dai": "die", "diee": "die", "dyin": "dying", "dieing": "dying", "dyeing": "dying", "livin": "living", "killin": "killing",
    "kil": "kill", "kll": "kill", "kilk": "kill", "klil": "kill", "keel": "kill", "kyll": "kill", "kkill": "kill", "kill'd": "killed", "ded": "dead", "dedd": "dead",
    "unaliving": "killing", "unalived": "killed", "unlive": "unalive", "unliving": "killing", "nvm": "never mind", "thoughs": "thoughts",
    "y'all": "you all", "yall": "you all", "ya": "you", "wud": "would", "cud": "could", "shud": "should", "shoulda": "should have", "wish'd": "wished", "suis": "suis",
    "dosent": "does not", "doesnt": "does not", "dont": "do not", "dnt": "do not", "didnt": "did not", "isnt": "is not", "wasnt": "was not", "havent": "have not",
    "hasnt": "has not", "hadnt": "had not", "shouldnt": "should not", "couldnt": "could not", "wouldnt": "would not", "arent": "are not", "werent": "were not", "doenst": "does not",
    "theyd": "they would", "theyre": "they are", "theres": "there is", "whats": "what is", "thats": "that is", "hes": "he is", "shes": "she is", "youre": "you are", "youd": "you would", "youll": "you will",
    "mum's": "mum's", "let's": "let us", "til": "until", "'til": "until", "cya": "see you", "meds": "tablets", "paracetamols": "tablets",
    "tablet": "tablets", "pill": "pills", "pils": "pills", "pilz": "pills", "pillz": "pills", "tablits": "tablets", "brige": "bridge", "bridg": "bridge", "rivver": "river", "nuse": "noose", "noos": "noose",
    "swollowed": "swallowed", "swalowed": "swallowed", "swolowed": "swallowed", "sleepin": "sleeping", "bernd": "burned", "bleedin": "bleeding", "jumpin": "jumping", "cuttin": "cutting", "hangin": "hanging", "tryin": "trying", "takin": "taking", "walkin": "walking", "standin": "standing", "shant": "will not", "ods": "overdose", "od": "overdose", "od'd": "overdosed", "o.d.": "overdose", "mom": "mum", "momma": "mum", "mam": "mum", "mummy": "mum", "daddy": "dad",
}  # fmt: skip
_JOINED_TO = (
    ("killmyself", "kill myself"), ("wanttodie", "want to die"), ("wannadie", "want to die"), ("endmylife", "end my life"),
    ("enditall", "end it all"), ("killme", "kill me"), ("suicide", "suicide"), ("suicidal", "suicidal"), ("hurtmyself", "hurt myself"), ("selfharm", "selfharm"),
)  # fmt: skip

# key words that are found in spite of slips of the finger; (word, most slips)
_KEYS = (
    ("suicide", 2), ("suicidal", 2), ("myself", 2), ("killing", 1), ("overdose", 2), ("overdosed", 2), ("selfharm", 1),
    ("anymore", 1), ("burden", 1), ("worthless", 2), ("hopeless", 2), ("pointless", 2), ("disappear", 2),
    ("tablets", 1), ("wrists", 1), ("depressed", 2), ("himself", 1), ("herself", 1), ("themselves", 1),
    ("unconscious", 2),
)  # fmt: skip
_REAL = frozenset(
    "suicides milling filling billing pilling tilling willing skilling chilling spilling drilling selling telling calling falling rolling pulling "
    "tablet bridges fridge ridge bride brides abridge wrist twists lists fists mists exists wrest tonights knight night "
    "exciting exiting resisting hopeful hopeless homeless helpless hapless toneless topless worth wordless burdens garden hurdle warden bunion "
    "swallows swallow allowed followed hollowed disappears disappeared appear disappoint depresses deprecated repressed oppressed impressed compressed "
    "breathin breaching bleaching preaching bathing breather sheathing planing panning spanning clanning thanking thinkings drinking shrinking blinking sinking tinkling "
    "choke choice chocking chucking checking chorine chopping coking joking poking smoking stroking chalking collapse collapses strange strangler strangled triangle "
    "unconsciously conscious overdue overdone overdo override overpose overnose overrode overdosing everyones everywhere everything overcome without within throughout "
    "goodbyes himself herself themself itself yourself oneself hisself moself suicidally".split()
)
_EXACT = frozenset(word for word, _ in _KEYS)
_FIRST = frozenset(word[0] for word, _ in _KEYS)

_PHRASES = tuple(
    (re.compile(pattern), with_)
    for pattern, with_ in (
        # one word heard as several
        (r"\b(kill|kil|keel|kale|hang|hank|hurt|shoot|drown|harm|cut|stab|end|off) ?(?:my|mi|me|mice|mike|mya|mai|mar|mere|mean)[ -]?(?:self|elf|shelf|salf|sylph|cellf|sulf|selves|selfie|cells?|sell|safe|sef|soph|health|south|saf|sauf|sylv)\b(?! (?:phone|door|of|back))", r"\1 myself"),
        (r"\b(do|does|did) not (?:will not|whant|wunt) (?:to )?(?=(?:live|be|die|wake|exist|go|do)\b)", r"\1 not want to "),
        (r"\bkillmy self\b|\bkill mysalf\b|\bkill mysef\b", "kill myself"),
        (r"\b(?:my|me|mi|ma|mine) (?:self|sel|shelf|elf|sell|cell)\b(?! (?:phone|tower|unit))", "myself"),
        (r"\bmice (?:elf|self)\b|\bmy ?s elf\b|\bmyse lf\b", "myself"),
        (r"\b(him|her|them|your|our) sel(?:f|ves)\b", r"\1self"),
        (r"\b(?:sue|su|soo|sooey|suey|sui|sewer|sewa|suer|sew|swiss|suit|shoe|sewing|suwi|sewey)[ -](?:a |i |e |uh |is |the |her )?(?:side|cide|icide|sighed|slide|sides|inside|aside)\b|\bsewer ?slide\b|\bsuey ?side\b|\bsu aside\b|\btoaster bath\b", "suicide"),
        (r"\b(?:sue|su|soo|sewer|sui|suey|sew|swiss|suit)[ -](?:a |i |e |uh |is |the )?(?:sidle|sidal|cidal|sidel|side all|side dull|idle|seidel|cycle|sigh doll|sidled|side al)\b|\bsuicide (?:all|dull|al|doll|ole)\b|\bsuzy dull\b", "suicidal"),
        (r"\bkermit suicide\b|\bcommit sewer ?side\b|\bcommit sudoku\b|\bkermit (?:sewer slide|sudoku)\b", "commit suicide"),
        (r"\bun[ -](?:a ?live|alife|olive|aliving|alived|life)\b|\bunalife\b|\b(?:on|an|in|anna) (?:alive|live)(?= myself)", "unalive"),
        (r"\bunalive(?= (?:my|your|him|her|them|our|it|me|the))", "kill"), (r"\bunalive\b", "kill myself"),
        (r"\bself[ -]?harm(?:ing|ed|s)?\b", "selfharm"),
        (r"\bself[ -]?delete\b|\bself[ -]?destruct\b(?= (?:tonight|now))|\bself[ -]?exit\b", "kill myself"),
        (r"\bover[ -](?:dose|those|doze|does|dozed|dosed|dosing)\b", "overdose"),
        (r"\b(?:oh|o|owe)[ -]?(?:dee|d|de)(?:'?d|ing)?\b(?= (?:on|tonight|now|with|my))|\b(?:oh dee|o dee)\b", "overdose"),
        (r"\b(?:any|no) ?more\b|\banny more\b", "anymore"), (r"\bno longer\b", "no longer"),
        (r"\b(want|wanted|going|wish|ready|need|have|like|try|trying|tried|about|decided|plan|prefer|would rather|used) (?:2|too|two|tu|ta|too too|t)\b", r"\1 to"),
        (r"^(?:aye|eye|ay|hi) (?=want|wish|am going|do not|feel|will kill|have to die)", "i "),
        (r"\bjump(?:ing)? of(?= (?:the|a|that|this|my))", "jump off"),
        (r"\b(?:k|que|okay|kay|cay)[ .-]?(?:m|em|am)[ .-]?(?:s|es|ess)\b", "kms"),
        (r"(?<!many )(?<!does )(?<!\d )(?<!few )(?<!the )(?<!in )(?<!hundred )(?<!of )\bkms\b(?! (?:from|to|away|per|an|stand|left|mean|long|today in|on the)\b)", "kill myself"),
        (r"\b(kill|killing|killed) (?:me|my|ma|mysef|mself|m self|the self)(?: self| elf)\b", r"\1 myself"),
        (r"\b(kill|hang|shoot|hurt|drown|cut|stab) (?:mine|my cells?|mice|my elf|my shelf|my health)$", r"\1 myself"),
        (r"\b(end|take|taking|ending|took|ended) (my|my own) (?:live|lives|lyfe|lif|lfe|lief|lie|wife no my life|knife|own life)\b", r"\1 \2 life"),
        (r"\bend my wife no my life\b", "end my life"),
        (r"\bbread dead\b", "dead"), (r"\bwish (?:i|aye|eye) (?:was|were) (?:bread|dread|debt|det|ted|bed|deed|dad|deb)$", "wish i was dead"),
        (r"\b(want|going|ready|trying) to (?:dy|di|dei|dine|tie|dyed|the eye|d i e|do i)$", r"\1 to die"),
        (r"\bdie (my|the|it|her|his) (hair|eyebrows|shirt|jeans|roots|fabric|wool|dress|t|curtains|beard|eggs?)\b", r"dye \1 \2"),
        (r"\b(hair|food|natural|black|blue|red|fabric|indigo|wool) die\b", r"\1 dye"),
        (r"\b(?:rists|risks|wrist|rist)\b(?<=my .{5})|\bmy (?:rists|rists|rist|wrist)\b", "my wrists"),
        (r"\b(?:cutt?|slit|slitt|slash)(?:ting|ing)? my risks\b", "cut my wrists"),
        (r"\b(no|nobody|everyone|they|we|you|it|that|this|he|she|i|kids|family|world|mum|dad|wife|husband) ?'d\b", r"\1 would"),
        # words that weigh nothing
        (r"\b(?:really|just|actually|seriously|honestly|literally|kinda|kind of|sort of|sorta|so badly|probably|maybe|even|simply|truly|basically|like totally|proper|definitely|genuinely|fucking|fuckin|bloody|freaking|fricking|lowkey|highkey|deadass|legit|um+|uh+|erm+|er|hmm+|well|okay so|i mean(?! (?:to|it|business)\b)|you know|to be honest|tbh|ngl|fr|istg|i swear|i suppose|i reckon|sometimes i think)\b ?", ""),
        # what a recogniser makes of the same sounds
        (r"^(?:aye|eye|ay|aisle|isle|i'll|hi) (?=(?:want|wish|am|do not|feel|will|have|kill|wanna|going)\b)", "i "), (r"\bi (?:won|wont|whan|one) (?:two|too|to) (?=(?:die|dye|kill|end)\b)", "i want to "),
        (r"\b(?:two|too|2|tu)\b(?= (?:kill|die|dye|end|be dead|hang|hurt|cut|jump)\b)", "to"),
        (r"\b(?:kale|keel|kell|kilt|kiln|quill|cull|kills?|skill|kell)\b(?= myself\b)", "kill"), (r"\b(?:hank|han|hanked|hung|hand|hangman)\b(?= myself\b(?! (?:in|over|up)))", "hang"),
        (r"\b(?:cute|cot|coat|kut|cat)\b(?= (?:myself|my (?:wrists?|arms))\b)", "cut"), (r"\b(?:chute|shute|shoe)\b(?= myself\b)", "shoot"), (r"\b(?:drone|drawn|drowned|brown) (?=myself\b)", "drown "), (r"\b(?:heart|hurtle|hert|hut) (?=myself\b)", "hurt "),
        (r"\b(?:self|shelf|cell|sell) (?:ham|arm|farm|hum|harmed|arming|hamming|farming|arms)(?:ing)?\b", "selfharm"),
        (r"\b(want|going|will|ready|plan|about|trying|tonight i|decided|need) (to )?(?:and|ent|in|an|bend|hand|amend|send) my (?:own )?(?:life|live|lice)\b", r"\1 \2end my life"),
        (r"\b(end|take|taking|ending|took|ended|finish) my (?:own |one )?(?:lice|lights?|rife|lifes|lithe|leaf|live)\b", r"\1 my life"), (r"\b(take|taking|took) my one (?:life|live|wife)\b", r"\1 my own life"),
        (r"\b(want|going|ready|wish i could|need|like|hope|about) to (?:dye|dy|tie|thai|dire|di|bye|dei|dai|dyed)(?=$| (?:tonight|now|so|please|anymore|today|soon|and)\b)", r"\1 to die"), (r"\b(die in my) (?:sheep|slip|sleet|sleeve)\b", r"\1 sleep"),
        (r"\b((?:wish|want|rather|better off|should|hope|ready to|going to) (?:\w+ ){0,3}?(?:be|was|were|off)) (?:debt|dad|deb|ted|dread|bread|deed|det|dent|did|lead)$", r"\1 dead"),
        (r"\b(commit\w*|comit\w*|thinking (?:of|about)|think (?:of|about)|thoughts of|considering|about) (?:soup|sushi|sooth|super|see you|zoo|sewed|sweet|sour|suing|so we|seaside|so a|sewage|siouxsie|susie|suzie|shoes?|soothe|su|suit|sewer|soon)(?: (?:a|e|i|y|is|the|on))? ?(?:side|cide|sighed|cited|sides|aside|slide|site|sight)?$", r"\1 suicide"), (r"\bcommit seaside\b", "commit suicide"),
        (r"\b(feel|feeling|am|so|been|getting|very) (?:so |very )?(?:suey|so we|sewer|sue|soo we|super|soup|suit|suzy|sooey|sui|see you|zoo a|shoe a|sue a|so a|sushi) ?(?:a |e |i |is )?(?:sidle|cidal|sidal|side all|idol|cycle|sigh doll|side al|side dull|title|side ill|side hole|sydal|sidel)\b", r"\1 suicidal"), (r"\bsu+i?c+i?d+[aeu]l\b|\bsucidal\b|\bsuiside\b(?= al)|\bsuicidle\b", "suicidal"), (r"\bsuiside\b|\bsucide\b", "suicide"),
        (r"\b(?:un|on|an|anna|hon|in) a ?(?:live|life|lives|leaf|light) (?=myself\b)", "kill "), (r"\bun a ?(?:live|life)\b", "kill myself"), (r"\b(take|taking|took|an|to) (?:an )?(?:oval|overt|offer|other|over a|overly|oboe) (?:dose|doze|dough|dosed)\b", r"\1 overdose"),
        (r"\b(slit|cut|slash|slitting|cutting) my (?:rests?|wrests?|risks?|rists?|rest|wrist|lists?|ribs)\b", r"\1 my wrists"), (r"\b(jump\w*) (?:of|off) (?:the|a) (?:britch|breach|brij|bitch|ridge|brigde)\b", r"\1 off the bridge"), (r"\bnews (?=(?:round|around) my neck)", "noose "),
        (r"\b(live|alive|here|go on) (?:any|anne|annie|a ?knee) ?(?:moor|mower|mar|mo|maw)\b", r"\1 anymore"), (r"\b(all (?:of )?(?:my|the|these)) (?:peels|pails|pales|pils|pels)\b", r"\1 pills"),
        (r"\b(?:game|minecraft\w*|roblox\w*) (?:end )?myself\b", "kill myself"), (r"\bgame end\b(?= me\b)", "kill"),
        (r"\b(\w+(?: \w+){0,3}) \1\b", r"\1"),
    )
)  # fmt: skip
_ENDINGS = (
    (re.compile(r"\b(\w+)n't\b"), r"\1 not"),
    (re.compile(r"\b(\w+)'ll\b"), r"\1 will"),
    (re.compile(r"\b(\w+)'d\b"), r"\1 would"),
    (re.compile(r"\b(\w+)'re\b"), r"\1 are"),
    (re.compile(r"\b(\w+)'ve\b"), r"\1 have"),
    (re.compile(r"\b(he|she|it|that|there|what|who|where|how|this|everything|nothing|everyone|nobody|one|tonight|life)'s\b"), r"\1 is"),
)  # fmt: skip


def lowered(text: str) -> str:
    """`text` in small letters, without invisible signs, look-alike letters made Latin."""
    low = text.lower()
    if low.isascii():
        return low
    low = unicodedata.normalize("NFKC", low).translate(_TWINS)
    return _INVISIBLE.sub("", low)


_SPELT = (
    "killmyself",
    "suicidal",
    "suicide",
    "wanttodie",
    "unalive",
    "dying",
    "dead",
    "kill",
    "die",
    "kms",
)


def together(low: str) -> str:
    """Words spelt letter by letter ("k.i.l.l", "d i e") or with figures ("k1ll") as words again."""
    if any(sign in low for sign in "013457@$!|€"):
        low = _LEET_WORD.sub(lambda found: found[0].translate(_LEET), low)
    return _SPACED.sub(_word_spelt, low)


def _word_spelt(found: re.Match[str]) -> str:
    letters = re.sub(r"[^a-z]", "", found[0])
    for word in _SPELT:
        before, middle, after = letters.partition(word)
        if middle:
            return f"{' '.join(before)} {word} {' '.join(after)}"
    return found[0]


def plain(piece: str) -> str:
    """One lowered sentence in the words that were meant; letters, digits and single spaces."""
    if "*" in piece or "#" in piece or "_" in piece:
        piece = _STARRED.sub(lambda found: _unstarred(found[0]), piece)
    words = re.sub(r"[^\w']+", " ", piece).split()
    piece = " ".join(_meant(word.strip("'")[:24]) for word in words)
    for pattern, with_ in _ENDINGS:
        piece = pattern.sub(with_, piece)
    for pattern, with_ in _PHRASES:
        piece = pattern.sub(with_, piece)
    return " ".join(piece.split())


@lru_cache(maxsize=20_000)
def _meant(word: str) -> str:
    if word in _SHORT:
        return _SHORT[word]
    folded = re.sub(r"(.)\1{2,}", r"\1\1", word)
    if folded != word:
        single = re.sub(r"(.)\1+", r"\1", word)
        folded = next(
            (one for one in (single, folded) if one in _KEEP_SINGLE or one in _SHORT), folded
        )
        folded = {"kil": "kill", "wil": "will", "al": "all"}.get(folded, folded)
        return _SHORT.get(folded, folded)
    if len(word) > 9:
        for run, spaced in _JOINED_TO:
            if run in word:
                return spaced
    if len(word) >= 5 and word[0] in _FIRST and word not in _REAL and "'" not in word:
        for key, slips in () if word in _EXACT else _KEYS:
            if word[0] == key[0] and abs(len(word) - len(key)) <= slips:
                most = slips if len(word) >= 6 else 1
                if word[-1] != key[-1]:
                    most = min(most, 1)
                if _slips(word, key, most) <= most:
                    return key
    return word


_KEEP_SINGLE = frozenset(
    ("die", "dead", "kill", "want", "myself", "suicide", "suicidal", "please", "so", "live", "life", "end", "help", "hurt", "done", "gone", "kms")
)  # fmt: skip


def _unstarred(word: str) -> str:
    letters = re.sub(r"[*#_]+", "", word)
    if not letters or len(letters) == len(word) or len(word) > 12:
        return word
    if "*" not in word and "#" not in word:
        return word.replace("_", " ")
    shape = re.compile(re.sub(r"[*#_]", "[a-z]", word))
    keys = (
        "kill",
        "die",
        "suicide",
        "suicidal",
        "dead",
        "killing",
        "dying",
        "death",
        "rape",
        "shoot",
    )
    return next((key for key in keys if shape.fullmatch(key)), word.replace("*", " "))


def _slips(one: str, other: str, most: int) -> int:
    """Damerau-Levenshtein distance (adjacent swaps count one), `most` + 1 when it is larger."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
