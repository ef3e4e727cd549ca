"""The floor under every talk: hear a crisis in the words, before anything else, without any model.

Deterministic. `alarm` says what was heard, `reply` what is said to it: reviewed wording that no
persona, setting or mind can change. Requirements: crisis contacts within the first two sentences,
a direct question, no methods, no promises, no "hotline and goodbye".
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    import random

    from assistant.dialogue.contacts import Contact

CARE_TURNS = 8  # after an alarm she stays careful for so many turns
WINDOW = 240  # characters looked at in one piece of a text without full stops


class Alarm(StrEnum):
    EXPLICIT = "explicit"  # the person speaks of their own death or of hurting themselves
    INDIRECT = "indirect"  # words that may mean it: she asks
    HELPER = "helper"  # somebody else is in danger and the person wants to help
    EMERGENCY = "emergency"  # it may be happening now: overdose, poison
    OTHERS = "others"  # a threat to somebody
    ABUSE = "abuse"  # somebody hurts the person


# --- hearing it ----------------------------------------------------------------------------

_EXPAND = [
    (re.compile(pattern), with_)
    for pattern, with_ in (
        (r"\bk[i1!l]l+\b(?= |$)", "kill"),
        (r"\bkil+\b", "kill"),
        (r"\bd1e\b", "die"),
        (r"\bdye\b(?= *$| tonight| now)", "die"),
        (r"\b(?:wnat|whant|wannt|wan)(?:na)?\b(?: to\b)?", "want to"),
        (r"\bgoi(?:gn|n)\b", "going"),
        (r"\bmice elf\b|\bm[ye]s?e?l?e?l?f\b", "myself"),
        (r"\bs[ui]{1,2}c[ui]{0,2}dal\b|\bsuicide all\b|\bsewer sidle\b|\bsue a sidle\b", "suicidal"),
        (r"\bkermit sewer ?slide\b", "commit suicide"),
        (r"\bo[hd]? ?dee?\b(?= on)", "overdose"),
        (r"\bjump of the\b", "jump off the"),
        (r"\b(?:my|me) self\b", "myself"),
        (r"\b(him|her|them|your) self\b", r"\1self"),
        (r"\bun[ -]?ali(?:ve|fe)(?:d|ing)?\b", "kill"),
        (r"\bkill(?:ed|ing)? (?:my|me)?self\b", "kill myself"),
        (r"(?<!many )(?<!does )(?<!\d )(?<!few )(?<!the )(?<!in )\bk\W?m\W?s\b(?! (?:from|to|away|per|an|stand)\b)", "kill myself"),
        (r"\b(?:sue|su|soo|sooey|sui) ?a? ?(?:side|cide|icide)\b", "suicide"),
        (r"\bsuicde|\bsucide\b|\bsuiside\b", "suicide"),
        (r"\bsewer ?slide\b|\btoaster bath\b", "suicide"),
        (r"\bgonna\b", "going to"),
        (r"\bwann?a\b", "want to"),
        (r"\b(?:i'm|im)\b", "i am"),
        (r"\b(?:i've|ive)\b", "i have"),
        (r"\bi'd\b", "i would"),
        (r"\bi'll\b", "i will"),
        (r"\b(?:he|she|who)'s\b", "he is"),
        (r"\b(what|there|it)'s\b", r"\1 is"),
        (r"\bthey're\b", "they are"),
        (r"\bwon'?t\b", "will not"),
        (r"\bcan'?t\b|\bcannot\b", "can not"),
        (r"\b(do|does|did|is|was|has|have|should|could|would|are|were)n'?t\b", r"\1 not"),
        (r"\bany ?more\b", "anymore"),
        (r"\bself[- ]?harm", "selfharm"),
        (r"\b(?:really|just|actually|seriously|honestly|literally|kind of|sort of|so badly|probably|maybe|even)\b ?", ""),
    )
]  # fmt: skip

# nothing costly is tried on a sentence without one of these
_TRIGGER = re.compile(
    r"kill|myself|brains|traffic|pill|tablets|gun\b|gone\b|born\b|die\b|dying|dead\b|death|suicid|end (?:it|my|things)|ending (?:it|my)|end(?:ed)? (?:his|her|their)"
    r"|(?:take|taking|took) (?:my|his|her|their)|live\b|living|alive|life\b|exist|wake up|selfharm"
    r"|hurt|harm|cut|hang|shoot|stab|drown|strangl|poison|murder|jump|bridge|pills|overdos|o d'?d|bleach"
    r"|wrist|bullet|without me|miss me|disappear|burden|be here|point in|point of|given up|give up|giving up"
    r"|sterben|umbring|selbstmord|suicid|tuer\b|vivre|morir|matar|vida|vivir|point\b|exist|carry on|keep going|face another|given|giving|tonight|my last|rope|tether|want out|hope|trust|thoughts|stupid|goodbye|for good|leave this|checking out|reason|funeral|found me|it had worked|not be here|make it|next week|future|knife|strok|breath|collapsed|heart attack|chok|bleed|unconscious|blade|where i am|bottle|swallow"
    r"|can not (?:go on|do this|take)|hits? me|beats? me|beating me|hitting me|chok|go on (?:like|anymore)|not be around"
)

_OWN = r"(?:do away with|finish|top|throw|set|yeet|kill|hang|shoot|drown|hurt|harm|poison|injure|cut|burn|burned|burnt|starve|gas|stab|off|end) myself"
_ACCIDENT = re.compile(
    r"\b(?:shaving|cooking|by accident|accidentally|at the gym|playing|running|gardening|ironing|chopping"
    r"|on (?:the|a|some|my) \w+|with (?:the|a) (?:paper|can|tin)|some slack|off from|a slice|a piece|falling"
    r"|twisted|sprained|bruised|(?:at|during|in) (?:football|tennis|practice|training|rugby|work|school|basketball|hockey|dance|class)|hurt my(?:self)? (?:back|knee|leg|arm|ankle|foot|hand)|in the foot|laughing)\b"
)
_FICTION = re.compile(
    r"\b(?:character|novel|film|movie|book|song|lyrics?|episode|series|show|game|podcast|documentary|squad"
    r"|opera|hamlet|romeo|juliet|play|plot|scene|news|article|rates?|prevention|awareness|statistics)\b"
)
_FEAR_OF = r"(?:afraid|scared|terrified|frightened) of"

_DENIED = re.compile(
    r"\b(?:do not|would not|will not|never|not|am not|is not) "
    r"(?:want(?:ed|ing)? |going |plan(?:ning)? |thinking |intend(?:ing)? |mean |about |of |to |would |ever )*"
    rf"(?:{_OWN}|suicidal|(?:commit )?suicide|thought (?:of|about) suicide|considered suicide|die\b|(?:end|take) my (?:own )?life)"
)

_EXPLICIT = re.compile(
    "|".join((
        rf"\b{_OWN}\b",
        r"\b(?:killing|hanging|shooting|drowning|hurting|harming|cutting|burning|poisoning|ending|offing) myself\b",
        r"\bkill me\b(?= (?:now )?i (?:mean|am serious))",
        r"\bi (?:want|wish|would like|hope|need) (?:someone|somebody|anyone|god) (?:to|would|could) kill me\b|\bdo myself in\b|\bfinish myself off\b",
        r"\b(?:planning|plan|about|commit|considering) my (?:own )?(?:suicide|death)\b|\bdying by suicide\b|\bi (?:will|would) be dead (?:by|before|tomorrow|tonight|soon)\b|\bi will be dead\b(?! (?:tired|meat|on my|last|broke|if|when))|\bi (?:\w+ ){0,2}(?:think|thought) (?:of|about) suicide\b",
        r"\bblow(?:ing)? my brains out\b|\b(?:use|using|turn) (?:it|this|that|the gun|a gun|the knife) on myself\b|\beat(?:ing)? my gun\b",
        r"\b(?:walk(?:ing)?|step(?:ping)?|run(?:ning)?) (?:out )?into (?:the )?traffic\b|\bon (?:the|a) (?:bridge|roof|ledge)\b.*\bjump\b",
        r"\b(?:swallow|take|taking|swallowing) (?:every|all the) (?:pill|tablet)s?\b|\bsaved up (?:my|the|all my) (?:\w+ )?(?:tablets|pills|meds)\b",
        r"\b(?:let|lets) me die\b|\blonging to die\b|\bdo not deserve to (?:live|be alive|exist)\b|\bhad it with living\b",
        r"\b(?:sleep|fall asleep|go to sleep) (?:\w+ )?and (?:never|not) wake up\b|\bsleep forever and\b|\bby disappear i mean\b",
        r"\bhow many (?:of )?(?:my |the )?(?:pills|tablets|paracetamol)\b.*\b(?:kill me|to die|be fatal|lethal)\b",
        r"\bnot to be alive\b|\bi want to (?:leave this world|cut)$|\bi (?:can not|could not|would not|might) .*\bi want to die\b",
        r"\bich will (?:sterben|nicht mehr leben|mich umbringen)\b|\bmich umbringen\b|\bselbstmord\b|\bme suicider\b|\bme tuer\b|\bje ne veux plus vivre\b|\bpense au suicide\b",
        r"\bquiero (?:morir|morirme|matarme|suicidarme)\b|\bno quiero vivir\b|\bme quiero (?:matar|morir)\b|\bquitarme la vida\b|\bacabar con (?:todo )?(?:con )?mi vida\b|\bsuicidarme\b",
        r"\bi (?:\w+ ){0,6}suicidal\b|\bsuicidal (?:thoughts|feelings|ideation)\b|^(?:feeling |am )?suicidal$|\bi have been suicidal\b",
        (r"\b(?:commit|committing|attempt|attempting|attempted|thinking (?:of|about)|thoughts? (?:of|about)|"
        r"consider(?:ing)?|contemplat\w+|planning|plan|want|wanting|try|tried) suicide\b"),
        r"\bsuicide (?:is|seems|seems like|looks like|feels like) (?:the|my|an?) (?:only |best |last )?(?:way|option|answer|choice|solution)",
        r"\bsuicide (?:note|letter)\b|\bgoodbye (?:note|letter) (?:before i (?:die|go)|to (?:my family|everyone))",
        r"\b(?:end|ending|take|taking) my (?:own )?life\b|\btook my own life\b",
        r"\bend(?:ing)? (?:it all|it tonight|it for good|everything for good|my suffering|my misery|my existence)\b",
        r"\b(?:want|wanted|wish|like|ready|going|prefer|deserve|need|hope|plan|decided|trying) (?:\w+ ){0,2}(?:to )?(?:die|be dead)\b",
        r"\bi (?:wish|wished|hope) (?:that )?i (?:was|were|would be|could be|could|would|am) (?:dead|die|never wake up|not alive|gone forever)\b",
        r"\bi wish i (?:was|were|had) (?:never|not) (?:been )?(?:born|alive)\b",
        (r"\b(?:i (?:am|would be|will be)|everyone (?:is|would be)|they (?:are|would be)|(?:the )?world (?:is|would be)|"
        r"(?:my )?\w+ (?:is|are|would be)) better off (?:dead|without me|if i (?:was|were|am) (?:dead|gone))"),
        r"\bi should (?:be dead|not be alive|die)\b|\bi (?:would )?rather (?:be dead|die)\b(?! than)",
        r"\bi am going to die by my own\b|\bby my own hand\b",
        (r"\bdo not want to (?:live|be alive|exist|go on living|keep living|continue living)"
        r"(?: anymore| any longer| like this| in this world)?(?= *$| and | but | because | so | at all)"),
        r"\bdo not want to (?:live|be alive|exist|wake up) (?:anymore|any longer|ever again|again)\b",
        r"\bno (?:longer want|desire|will|wish) to (?:live|be alive)\b|\blost (?:the|my) will to live\b",
        r"\b(?:no|any|what) reason (?:left )?(?:to|for me to) (?:live|stay alive|keep living|go on living)\b",
        r"\bnothing (?:left )?to live for\b|\bcan not go on living\b|\bnot worth living\b",
        r"\b(?:tired|sick|done) (?:of|with) (?:living|being alive|life and)\b|\bdone with living\b",
        (r"\bi (?:want|am going|am ready|plan|decided|might|will|would|could|keep (?:thinking|wanting)|thought about|feel like|think about|am thinking (?:of|about)) "
        r"(?:\w+ ){0,3}jump(?:ing)? (?:off|from|in front|under)\b"),
        r"\bjump(?:ing)? (?:off (?:a|the|that|this) (?:bridge|roof|building|balcony|cliff)|in front of (?:a|the) (?:train|bus|car|truck))\b.*\bmyself\b",
        r"\b(?:slit|slitting|cut|cutting) my (?:wrists?|veins|throat)\b",
        r"\bbullet (?:in|through) my (?:head|brain)\b|\bgun (?:to|in) my (?:head|mouth)\b|\bnoose\b.*\bi\b|\bi\b.*\bnoose\b",
        (r"\bi (?:want|am going|am about|plan|might|will|am thinking (?:of|about)|could) (?:to )?(?:tak\w+|swallow\w*) (?:all )?(?:of )?(?:my|the|these|a bunch of|all my) "
        r"(?:\w+ )?pills\b|\b(?:want|going|plan|thinking (?:of|about)) (?:to )?overdos\w+\b"),
        r"\bdriv\w+ (?:my car |the car )?(?:into|off) (?:a|the) (?:tree|wall|bridge|cliff|truck)\b.*\b(?:end|over|die)\b",
        r"\bi (?:\w+ ){0,3}selfharm|\bselfharm is\b|\bselfharm(?:ing)? again\b|\bstarted cutting again\b|\bi (?:have been|am|started) cutting (?:again|my)\b",
        r"\bi (?:want|would like) (?:it|everything|my life|life) to (?:be over|end)\b",
        r"\bi am going to (?:end|do) it tonight\b|\btonight i (?:will|am going to) (?:die|end it)\b",
        r"\bi have (?:a plan|the pills|a rope|a gun)\b.*\b(?:end|die|kill|do it)\b",
    ))
)  # fmt: skip
_NOT_EXPLICIT = re.compile(
    r"\b(?:die|died|dying|dead) (?:of|from|laughing|on the spot|for (?:a|some|that)|to (?:see|know|try|meet))\b"
    r"|\bso (?:embarrass\w+|ashamed|awkward)\b|\bembarrass|\bcringe|\bmortif|\bdo not want to die\b"
    r"|\b(?:battery|phone|laptop|plant|plants|engine|car|server|process|app) (?:\w+ ){0,2}(?:die|dead|dying|kill)\b(?! myself)"
    r"|\bmyself (?:an?|some|new|another) \w+|\bdiving board\b|\bwill to live (?:in|at|with|during|over) (?:this|the|that|my|these)\b"
    r"|\bwithout me (?:on|at|in the)\b|\bthrow myself (?:into (?:my|the|a|work)|at|on the (?:bed|sofa|couch))\b|\bset myself (?:a|the|up|goals|some|free)\b|\btop myself up\b|\b(?:burn|cut|end|set|finish) myself (?:out|off from|short|up)\b"
    r"|\b(?:my|the) (?:phone|laptop|plant|plants|battery|car|engine|fish) (?:wants?|is|seems?|decided) (?:to )?(?:die|dead|suicidal)\b"
    r"|\b(?:in|with|before|until|till) i die\b|\bbefore i die\b|\bbucket list\b"
    r"|\b(?:career|political|social|financial|commercial) suicide\b"
)

_INDIRECT = re.compile(
    "|".join((  # noqa: FLY002 - one saying a line can be reviewed
        r"\b(?:happier|better|easier|simpler)(?: \w+){0,2} if i (?:was|were) (?:gone|dead|not here)\b|\bif i was not here\b|\bworth more dead\b",
        r"\bpoint (?:of|in|to) (?:me|being here|carrying on|going on|living|anything|any of it)\b(?! (?:with|to the))",
        r"\bi can not (?:carry on|keep going|go on|face another day|see (?:a )?tomorrow)\b(?! (?:holiday|with this|with the|to the|about))|\bdo not think i can (?:carry on|go on|keep going)\b",
        r"\bi (?:wish|wished) i (?:did not|never|had never) exist\w*\b|\bhop(?:e|ed|ing) i (?:will not|would not|wouldnt|wont|do not) (?:wake up)?\b|\bnot wake up one (?:morning|day)\b",
        r"\bi have (?:given|been giving) (?:away )?(?:my|all my|most of my|everything) (?:\w+ )?(?:away|things|stuff|belongings)\b|\bwhere i am going\b.*\bneed\b|\bneed (?:him|her|it|them|that) where i am going\b",
        r"\bi (?:will not|wont) (?:be here (?:for|on|next|in|by|any)|make it (?:that far|to)|be back not)\b(?! (?:work|the party|dinner|lunch))|\bthere (?:will not|wont) be a next\b",
        r"\bafter tonight\b.*\b(?:matter|hear from me|listen to me|i will not|nobody)\b|\b(?:my|tonight is my) last night (?:alive|on earth)?$|\ball be over soon\b",
        r"\bend of my (?:rope|tether)\b|\bi want out$|\bi have lost all hope\b|\bno future\b.*\bi\b|\bi have (?:got )?no future\b|\bat breaking point\b",
        r"\bdo not trust myself\b|\bthose thoughts again\b|\b(?:bad|dark) thoughts\b|\bsomething stupid\b|\bdo not care (?:if|whether) i (?:live|die)\b|\bi burn myself\b|\bblade is (?:back )?out\b",
        r"\bto go for good\b|\bsay goodbye (?:properly|to (?:my friends|everyone|everybody))\b|\bleave this world\b|\bchecking out of life\b|\bno reason for me to be here\b|\bnot one reason to\b|\bone reason to wake up\b",
        r"\bhate that i woke up\b|\bwoke up again\b.*\bhoping\b|\b(?:had not|hadnt) found me in time\b|\bwish (?:that )?it had worked\b|\bfollow him$|\bplann\w+ my own funeral\b",
        r"\bdo not want to be (?:here|around) (?:anymore|any longer)\b(?! this)|\bnot be around (?:anymore|much longer|next)\b",
        r"\b(?:what is|whats|see|is) (?:the|no|any|there any|there no|a) point (?:of|in|to) (?:living|life|going on|anything|being alive|it all)\b",
        r"\bno point (?:in|to) (?:living|life|going on|anything)\b|\bthere is no point anymore\b",
        r"\b(?:no ?one|nobody) would (?:miss me|notice|care) ?(?:if i (?:was|were|am|died|disappeared|vanished).*|$)",
        r"\bi (?:want|wish|would like) (?:to|i could|i would) (?:disappear(?! (?:to|for|into|from))|vanish|cease to exist|not exist|sleep forever|never wake up)\b",
        r"\bi (?:hope|wish) i (?:do not|did not|never|would not) wake up\b|\bdo not want to wake up(?: tomorrow)?$",
        r"\bi am (?:\w+ )?(?:a|such a) burden\b(?! on (?:the|this|our))",
        r"\bi can not (?:go on|do this|take (?:it|this|life)|live like this) ?(?:like this )?(?:anymore|any longer)\b|\bi can not go on(?: like this)?$",
        r"\bi have given up on (?:life|everything|living)\b|\bi give up on (?:life|living)\b|\bi hate (?:my life|being alive)\b(?!.*\b(?:lol|haha)\b)",
        r"\bi could (?:just )?die\b(?! (?:of|for|laughing|from))|\bif i died\b|\bif i (?:was|were) dead\b",
        r"\bi can not (?:\w+ )?live (?:anymore|any longer)\b|\bgoodbye forever\b|\bi will not be here (?:much longer|tomorrow)\b",
        r"\bthoughts? (?:of|about) (?:death|dying)\b|\bi think about (?:death|dying) (?:a lot|all the time|every day)\b",
        r"\b(?:ways|how|easiest way|painless way) to (?:kill myself|die|end my life|commit suicide)\b",
    ))
)  # fmt: skip

_SOMEBODY = (
    r"(?:my|a|our|his|her|the) (?:\w+ )?(?:friend|buddy|sister|brother|mother|mom|mum|father|dad|son|daughter|kid|"
    r"child|wife|husband|girlfriend|boyfriend|partner|cousin|aunt|uncle|roommate|flatmate|colleague|coworker|neighbou?r|"
    r"student|classmate|teacher|ex|boss|nephew|niece|grandmother|grandfather|grandma|grandpa)|he|she|they|someone|somebody"
)
_HELPER = re.compile(
    rf"\b(?:{_SOMEBODY})\b(?: \w+){{0,8}}? (?:"
    r"(?:kill|hang|shoot|hurt|harm|cutt?)(?:ing)? (?:himself|herself|themselves|themself|themselfs)"
    r"|suicidal|(?:commit|attempt|committing|attempting|about|of|considering) suicide|(?:end|ending|take|taking) (?:his|her|their) (?:own )?life"
    r"|(?:wants?|wanting|wanted|wish(?:es)?) (?:to )?(?:die|be dead|(?:he|she|they) (?:was|were) dead)|selfharm\w*|not want to live(?: anymore)?)\b"
)  # fmt: skip
_ALREADY_DEAD = re.compile(
    r"\b(?:killed|hanged|shot) (?:himself|herself|themselves)\b|\btook (?:his|her|their) (?:own )?life\b"
    r"|\bdied by suicide\b|\bcommitted suicide\b"
)

_DRUGS = r"(?:pills|tablets|paracetamol|tylenol|aspirin|ibuprofen|insulin|heroin|fentanyl|opioids?|morphine|xanax|sleeping|medication|meds|drugs|antidepressants|oxy\w*|medicine)"
_EMERGENCY = re.compile(
    "|".join((
        rf"\b(?:i|he|she|they|\w+) (?:have |has |had )?(?:just )?(?:took|taken|swallowed|swallow|ate|drank) (?:\w+ )?(?:too many|too much|all|a (?:whole )?bottle|a (?:lot|bunch|handful)) (?:\w+ ){{0,3}}?{_DRUGS}\b(?! (?:back|home|out|to|away|with|for the|as prescribed))",
        r"\b(?:took|taken|had|having) an overdose\b|\b(?:i|he|she|they|friend|brother|sister|mother|father|son|daughter|dad|mom|mum) (?:have |has |had )?(?:just )?(?:overdosed|overdosing)(?= *$| and | on "
        + _DRUGS + r"|[,.])",
        rf"\boverdosed on (?:my |his |her |some |the )?{_DRUGS}",
        rf"\btook a (?:load|bunch|lot|handful|bottle) of (?:\w+ )?{_DRUGS}|\b(?:took|swallowed|drank) the whole bottle\b(?! (?:of (?:wine|beer|water|milk|juice|coke|cola|lemonade)|home|back|with|to))|\bswallowed everything in\b|\bgot into (?:\w+ )?(?:\w+'s )?(?:pills|medicine|tablets)\b",
        r"\b(?:is|am) (?:not|nt) breathing\b|\bstopped breathing\b|\b(?:is|am|are) having (?:a |an )?(?:stroke|heart attack|seizure)\b|\bthink (?:i am|he is|she is) having (?:a |an )?(?:stroke|heart attack)\b",
        r"\b(?:has|have|just) collapsed\b|\bis unconscious\b|\b(?:can not|will not) (?:wake (?:him|her|them)(?: up)?|stop (?:the )?bleeding)\b|\bis choking (?:and|he|she|on)\b|\bblood is (?:pumping|pouring)\b",
        r"\b(?:drank|swallowed|drunk) (?:some |a bottle of |the )?(?:bleach|antifreeze|poison|drain cleaner|detergent)\b",
        r"\bi (?:have )?(?:just )?(?:slit|cut) my wrists?\b.*\b(?:bleeding|blood|now)\b",
    ))
)  # fmt: skip

_VICTIM = (
    r"(?:him|her|them|someone|somebody|people|everyone|everybody|them all|my (?:\w+ )?(?:wife|husband|boss|girlfriend|"
    r"boyfriend|ex|mother|father|mom|mum|dad|brother|sister|neighbou?r|teacher|family|kids?|children|classmates?|coworkers?|colleagues?))"
)
_INTENT = r"\bi (?:want to|am going to|am about to|will|plan to|need to|have to|feel like|am planning to|would like to|might|am ready to)"
_OTHERS = re.compile(
    "|".join((
        rf"{_INTENT} (?:shoot|stab|strangle|poison|murder|hurt|attack|beat up|set fire to) {_VICTIM}\b(?! (?:feelings|at|an email))",
        rf"{_INTENT} kill (?:him|her|them|someone|somebody|people|everyone|them all)\b(?! (?:with kindness|in (?:the game|chess|mario)|if|at|for|when|one day|off in))",
        rf"{_INTENT} kill {_VICTIM}\b.*\b(?:gun|knife|weapon|i mean it|i am serious|not joking|tonight)\b",
        r"\bi (?:have|got|bought) a (?:gun|knife|weapon)\b.*\b(?:kill|hurt|shoot|stab)\b",
        r"\b(?:shoot up|blow up|bomb) (?:the|my|a) (?:school|office|church|mosque|synagogue|workplace|mall)\b",
    ))
)  # fmt: skip
_COMIC = re.compile(r"\b(?:ate|eaten|eats|snor\w+|fries|cake|yoghurt|lol|haha|remote|spoilers?)\b")
_ABUSE = re.compile(
    r"\b(?:husband|wife|boyfriend|girlfriend|partner|father|dad|mother|mom|mum|stepfather|stepdad|brother|uncle|ex|he|she|they) "
    r"(?:\w+ ){0,2}?(?:hits|beats|hit|beat|hitting|beating|punched|punches|kicked|kicks|choked|chokes|strangled|raped|rapes|molested|abuses|abused) me\b"
    r"(?! (?:at|in|to|by|up|with (?:a|the) (?:ball|score|idea|news|bill)|on the (?:shoulder|court|field)|back (?:up|with)))"
)


def alarm(text: str) -> Alarm | None:
    """What in `text` calls for care, the gravest first; None when nothing does. Any length."""
    found = {heard for piece in _pieces(text.lower()) if (heard := _heard(piece))}
    return next((one for one in _GRAVEST if one in found), None)


_GRAVEST = (
    Alarm.EMERGENCY,
    Alarm.EXPLICIT,
    Alarm.OTHERS,
    Alarm.HELPER,
    Alarm.ABUSE,
    Alarm.INDIRECT,
)


def _pieces(low: str) -> list[str]:
    """Sentences in the form the patterns expect; long ones in overlapping windows."""
    low = low.replace("’", "'").replace("‘", "'")
    pieces = []
    for sentence in re.split(r"[.!?;\n]+", low):
        for at in range(0, max(len(sentence), 1), WINDOW // 2):
            piece = sentence[at : at + WINDOW]
            if at and len(piece) <= WINDOW // 2:
                break  # the window before held it whole
            pieces.append(_plain(piece))
    return [piece for piece in pieces if _TRIGGER.search(piece)]


def _plain(piece: str) -> str:
    piece = " ".join(re.sub(r"[^\w']+", " ", piece).split())
    for pattern, with_ in _EXPAND:
        piece = pattern.sub(with_, piece)
    return " ".join(piece.split())


def _heard(piece: str) -> Alarm | None:
    if _EMERGENCY.search(piece):
        return Alarm.EMERGENCY
    told = bool(_FICTION.search(piece)) and not re.search(
        r"\bi (?:want|am|will|feel|wish|should|need)\b", piece
    )
    if _EXPLICIT.search(piece) and not told:
        if _DENIED.search(piece):
            return Alarm.INDIRECT if re.search(r"\bbut\b|\bhowever\b|\bstill\b", piece) else None
        if re.search(rf"\b{_FEAR_OF}\b", piece):
            return Alarm.INDIRECT
        if not (_NOT_EXPLICIT.search(piece) or (_ACCIDENT.search(piece) and not _meant(piece))):
            helper = _HELPER.search(piece) and not _MINE.search(piece)
            return Alarm.HELPER if helper else Alarm.EXPLICIT
    if _OTHERS.search(piece) and not told and not _COMIC.search(piece):
        return Alarm.OTHERS
    if not told and not _ALREADY_DEAD.search(piece) and _HELPER.search(piece):
        return Alarm.HELPER
    if _ABUSE.search(piece):
        return Alarm.ABUSE
    indirect = _INDIRECT.search(piece) and not told and not _NOT_EXPLICIT.search(piece)
    return Alarm.INDIRECT if indirect else None


_MINE = re.compile(
    r"\bmyself\b|\b(?:i|i am|i have) (?:\w+ ){0,3}(?:want|wanted|wish|hope|going|ready|suicidal|rather|would|should|will) (?:\w+ ){0,2}(?:die|dead|suicide|kill|end|never)\b"
)


def _meant(piece: str) -> bool:
    """Whether a harm that could be an accident is spoken of as a wish or a habit."""
    return bool(
        re.search(
            r"\b(?:want|going to|urge|thinking|again|purpose|feel like|need to|will)\b", piece
        )
    )


# --- answering it --------------------------------------------------------------------------


def reply(heard: Alarm, contact: Contact) -> tuple[str, ...]:
    """The sentences to say, in order."""
    reach, urgent = contact.reach(), contact.urgent()
    match heard:
        case Alarm.EXPLICIT:
            return (
                "I'm glad you said that to me, and I take it seriously: are you thinking about killing yourself?",
                f"You don't have to carry this alone: you can {reach}, day or night, and a person will answer.",
                f"If you might act on it now, call {urgent} or go to someone near you.",
                "I'm software, so I can't come to you, but I'm staying in this conversation. Tell me what's happening.",
            )
        case Alarm.INDIRECT:
            return (
                "That sounds heavy, so I'll ask you straight: are you thinking about suicide?",
                f"If you are, or if you aren't sure, you can {reach}, and a person will answer.",
                "And if it's something else, tell me. I'm listening.",
            )
        case Alarm.HELPER:
            return (
                "That's frightening to carry, and it's good that you're taking it seriously: are they safe right now?",
                f"For them, and for you too, you can {reach}, and ask a person what to do next.",
                f"If they might act on it now, call {urgent} and, if it's safe, don't leave them alone.",
                "It's all right to ask them directly whether they're thinking about suicide; asking doesn't plant it. What did they say?",
            )
        case Alarm.EMERGENCY:
            return (
                f"This can't wait: please call {urgent.rstrip(',')} now, even if you feel all right, and unlock the door so they can reach you.",
                f"If you can't speak to them, get someone near you to do it; you can also {reach}.",
                "I can't call for you. Is anyone with you?",
            )
        case Alarm.OTHERS:
            return (
                "I need to ask plainly, because this matters: do you mean that you might really hurt someone?",
                f"If there's any chance of it, get yourself away from them and call {urgent.rstrip(',')}; if you want a person to talk to first, you can {reach}.",
                "I'm still here. What happened?",
            )
        case Alarm.ABUSE:
            return (
                "I'm sorry, and it isn't your fault, nobody has the right to hurt you: are you safe right now?",
                f"If you're not, call {urgent.rstrip(',')}; and to talk to a person about this, you can {reach}.",
                "Is there someone you trust who could be with you today?",
            )
        case _:
            assert_never(heard)


_YES = re.compile(
    r"^(?:yes|yeah|yep|yup|i am|i do|i have|sometimes|a little|kind of|maybe|i think so|i guess|often|right now)\b"
)
_NO = re.compile(
    r"^(?:no|nope|nah|not really|i'm not|i am not|i don't|never|not right now)\b|\b(?:i'm|i am) (?:safe|okay|fine|ok)\b|\b(?:was|just) (?:joking|kidding|a joke)\b"
)

_AFTER_YES = (
    "Thank you for telling me plainly. Please do one thing now: {reach}, and say what you said to me.",
    "I believe you. Is there something nearby you could put out of reach, or a room with someone in it you could go to? And you can {reach}, any time.",
    "That took courage. Who is the nearest person you could be with for the next hour? If nobody comes to mind, you can {reach}.",
)
_AFTER_NO = (
    "Good to know, thank you for answering. If that changes, you can {reach}. What's weighing on you most?",
    "All right. I'd rather ask once too often. You can {reach} if it comes closer; what's been going on?",
    "Thank you for telling me. I'll stay careful for a little while, and you can {reach} at any hour. What would help tonight?",
)
_AFTER = (
    "I'm listening. Who in your life knows how bad it's been? You can also {reach}, right now.",
    "That's a lot to hold. Is there someone who could sit with you today? If not, you can {reach}.",
    "Tell me more, as slowly as you like. And the people you can reach are still there: you can {reach}.",
    "I hear you. Are you safe where you are at this moment? If not, you can {reach}.",
    "I don't want to rush past what you said before. Are those thoughts with you now? You can {reach}.",
    "Let's make it small: what would get you through the next hour? One good answer is a person, and you can {reach}.",
    "You matter in this, and so does having a person beside you. Who could you ring? You can always {reach}.",
    "I'm still here. Has anyone been told how you're doing, a friend or a doctor? You can {reach} too.",
)  # fmt: skip
GOODBYE_IN_CARE = "Take care of yourself tonight. You can {reach}, any time."


def follow_up(text: str, contact: Contact, recent: tuple[str, ...], rng: random.Random) -> str:
    """The careful line for a turn after an alarm; none of `recent` again while others are left."""
    low = text.lower().strip()
    pool: tuple[str, ...]
    if _NO.search(low):
        pool = _AFTER_NO
    elif _YES.search(low):
        pool = _AFTER_YES
    else:
        pool = _AFTER
    lines = [line.format(reach=contact.reach()) for line in pool]
    fresh = [line for line in lines if line not in recent]
    fresh = fresh or [
        one for one in (line.format(reach=contact.reach()) for line in _AFTER) if one not in recent
    ]
    return rng.choice(fresh or lines)
