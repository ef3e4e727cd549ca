"""Hear the wish or plan to die where it goes without the common verbs: a place, a means, an attempt, a truck one hopes for."""

from __future__ import annotations

import re

_FEW, _SOME = r"(?:\w+ ){0,3}?", r"(?:\w+ ){0,5}?"
_ME = r"(?:\bi\b|\bme\b|\bmy\b|\bmyself\b|^)"
_TOWARDS = r"(?:think\w*|thought|tempted|imagin\w+|dream\w*|fantasi[sz]\w*|want\w*|feel like|consider\w*|pictur\w+|might|going to|about to|keep|urge|ready to|plan\w*|trust myself|could|nearly|almost|tried to|will)"
_PLACE = r"(?:platform|roof|rooftop|bridge|ledge|edge|balcony|cliffs?|railings?|tracks|multi storey|car park|window ?sill|overpass|viaduct|parapet|barrier|\w+ floor)"
_BODY = r"(?:arms?|thighs?|legs?|wrists?|skin|throat|stomach|neck|veins?|flesh|ankles?)"
_MEANS = r"(?:pills|tablets|gun|rope|knife|blades?|razors?|noose|insulin|shotgun|rifle|pistol|belt|medication|morphine|painkillers)"
_DYING = r"(?:die|perish|bleed out|bleed to death|starve to death|freeze to death|drown|suffocate|be dead|be killed|stop (?:living|existing|being alive|breathing)|not exist|cease|end (?:this|my) (?:life|existence)|finish (?:my|this) life|sleep for ?ever|be (?:run over|in the ground|buried|six feet under|shot|murdered|put down|hit by a \w+))"
_DEATH = r"(?:death|dying|being dead|suicide|not existing|not being alive|ending (?:it|my life|myself)|killing myself|taking my (?:own )?life|hanging myself|overdosing)"

NONETHELESS = tuple(  # sound like a denial and are none
    re.compile(pattern)
    for pattern in (
        r"\bnot (?:a|one|a single) (?:day|night|hour|minute|moment|week|morning)\b.*\b(?:kill\w*|dying|die|suicide|ending (?:it|my life)|end (?:it|my life)|dead)\b",
        r"\bcan ?not promise (?:\w+ ){0,4}?(?:not|safe|stay alive|here)\b|\bcan ?not (?:keep myself safe|trust myself not to)\b|\b(?:only|one|main) (?:thing|reason|person)\b.*\b(?:stop\w*|keep\w*) me (?:from )?(?:killing|ending|doing it|jumping)\b|\bif i (?:was|were) not such a coward\b|\btoo (?:much of a coward|scared|chicken) to (?:kill|end|do it|jump)\b",
        r"\b(?:trying|try|struggling|fighting|so (?:that )?i|how do i|keep me from|stop me from) (?:\w+ ){0,2}?(?:do not|not to|not) (?:(?:cut|hurt|harm|kill|burn) myself|cut(?:$| (?:again|now|tonight|today|anymore))|jump(?:$| off| in front)|selfharm)\b(?!.*\b(?:tin|gym|lift\w*|ladder|race|ski\w*|knees?|warm up|stretch\w*|shaving|laugh\w*)\b)",
        r"\bi do not want to (?:kill myself|die) but\b|\b(?:told|tell|lied to) (?:\w+ ){0,3}?i (?:was|am) not suicidal\b.*\b(?:so|but|because)\b|\breason (?:\w+ )?(?:not to|i should not|why i should not) (?:kill myself|die|end it|do it|jump|end my life)\b",
        r"\b(?:end|ending) it with (?:a |the |my |some |these )?(?:rope|pills|gun|knife|blade|tablets|noose|belt|razor|shotgun|insulin|medication|vodka and pills)\b|\bnot (?:scared|afraid) of (?:killing myself|suicide|ending (?:it|my life)|hanging)\b|\b(?:scared|afraid|worried|terrified) (?:of|that i (?:will|might)|i (?:will|might)|i am going to) (?:\w+ )?(?:kill|killing|hurt|hurting|harm|harming) myself\b|\bi am (?:\w+ )?(?:planning|considering|contemplating) suicide\b",
    )
)  # fmt: skip
SURE = tuple(
    re.compile(pattern)
    for pattern in (
        # that someone or something should do it
        rf"\b(?:want|wish|hope|hoping|pray\w*|beg\w*|wanted) (?:to god |that )?(?:a |the |some |my |this )?(?:bus|car|truck|lorry|train|someone|somebody|anyone|something|lightning|meteor|crash|accident|overdose|cancer|tumou?r|heart|plane|fall|paramedics?|god|virus)\b {_FEW}(?:hits? me|runs? me over|kills? me|killed me|shoots? me|ends? me|takes? me(?: now| away|$)|took me|finish\w* me|finishes it|had worked|worked|strikes? me|would (?:stop|give out)|stops? beating|had (?:killed|finished) me|let me die|had been late)",
        r"\b(?:i wish|if only|i should have|should have) (?:\w+ ){0,3}?(?:i had died|died|drowned|bled out|it had been me|i died|not (?:been )?(?:survived|saved|woken)|never (?:been )?woken)\b(?! (?:of|laughing))(?!.*\b(?:hair|it black|my roots)\b)|\bshould not have (?:survived|been saved|woken up)\b|\bsomeone please kill me\b|\bplease (?:someone |somebody )?kill me\b.*\b(?:beg\w*|can not|do it myself|serious)\b",
        # places
        rf"\b(?:stand\w*|stood|sit\w*|sat|i am|up|went|climbed|here|every time|gone) (?:\w+ ){{0,4}}?(?:on|at|by|over|to|onto) (?:the|a|my) {_FEW}{_PLACE}\b(?=.*\b(?:jump|jumping|jump\w* off|trust myself|step off|let go|leg over|legs over|throw myself|climbed over|end it|kill myself|wrong side|go over|die)\b)",
        rf"{_ME}.*\b{_TOWARDS} {_SOME}(?:jump\w*|leap\w*|step\w*|throw\w* (?:me|myself)|fall\w*|div\w+) {_FEW}(?:off|in front of|under|onto|from|out of|down|before) {_FEW}(?:trains?|tube|lorry|truck|bus|tracks|bridge|balcony|roof|cliffs?|ledge|window|motorway|stairs|viaduct|building|it|\w+ floor|multi storey|car park)\b",
        rf"{_ME}.*\b{_TOWARDS} {_SOME}(?:swerv\w*|crash\w*|steer\w*|driv\w*|plough\w*) {_FEW}(?:into|off|in front of|under) {_FEW}(?:wall|tree|lorry|lorries|truck|traffic|oncoming|barrier|bridge|cliff|river|pillar|pylon|lake|sea)\b",
        rf"\b{_TOWARDS} {_SOME}(?:walk\w*|run\w*|step\w*|wad\w*) {_FEW}(?:into|in front of|out into|out in front of) {_FEW}(?:traffic|oncoming|train|lorry|bus|truck|cars|the road|motorway|sea|river|lake|ocean|water)\b(?=$|.*\b(?:not|never|until|and (?:die|drown|end|disappear|sink)|over|hope|hoping|drown|wishing)\b)|\b(?:ly(?:ing)|lie|lay|laid|sit\w*) (?:down )?on the (?:\w+ )?(?:tracks|rails|railway|motorway|line)\b|\bto jump in front of\b|\bleg over the (?:railing|barrier|edge|side)\b",
        # means
        r"\b(?:rope|noose|belt|cord|ligature|wire|sheet)\b(?=.*\b(?:beam|banister|rafters?|neck|is ready|is tied|is up|hook|ceiling|loft|hang|made it)\b)(?=.*\b(?:i|my|me)\b)|\b(?:i|my) (?:\w+ ){0,6}?noose\b|\bnoose (?:\w+ ){0,3}?(?:for|to) (?:hang|my|me)\w*|\brope is ready\b|\bpractis\w+ with the (?:belt|rope|noose)\b|\bbag over my head\b|\bgarage\b.*\bengine running\b",
        rf"\b{_MEANS}\b(?: \w+){{0,8}}? (?:in my (?:hand|mouth|lap)|in front of me|next to me|going to use (?:it|them)|trust myself|lined up|use (?:it|them) on|loaded|on my arms?|at my (?:head|throat|wrists?)|looking at (?:it|them)|to my head)\b|\b(?:gun|shotgun|rifle|pistol) is loaded\b|\b(?:going to|want to|ready to|about to|will|tempted to|keep wanting to) (?:take|swallow|neck|down) (?:them all|all of them|every (?:last|single) (?:one|pill|tablet)|the lot|the whole (?:lot|bottle|packet|box)|everything in)\b|\bknow exactly what to take\b",
        rf"\b(?:razors?|blades?|knife|scissors|lighter|glass|needle) (?:\w+ ){{0,2}}?(?:to|on|across|against|into|at) my (?:\w+ )?{_BODY}\b|\b(?:scratch|scratched|carve|carved|carving|cut|cutting|burn|burning|burned|slice|sliced|slash\w*|gouge\w*) (?:\w+ ){{0,3}}?(?:my|into my|at my) (?:\w+ )?{_BODY}\b(?=.*\b(?:again|till|until|bleed\w*|helps?|feel|relief|deep\w*|numb|tonight|last night|every|relapsed?|purpose|because)\b|.*$)(?<!cut my legs shav)",
        r"\bmade myself (?:bleed)\b|\burges? to (?:cut|bleed|burn|hurt|selfharm)\b|\b(?:been|started|stop|keep|kept|back to|relapsed and|am) cutting (?:for|again|since|every|myself|my (?:arms?|legs?|thighs?|wrists?))\b|^(?:i have |i am )?(?:been )?cutting (?:for|again|since)\b|\bwant to (?:cut|bleed)(?: (?:so|badly|again|deep\w*|out|myself)\b| and\b|$)|\b(?:s h|sh) (?:relapse|again|urges?|ing)\b|\bselfinjur\w*|\bself injur\w*|\bhit(?:ting)? my (?:own )?head\b(?=.*\bon purpose\b)|\brelapsed?\b.*\bcut\b",
        # attempts
        r"\b(?:survived|had|made|after) (?:\w+ ){0,2}?(?:suicide )?attempts\b(?=.*\b(?:work|again|one|hospital|time|next)\b)|\b(?:my|the) (?:last|next|first|second|third|fourth) attempt\b|\bfinish the job i\b|\b(?:will|do) not fail (?:again|this time)\b|\bnearly did it (?:last night|yesterday|today|again|on \w+|this)\b|\bdone it (?:on )?(?:purpose)\b|\bon purpose this (?:morning|time)\b|\bnobody can stop me this time\b",
        # dying
        rf"(?:\bi|\bme|my (?:whole )?(?:body|brain|heart|soul|head|mind)|^(?:so |and |but )?)(?: \w+){{0,5}}? ?(?:want|wants|wanted|going|ready|wish|hope|plan|would (?:\w+ )?(?:like|love)|decided|desire|trying|wanting|hoping|time for me|longing|begging|desperate) (?:to |for |i could |i |want |it to |for me to )*{_DYING}(?=$| (?:and|tonight|today|now|so|but|already|anymore|because|this|before|on purpose|every|or|in my sleep|soon|alone|please|as|when|if i|i|of this|instead|with (?:him|her|them)|at forty|since|like actually|for real)\b)(?<!not want to die)(?<!not going to die)(?<!not plan to die)",
        rf"\b{_DEATH} (?:is|sounds|seems|would be|feels|looks|has become|might be) {_FEW}(?:all i|only|better|plan|peaceful|answer|option|way|goal|easier|kinde\w+|relief|nice|best|sense|beautiful|what i|bliss|tempting|my|the (?:menu|cards)|on my mind|on the (?:menu|cards))\b|\b(?:all|only thing|everything|one thing) (?:that )?(?:i )?(?:can |ever )?(?:want\w*|think|dream|need|left|makes? sense)\b(?: \w+)?(?: (?:about|of|now))? (?:is|was) (?:\w+ ){{0,2}}?(?:death|dying|to die|being dead|suicide|to end it|ending it|killing myself|to be dead)\b|\b(?:makes? sense|way out|left|option|choice|answer|solution|plan|cure|escape) is (?:\w+ )?(?:suicide|death|dying|killing myself|to die|to kill myself|ending it|to be dead)\b|\bsuicide (?:is |has been |was )?(?:\w+ ){{0,2}}?on my mind\b",
        r"\b(?:think\w*|thought|thoughts|fantasi[sz]\w*|dream\w*|obsess\w*|flirt\w*) (?:\w+ ){0,3}?(?:about|of|on|with) (?:\w+ ){0,3}?(?:ending it\b(?! with)|being dead|killing myself|how i would (?:do it|die|kill)|who (?:would|will) find me|hanging there|my own death|my suicide)|\bseeing myself hang\w*|\btonight i (?:die|end)\b|\bi am (?:done|finished|through) (?:with )?living\b(?! (?:in|at|with|here|on|off|out|like))|\b(?:life|my life|living) is not worth living\b(?! without (?:coffee|cheese|tea|chocolate))|\bwithout (?:him|her|them|you) i (?:want to die|will kill)\b",
        r"\b(?:how|ways?|way) (?:\w+ ){0,4}?(?:die|kill (?:yourself|myself|oneself)|hang (?:yourself|myself)|bleed (?:to death|out)|end (?:it|your life|my life)|jump)\b(?=.*\b(?:hurt\w*|pain\w*|asking for me|for me|how deep|deep|high|building|i need to know)\b)(?!.*\b(?:game|level|sims|boss)\b)|\bnormal to want to die\b|\bi (?:\w+ ){0,3}?(?:taken|took) my own life\b(?!.*\b(?:tried|years ago|ago)\b)|\bnot be alive (?:tomorrow|this time|next|by|at|for|much|long)\b|\bkys\b(?=.*\b(?:i am|me|listen|should)\b)(?!.*\b(?:lol|game|lobby)\b)|\bctb\b|\blog(?:ging)? off (?:permanently|forever|for good)\b(?=.*\b(?:life|world|living)\b)",
        r"\b(?:voices?|head|brain|mind)\b(?: \w+){0,5}? (?:says?|saying|tells?|telling|whisper\w*|scream\w*|shout\w*) (?:me )?(?:to )?(?:\w+ )?(?:jump|die|kill myself|end it|cut|hurt myself|do it again)\b|\bso (?:that )?i (?:will |can |would )?die (?:faster|sooner|quicker|soon)\b|\bchosen the (?:date|day) for my death\b|\bfreez\w+ to death on purpose\b",
        r"\b(?:idea|thought|promise|comfort) of (?:being dead|dying by|killing myself|suicide)\b|\bwhy am i not dead\b|\bshould have been dead\b|\b(?:nearly|almost) jumped$|\b(?:nearly|almost) (?:drove|crashed|swerved|jumped|stepped|walked) .*\bon purpose\b|\bneed to (?:cut|see blood)\b(?! (?:down|back|the|my (?:hair|grass|nails|fringe)))|\bbullet in me\b|\bstabbed myself in\b.*\b(?:because|felt|feel|numb)\b|\bneed to see blood\b|\bwelcome death\b|\b(?:crave|craving|long for|longing for|yearn for) death\b|\bdeath is calling\b|\bmy suicide plan\b",
        r"\bplan(?:ning)? on dying\b|\bpictur\w+ my own (?:hanging|death|funeral)\b|\b(?:leave|leaving|out of|done with|finished with|exit) this (?:life|world|earth)\b|\bcuts (?:that )?i made\b|\b(?:relief|calm\w*|helps?)\b.*\bwhen i cut\b|\bhow to die (?:easy|easily|fast|quick\w*|painless\w*|without)\b|\blong (?:\w+ ){0,3}?to die from\b|\bpainless suicide\b|^(?:i have (?:got )?a |my )?death wish\b|\bstood on a chair with\b|\bwant to die for real\b|\bend it (?:no cap|for real|fr)\b|^(?:i am )?about to rope\b|^(?:i )?feel suicidal\b|^(?:going to |want to |will |i )*comm?it suicide\b|\btake (?:my (?:own )?life|poison)(?: \w+)?$",
        # other languages
        r"\bich bringe? mich(?: um)?$|\bich (?:\w+ ){0,6}?(?:mich um|mir (?:\w+ ){0,3}?das leben|umzubringen|umbringen)\b|\b(?:je|j'ai|j) (?:\w+ ){0,3}?(?:envie de|veux|vais|voudrais|ai envie de) (?:mourir|crever|me tuer|me suicider)(?! de (?:faim|rire|froid|chaud|honte|soif))|\ben finir avec (?:la|ma|cette) vie\b|\bj'ai envie de mourir(?! de)|\b(?:ya )?no quiero vivir\b|\bquiero mori\w*(?! de (?:risa|hambre|calor|sueño|frío))|\bmar jana (?:hai|chah\w+)\b|\bmarna (?:hai|chah\w+)\b",
    )
)  # fmt: skip

OTHERWISE = re.compile(
    r"\b(?:bungee|parachut\w*|abseil\w*|pool|charity|trampoline|stunt|skydiv\w*|swing|hammock|fishing|climbing|sailing|tow|tyre|tire|shav\w*|chopp\w*|cooking|surgery|operation|tattoo\w*|biopsy|doctor (?:is|will)|accident\w*|slipped|cat|gardening|roses|brambles|laugh\w*|embarrass\w*|cringe|haha\w*|lol|lmao|diving board|high board|swimming|surf\w*|paddle|crazy|exam|driving test|password|login|level|boss|recipe|flash ?mob|goldfish|lemmings?|hair|for (?:a|some) (?:coffee|pint|nap|curry))\b"
)
_STILL = re.compile(
    r"\b(?:really might|no joke|not joking|for real|serious\w*|mean it|i might|literally forever|no really)\b"
)


def sure(piece: str, *, denied: bool) -> bool:
    """Whether a plain sentence speaks of the speaker's own death or harm in one of these ways, and of nothing lighter."""
    if OTHERWISE.search(piece) and not _STILL.search(piece):
        return False
    if any(pattern.search(piece) for pattern in NONETHELESS):
        return True
    return not denied and any(pattern.search(piece) for pattern in SURE)
