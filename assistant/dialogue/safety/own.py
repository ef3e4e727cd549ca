"""Hear the speaker's own wish, intent or plan to die or to harm themself: families of words, not sentences."""

from __future__ import annotations

import re

from assistant.dialogue.safety import ways
from assistant.dialogue.safety.alarms import Alarm

_UP_TO_3 = r"(?:\w+ ){0,3}?"

# --- families --------------------------------------------------------------------------------

_DEADLY = (
    r"(?:kill(?:ing|ed|s)?|hang(?:ing|ed|s)?|hung|shoot(?:ing|s)?|shot|drown(?:ing|ed|s)?|stab(?:bing|bed|s)?|gas(?:sing|sed)?|strangl(?:e|ing|ed)|"
    r"suffocat(?:e|ing|ed)|electrocut(?:e|ing|ed)|asphyxiat(?:e|ing|ed)|poison(?:ing|ed)?|smother(?:ing|ed)?|neck(?:ing)?|off(?:ing|ed)?|top(?:ping|ped)?|murder(?:ing|ed)?|execut(?:e|ing)|"
    r"do(?:ing)? away with|done away with|yeet(?:ing)?|unaliv\w*|end(?:ing)?|eras(?:e|ing)|delet(?:e|ing)|throttl\w+|behead\w*|guillotin\w*|garrot\w*|terminat\w+|eliminat\w+)"
)
_HARMING = (
    r"(?:hurt(?:ing|s)?|harm(?:ing|ed|s)?|cut(?:ting|s)?|burn(?:ing|ed|t|s)?|injur(?:e|ing|ed)|starv(?:e|ing)|mutilat(?:e|ing|ed)|slash(?:ing|ed)?|scald(?:ing|ed)?|scratch(?:ing|ed)?|bit(?:e|ing)|"
    r"punch(?:ing|ed)?|damag(?:e|ing|ed)|destroy(?:ing)?|punish(?:ing|ed)?|bruis(?:e|ing)|stick(?:ing)? (?:needles|pins) (?:in|into)|hitting|hit|beat(?:ing)? up)"
)
_HURLING = r"(?:throw(?:ing|n)?|threw|chuck(?:ing)?|fling(?:ing)?|hurl(?:ing)?|launch(?:ing)?|toss(?:ing)?|pitch(?:ing)?|set(?:ting)?|lay(?:ing)?|jump(?:ing)?)"
_LETHAL_PLACE = (
    r"(?:bridge|roof|rooftop|balcony|cliff|cliffs|building|train|trains|tracks|rails|bus|lorry|truck|traffic|terrace|ledge|window|overpass|flyover|viaduct|river|canal|sea|weir|tower|multi ?storey|"
    r"car park|tube|underground|subway|metro|motorway|highway|cars?|fire|harbour|dam|quarry|stairs|ferry|tram|express)"
)
_DEATH = (
    r"(?:die\b|dying\b|be dead\b|being dead\b|get dead\b|death\b|dead\b|suicide\b|(?:commit|committing|attempt|complete|completing|do) suicide\b|cease to (?:exist|be|live)\b|stop (?:existing|living|being alive|breathing for good)\b|"
    r"(?:not|never) (?:exist|be alive|live|wake up|be here|have to (?:live|be alive))\b|be killed\b|be six feet under\b|be buried\b|be in (?:the|my) (?:ground|grave|coffin)\b|no longer (?:exist|be alive|live)\b|be gone for ?(?:good|ever)\b|be with (?:him|her|them) in heaven\b|"
    r"meet my maker\b|leave this (?:world|earth|life|planet)\b)"
)
_WISH = (
    r"(?:want|wants|wanted|wanting|wish|wished|wishing|hope|hoping|hoped|long|longing|pray|prayed|praying|beg|begging|ready|deserve|deserved|desire|desiring|would like|need|needed|crave|craving|prefer|rather|better off|"
    r"welcome|yearn|yearning|ache|aching|choose|choosing|chosen|chose|desperate|all i want is|urge|wanna|feel like|felt like|ought|meant|supposed)"
)
_PLAN = (
    r"(?:going|will|plan|plans|planning|planned|plans for|decided|deciding|decide|about|intend|intending|mean|trying|try|tried|attempt|attempted|attempting|might|may|consider|considering|considered|contemplating|contemplate|contemplated|"
    r"think|thinking|thought|thoughts|thinks|idea|ideas|imagine|imagining|picture|picturing|fantasi[sz]\w+|dream|dreaming|dreamt|obsess\w*|tempted|ways|way|how|should|could|would|shall|ready|set|resolved|promised|made up my mind|looking up|looked up|research\w*|googl\w+|shall|preparing|prepared|considering)"
)
_INTENT = rf"(?:{_WISH}|{_PLAN})"
_LIFE = r"(?:(?:my|mine|this|this miserable|my own|my miserable|my stupid|my pathetic|my whole) ?(?:own )?(?:life|existence|suffering|misery|pain|days|story|time here|time on earth))"

_SURE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_DEADLY} (?:\w+ )?(?:of )?myself\b|\b{_DEADLY} my own self\b|\bmyself {_UP_TO_3}(?:killed|hanged)\b",
        r"\b(?:do|doing|did) myself (?:in|harm)\b|\bfinish(?:ing)? (?:myself|me) off\b(?! a\b)|\bfinish off myself\b|\b(?:by|to) (?:disappear|vanish|leave|go|stop|end it)(?:ing)? (?:i mean )?(?:to )?(?:die|dying|death|dead)\b|\bi (?:\w+ ){0,3}?(?:pray|beg|ask|wish|hope) (?:\w+ ){0,4}?(?:god|he|lord|jesus|he would) (?:would |will |to )?(?:lets?|makes?|helps?|takes?) me (?:die|go|away|home)?\b|\btop(?:ping)? myself\b|\bput(?:ting)? (?:myself|me) (?:down|out of my misery|to death|to sleep for(?:ever| good))\b|\b(?:rid|relieve|remove) (?:the (?:world|planet|earth)|everyone|them) (?:of|from) (?:me|myself)\b|\bremove myself from (?:this|the) (?:world|earth|planet|life|equation)\b",
        rf"\b(?:i|me|my|of|about|again|started|keep|been|to|on|from|with|stop|by|of|urge|and) {_HARMING} (?:\w+ )?myself\b|^(?:{_HARMING}) myself\b",
        rf"\b{_HURLING} (?:myself|me) {_UP_TO_3}(?:off|from|out|under|in front|into|in|over|down|on|onto|to|at|before|alight|on fire) {_UP_TO_3}{_LETHAL_PLACE}\b|\bset(?:ting)? (?:myself|me) (?:on fire|alight|ablaze)\b",
        rf"\b(?:end|ending|take|taking|took|ended|finish|finishing|terminate|stop|stopping|cut short|put an end to|putting an end to|snuff out|extinguish|conclude) {_LIFE}\b(?! (?:seriously|easy|slow|back|too (?:fast|slow|serious\w*)|very|one (?:step|day)|into|as (?:a|an|it comes)|for granted|story|insurance|savings|with me|by storm))",
        r"\bmy (?:own |whole )?(?:life|existence|suffering) (?:should|has to|must|needs to|ought to|will|is going to) (?:\w+ )?(?:end|be over|stop)\b(?! (?:up|well))|\b(?:decided|made up my mind|resolved|chosen|promised myself|my mind is made up)(?: \w+){0,4}? (?:die|dying|ending it|end it|kill myself|death|suicide)\b|\bi (?:should|have to|ought to|must|may|might as well|had better|deserve to|was meant to) (?:\w+ )?(?:die|be dead)\b(?! (?:of|for|laughing|happy|from|on|in|at|to|one day|some ?day))|\b(?:why|should|maybe|shall|shouldnt) (?:\w+ ){0,2}?i (?:\w+ ){0,2}?(?:die|be dead|jump off (?:a|the)|stay alive|keep living|live)(?=$| (?:tonight|now|then|today|anyway|off))|\b(?:find|found|finds|discover) (?:me dead|my body)\b|\bi (?:will|would) have (?:\w+ )?(?:ended it|died|killed|hanged)\b|\btaking an overdose\b|\btake an overdose\b(?=.*\bi\b)|\b(?:better|happier) (?:off )?if i (?:died|was dead|were dead|killed myself)\b|\bi am (?:\w+ ){1,6}?(?:and |who )(?:\w+ )?(?:want|wants|wanted) to (?:die|be dead|kill)\b|\b(?:bear|stand|endure) (?:to be|being) alive\b|\b(?:strength|energy|courage) (?:left )?to (?:live|be alive|exist|stay alive|go on living)\b(?=.*\b(?:no|not|lost|without)\b)|\b(?:not|no) (?:\w+ ){0,3}?(?:strength|energy) (?:left )?to (?:live|be alive|exist|stay alive|go on living)\b|\b(?:eating|drinking|insulin|tablets|medication|dialysis|treatment) (?:so (?:that )?i|because i want to|so i can|until i) die\b|\b(?:by|at|near|beside) the (?:tracks|railway|edge|cliff|railings?|platform edge|water)\b.*\bjump\b|\bnever born and dead\b|\bsooner (?:be dead|die)\b|\b(?:kill|end|finish) me\b(?=.*\b(?:please|want to die|begging|beg|for real|not joking)\b)(?!.*\b(?:lol|haha|monday|lego|wham)\b)|\bend my life for me\b",
        r"\bmy (?:own )?(?:life|existence) (?:to (?:end|be over)|ended|over)\b(?! (?:soon|when the))",
        r"\bend(?:ing|ed)? (?:it all|it tonight|it for good|everything for good|it now|it once and for all|it today|it this \w+|things for good|all of it|it tomorrow|it by|it forever|it permanently)\b|\b(?:going to|ready to|want to|decided to|about to|plan to|planning to|will) end (?:it|everything|things|this)(?: (?:all|tonight|now|today|soon|already|please|with a|myself))?$",
        rf"\bi (?:\w+ ){{0,4}}?{_WISH} (?:i |to |for |that |my |it |of |would |could |was |were |had |a |the |in |myself )*(?:\w+ ){{0,2}}?{_DEATH}",
        rf"^{_UP_TO_3}(?:want|wish|hope|ready|deserve|rather|would rather|better off|longing|praying|hoping|wanting|need) (?:i |to |for |was |were |be |it |god would let me |that i |could )*{_DEATH}",
        rf"\b(?:going|decided|plan|planning|ready|about|thinking|thoughts|thought|keep thinking|fantasi[sz]\w+|dream|dreaming|dreams|obsessed|imagin\w+|consider\w*|contemplat\w+|intend\w*|mean|trying|tried|try) (?:to |of |about |on |with |my |how i |when i |me |what |it would be like to )*(?:{_DEATH[3:-1]})(?! of (?:him|her|my|the)|s\b)(?<!think about death)(?<!thought of death)(?<!about death)(?<!try dying)",
        r"\bi (?:am|was|feel|felt|have been|have felt|get|got|feeling|become|have become|been|do feel|am still|am feeling|am very|am so) (?:\w+ ){0,3}?suicidal\b|^(?:feeling |am |been |very |still |so )*suicidal\b|\bfeeling (?:\w+ )?suicidal\b|\bsuicidal (?:thoughts?|feelings?|ideation|urges?|impulses?|again|tonight|today|right now)\b|\bmy suicidal\b|\bmakes? me (?:feel )?suicidal\b",
        r"\b(?:commit|committing|committed|attempt|attempting|attempted|thinking (?:of|about)|think (?:of|about)|thoughts? (?:of|about)|thought (?:of|about)|consider(?:ing|ed)?|contemplat\w+|planning|plan|want|wanting|try|tried|choose|choosing|chosen|resort to|turn to|do|googl\w+|looked up|looking up|feel like|die by|dying by|went for|end up) (?:my (?:own )?|about |doing |for |on |of )?suicide\b",
        r"\bmy (?:own )?suicide\b|\bsuicide (?:is|seems|feels|looks|would be|might be) (?:\w+ ){0,3}?(?:way|option|answer|choice|solution|out|left|thing|better|for me|on my mind|all i)\b",
        r"\b(?:suicide|goodbye|farewell|death|final) (?:note|notes|letter|letters|message)\b(?=.*\b(?:before i (?:die|go|do|end)|kill|i am (?:going to )?(?:die|dead|gone)|ending|end my|find my|for when i am (?:gone|dead)))|\b(?:my|a|write|wrote|written|writing|left|leave|draft|finish(?:ed)?) (?:\w+ ){0,3}?suicide (?:note|letter|message|text)s?\b",
        r"\bby the time you (?:read|get|hear|find) this\b.*\b(?:dead|gone|killed|no longer|not be (?:here|alive)|left this)\b|\bwhen you (?:read|find) this i (?:will|am)\b",
        r"\b(?:i|me) (?:will|would|could|can|might|am going to|shall|plan to|hope to|want to) be dead\b(?! (?:tired|meat|on my|last|broke|if|when|serious|good|to|wrong|in the water|centre|excited|drunk|proud))|\bi should (?:be dead|not be alive|die|have died)\b|\bi (?:would )?rather (?:be dead|die)\b(?! than)|\bit is time (?:for me )?to die\b",
        r"\bi (?:would not|do not|will not|can not|no longer|not|never) (?:\w+ ){0,3}?(?:want|wish|plan|intend|care|deserve|need|asked|like|mean|feel like|hope) (?:to |on |for |i was |to keep |to go on |to continue |to carry on |my |another |this )*(?:live|living|be alive|being alive|exist|existing|life|wake up (?:anymore|any longer|ever again|again|tomorrow)|breathe|breathing|be in this world|be on this (?:earth|planet)|stay alive|survive|see (?:tomorrow|another day))\b(?! (?:in|with|here|there|at|near|on|off|by|under|next|alone|like a|for|so|without (?:you|coffee)|up to|happily|together|room|forever|insurance|the|vest|in a|above|close|abroad|over|music|show|to (?:work|drive))\b(?! (?:this (?:world|body|life)|pain|agony)))",
        r"\b(?:no|zero|little|any|what|without|lost (?:the|my|all)|losing (?:the|my)|not one|not a single|one|single) (?:longer )?(?:have )?(?:\w+ )?(?:want|desire|will|wish|reason|reasons|point|purpose) (?:left )?(?:for me )?(?:to|in|of) (?:keep |go on |carry on |continue |stay |be |even )*(?:live|living|alive|being alive|exist|existing|breathe|breathing|stay alive)\b(?! (?:in|with|at|near|abroad|during))",
        r"\bwish (?:\w+ ){0,3}?never (?:been )?born\b|\bnothing (?:left )?(?:worth )?(?:to live for|worth living for|to stay (?:alive )?for|keeping me (?:alive|here))\b|\bno(?:thing)? (?:reason|point) living\b|\b(?:life|living|it|being alive|my life) is (?:not|no longer) worth (?:living|it|the pain|going on)\b(?<!it is not worth it)|\bnot worth living\b|\bnot worth being alive\b",
        r"\b(?:tired|sick|done|finished|fed up|through|had enough|had it|exhausted) (?:\w+ )?(?:of|with|from) (?:this )?(?:living|being alive|life and|existing|existence|breathing|my life and|staying alive|trying to stay alive|waking up)\b(?! (?:in|with|at|out of|near|off|on|alone|next|under|early|at))",
        r"\b(?:can not|could not|can barely) (?:go on|carry on|keep on|keep|continue|stand|bear|face|do|take) (?:living(?! (?:with|in|here|next|at|near|under|off|on))|being alive|existing|life anymore|staying alive)\b|\bcan not live (?:anymore|any longer|with (?:this|the) (?:pain|guilt)|like this(?: anymore| any longer)?)\b",
        r"\b(?:slit|slitting|slash|slashing|cut|cutting|open|opening|sliced?|slicing) (?:my |both my |open my |up my )+(?:wrists?|veins?|throat|arteries|neck|arms?|thighs?|legs?)\b(?! (?:with a can|by accident|shaving|opening|gardening|while (?:shaving|cooking|gardening)|at work))",
        r"\b(?:bullet|gun|pistol|rifle|shotgun|knife|blade) (?:\w+ ){0,3}?(?:in|through|to|into|against|at|under) my (?:own )?(?:head|brain|mouth|temple|throat|neck|chest|heart|chin|wrists?)\b|\bblow(?:ing)? my (?:own )?(?:brains?|head) (?:out|off)\b|\b(?:use|using|turn|turning|used) (?:it|this|that|the \w+|a \w+|his \w+|my \w+) on myself\b|\beat(?:ing)? (?:my|a) (?:gun|bullet|pistol)\b|\brussian roulette\b.*\bi\b",
        r"\b(?:noose|rope)\b.*\b(?:around|round|on) my neck\b|\bi (?:have |)?(?:tied|made|got|bought|hung|put up|prepared) (?:\w+ ){0,2}?noose\b|\b(?:rope|belt|cord|scarf|noose|sheet)\b.*\b(?:rafters?|beam|ceiling|tree in the|banister|hang me)\b|\bhang from (?:a|the) (?:tree|beam|ceiling|rafter|rope|fan)\b|\bhanging from (?:the|a) (?:fan|barn|ceiling|rafters?|beam|tree)\b",
        rf"\bi (?:\w+ ){{0,6}}?(?:{_INTENT}|standing|keep|feel) (?:to |of |about |like |i |on |just |should |go |and |here |out |up |going )*(?:(?:jump|jumping|leap|leaping|step|stepping|fall|falling|throw myself|dive|diving) (?:\w+ ){{0,2}}?(?:off|from|in front of|under|out of|before|onto) {_UP_TO_3}(?:bridge|roof|rooftop|balcony|cliff|building|train|trains|tracks|rails|bus|lorry|truck|terrace|ledge|overpass|flyover|viaduct|multi ?storey|tube|tram|motorway|dam|window|express|car park|tower|\w+ floor)|(?:walk|walking|run|running|step|stepping) (?:\w+ ){{0,2}}?(?:into|in front of|out into|onto) (?:\w+ )?(?:traffic|oncoming|the path of|a train|the train|a bus|a lorry|a truck|a car|cars|the motorway|the tracks)|(?:walk|walking|wade|wading|swim|swimming) (?:\w+ ){{0,2}}?(?:into|out to|out into) (?:the )?(?:river|sea|ocean|lake|canal|water) (?:\w+ ){{0,2}}?(?:not|never|keep|until i|till i|forever)|(?:jump|jumping) (?:\w+ )?(?:in|into) the (?:river|canal|weir|harbour) (?:\w+ ){{0,2}}?(?:and (?:not|never|drown|die|end)|tonight))\b(?!.*\b(?:bungee|parachute|abseil\w*|swim with|for charity|safety net|crash mat|trampoline|stunt\w*|survive)\b)",
        rf"\bon (?:the|a|my) (?:bridge|roof|ledge|cliff|balcony|tracks|edge|railing)\b.*\b(?:jump|end it|let go|going over|step off|do it|die)\b|\b(?:drive|driving|steer|steering|crash|crashing|swerve) (?:my (?:car|truck|bike|van) |the (?:car|truck|bike|van) |it |myself |off )*(?:into|off|in front of|under) {_UP_TO_3}(?:tree|wall|bridge|cliff|truck|lorry|river|lake|oncoming|pillar|barrier|pylon|lamp ?post|traffic|train)\b",
        rf"^(?=.*\b(?:all|every|whole|end|die|sleep|wake|over|kill|enough|once|bottle|purpose|forever|everything|death|never)\b).*\bi (?:\w+ ){{0,5}}?(?:{_INTENT}|enough|saved|saving|stockpil\w+|hoard\w+|collected|collecting) (?:to |of |up |about |just |by |on )*(?:(?:tak|swallow|down|eat|neck|gulp|inject)\w* |my |the |all |of |these |those |every |whole |bottle |box |packet |entire |full |too many |a |bunch |load |lot |handful |sleeping |enough |mum's |dad's |heart |pain |diabetes |up |single |in |house |on |purpose |at |once |and )*(?:pills|tablets|insulin|paracetamol|medication|medicine|painkillers|antidepressants|sleepers)\b(?! (?:at|with (?:me|food)|home|before bed|every (?:day|morning|night))\b)",
        r"\b(?:want|going|plan|planning|thinking|thought|ready|about|tempted|feel like|might|will|decided|could|should|consider\w*|tried|trying|urge|need|intend\w*) (?:\w+ ){0,2}?overdos(?:e|ing)\b(?! on (?:\w+ )?(?:chocolate|cake|sugar|coffee|caffeine|netflix|cheese|biscuits|cookies|\w+ cake|telly|tv))",
        r"\b(?:save|saved|saving|stash(?:ed)?|stockpil\w+|hoard\w*|collect\w*|kept|keeping|put by|enough) (?:\w+ ){0,3}?(?:my |the |all |of )*(?:\w+ )?(?:pills|tablets|insulin|painkillers|sleepers)\b(?! (?:in the|for (?:the|my|his|her) (?:dog|cat|trip|holiday|week)|for the (?:week|month|trip)|in a (?:box|drawer)|dry))(?=.*\b(?:i|my)\b)(?!.*\b(?:collect my|prescription|chemist|pharmacy)\b)",
        rf"\b(?:let|lets|letting|make|help|helping|helps) me (?:to )?(?:die\b|be dead|go to sleep forever|kill myself|end it)|\bkill me\b(?=.* i (?:mean it|am serious|want|am not joking|can not))|\bi (?:want|wish|would like|hope|need|beg) (?:\w+ )?(?:someone|somebody|anyone|god|he|she|they|you|it|a car|a bus|a truck|something|cancer)(?: \w+)? (?:to |would |could |will )?(?:{_UP_TO_3})(?:kill|end|murder|shoot|hit and kill|take) me\b(?! (?:to|out|home|a|an|seriously|there|with|for|on|email|text|at|shopping|up)\b)",
        r"\b(?:sleep|asleep|bed) (?:\w+ ){0,3}?(?:and|to) (?:\w+ )?(?:never|not|no longer) (?:\w+ )?(?:wake|woke|waking)(?: up)?\b|\b(?:want|wish|like|love|hope|prefer|pray) (?:\w+ ){0,3}?(?:sleep|go to sleep|fall asleep|close my eyes|shut my eyes) (?:\w+ ){0,2}?(?:forever|for ever|for good|eternally|and die|and be dead|and never (?:open|wake))\b(?! (?:this weekend|on holiday|till|until|in this bed))|\bdie in my sleep\b",
        r"\bhow (?:many|much) (?:of )?(?:my |the |these |those |\w+ )?(?:\w+ )?(?:pills|tablets|paracetamol|insulin|\w+)\b.*\b(?:kill me|to die|be fatal (?:for|to) me|to kill myself|not wake up|to end (?:it|my)|end me)\b|\b(?:painless|easiest|quickest|best|fastest|quick|easy|least painful|surest) (?:way|ways|method|methods|means)(?: \w+){0,3}? (?:to|of) (?:die|dying|kill(?:ing)? myself|end(?:ing)? (?:it|my|things)|go|death|suicide|commit)\b(?! (?:in (?:the|this|a) (?:game|sims)|on stage))",
        r"\b(?:do|does|did|has|will|would) (?:not )?(?:deserve|want) to (?:live|be alive|exist)\b(?=.*\bi\b)|\bi do not deserve (?:to live|to be alive|to exist|life|to breathe)\b|\bdo not want to be (?:alive|in this world|on this (?:earth|planet)|living)\b",
        r"\b(?:everyone|everybody|they|people|world|family|kids|children|wife|husband|mum|dad|all|friends|she|he|you|parents|planet|others|folks|nobody|\w+s) (?:\w+ ){0,3}?(?:better|happier|better off|relieved) (?:\w+ )?(?:if i (?:was|were|am|killed|died|ended|hanged|shot) ?(?:dead|died|myself|my life)?)(?=$| (?:dead|myself|and))(?=.*\b(?:dead|died|killed|myself|ended|die)\b)",
        r"\bi (?:am|would be|will be) (?:\w+ )?better (?:off )?dead\b|^better off dead\b|\bme better off dead\b|\bbetter off if i (?:was|were) dead\b|\bworth more dead than\b",
        r"\bi (?:\w+ ){0,3}?(?:selfharm)|\bselfharm(?:ing|ed)? (?:is|again|helps|every|since|tonight|today|to|because|makes|when|and i)\b|\b(?:urge|want|started|start|going|need|back|relapsed|resist|stop) (?:\w+ ){0,3}?(?:selfharm|cutting(?= (?:again|my|tonight|$)|$))\b|\b(?:i have been|i am|i started|i keep|i keep on|been) cutting(?: again| every| a lot| since| deeper|$| my (?:arms?|legs?|thighs?|wrists?|skin))|\bi (?:want|need|have) to cut(?= (?:again|tonight|now|deep|deeper|so)|$)|\bcut(?:ting)? (?:deep|deeper|too deep)\b|\bi cut when\b",
        r"\bi (?:am going to|will|want to|plan to|have decided to|am about to|have to|am ready to|am gonna) (?:die|end it|do it) (?:tonight|today|tomorrow|soon|this (?:week|weekend|evening|morning|afternoon)|by (?:my|suicide)|on (?:my|\w+day)|before|after|alone|and|in (?:my|the|this))\b(?! (?:of (?:laugh|embarr|hunger|boredom|shame|heat|cold)|laughing))(?=.*\b(?:die|end it)\b)",
        r"\bi (?:have|got|have got|bought|found) (?:a plan|the plan|my plan|the pills|the tablets|a rope|the rope|a gun|the gun|the means|everything (?:ready|i need)|the method)\b.*\b(?:end|die|kill|do it|it over|tonight|ready|not want|myself|suicide)\b",
        r"\bby my own hands?\b|\bmy (?:own )?death\b(?=.*\b(?:plan|want|date|arrang|hasten|wish|bring)\w*)|\b(?:plan|planning|planned|date for|chosen|chose|picked|set|hasten) (?:\w+ ){0,3}?my (?:own )?death\b|\bi (?:have )?(?:picked|chosen|chose|set) (?:a|the|my) (?:date|day|night|spot|method|place)\b(?=.*\b(?:die|kill|end|death|it)\b)(?!.*\b(?:wedding|party|trip|holiday|picnic|dinner|meeting)\b)",
        r"\bi (?:almost|nearly|have|had|already) (?:\w+ )?(?:attempted|tried to (?:die|end it|kill))\b|\bmy (?:last|second|third|first|next|previous) (?:suicide )?attempt\b(?!.*\b(?:exam|test|driving|recipe|cake|souffl\w+|bread|marathon|level)\b)",
        r"\b(?:dignitas|euthanasia|assisted (?:dying|suicide))\b(?=.*\b(?:for me|i want|i need|for myself|i would|take me|my own)\b)",
        # other languages
        r"\bich (?:will|möchte|werde|kann|mag|wünschte ich) (?:\w+ ){0,4}?(?:sterben|tot sein|tot|umbringen|nicht mehr leben|leben beenden|wäre tot|nicht mehr leben)\b(?! (?:vor|lachen))|\b(?:mich|mir) (?:\w+ ){0,3}?(?:umbringen|umzubringen|erhängen|aufhängen|das leben nehmen|töten|erschießen|ritzen)\b|\b(?:selbstmord|suizid)(?:gedanken)?\b(?=.*\b(?:ich|mein|denke)\b)|\b(?:ich|denke) (?:\w+ ){0,3}?(?:selbstmord|suizid)|\bmein(?:em)? leben (?:\w+ ){0,2}?(?:beenden|ein ende)\b|\b(?:keinen|kein) (?:lust|willen|grund)(?: mehr)? zu leben\b|\bnicht mehr leben\b|\blebensmüde\b",
        r"\b(?:je|j'ai|ai|j'veux|envie) (?:\w+'?\w* ){0,5}?(?:mourir|suicider|tuer|pendre|vivre plus|crever|en finir)\b(?! de (?:faim|rire|chaud|froid|honte|soif))(?=.*(?:veux|vais|envie|pense|voudrais|me |veut|voulais|finir))|\bme (?:suicider|tuer|pendre|foutre en l'air|jeter sous)\b|\bne (?:veux|voudrais|peux) plus (?:vivre|exister)\b|\bsuicide\b(?=.*\b(?:pense|je|mon)\b)|\bmettre fin à mes jours\b",
        r"\b(?:me )?(?:quiero|voy a|quisiera|pienso|deseo|ganas de|necesito|prefiero|pensando en) (?:\w+ ){0,3}?(?:morir|morirme|matarme|matar|suicidarme|suicidio|quitarme|desaparecer|estar muert\w|dejar de vivir|colgarme|no despertar|ahorcarme)\b(?! de (?:risa|hambre|calor|sueño|frío|frio|vergüenza))|\bno quiero (?:seguir )?(?:viviendo|vivir)(?: más)?\b|\b(?:quitarme|acabar con|terminar con) (?:\w+ ){0,3}?(?:mi|la) vida\b|\bme quiero (?:morir|matar)\b|\bsuicidarme\b|\bestar muert[oa]\b",
        r"\b(?:marna|mar jana|mar jaana|mar jau|mar jaau|mar jaoon|marne) (?:\w+ ){0,2}?(?:chahta|chahti|hai|hoon|hu|ka mann)\b|\b(?:mujhe|mai|main|mein) (?:\w+ ){0,3}?(?:marna|mar jaana|mar jana|suicide)\b|\bjeena nahi\b|\bjeene ka (?:\w+ )?(?:mann|man|dil) nahi\b|\b(?:mann|man|dil) nahi (?:\w+ )?jeene\b|\bkhudkushi\b|\baatmahatya\b|\b(?:nahi|nahin) jeena\b|\bzindagi (?:se )?(?:khatam|thak)\b|\bapni jaan\b",
        r"\b(?:voglio|vorrei) (?:morire|uccidermi|ammazzarmi|suicidarmi|farla finita)\b|\bquero (?:morrer|me matar)\b|\bik wil (?:dood|niet meer leven|doodgaan)\b|\bchcę umrzeć\b|\bchcę się zabić\b|\bхочу умереть\b|\bубить себя\b|死にたい|想死|自杀|أريد أن أموت|मरना चाहत|\bich will sterben\b|\bne veux plus vivre\b",
    )
)  # fmt: skip

# words that may mean it and may not: she asks
_MAYBE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_HARMING} myself\b|\bsuicid|\bselfharm",
        r"\b(?:want|wish|wished|hope|would like|love|like|prefer|need|nice|wanting|longing) (?:\w+ ){0,3}?(?:disappear|vanish|cease|evaporate|fade away|be gone|go away for(?:ever| good)|sleep forever|never (?:been )?(?:born|wake up|existed|exist)|not exist|stop existing|not wake up|not be here|be nowhere|be nothing|be erased|dissolve|nothingness|oblivion)\b(?! (?:to (?:a|the|my)|for (?:a|the) (?:week|day|weekend|month|while)|into (?:that|the|a|my) (?:sofa|couch|bed|book|crowd)|in (?:norway|a cabin)))",
        r"\b(?:not|never|no longer|nobody|will not|would not) (?:\w+ ){0,2}?(?:be|want to be|going to be|plan to be|planning to be|intend to be) (?:here|around|alive|there)(?: \w+){0,3}?(?: anymore| any longer| much longer| tomorrow| next \w+| for (?:christmas|my|his|her|the|easter|long|that)| to (?:see|hear|know|find)| in (?:the|a) (?:morning|week|month)| on \w+day| when| after| by|$)",
        r"\bif i (?:was|were|am|be) (?:not (?:here|around|alive|there)|dead|gone|no longer here|never born)\b|\bif i (?:died|disappeared|vanished|never woke up|did not wake up|did not exist|never existed|ceased)\b|\bwithout me (?:in it|in the way|here|around|dragging|to worry|holding|being|they|she|he|she would|everyone|the|my)\b(?! (?:team|band|choir|game|meeting|party|office))|\b(?:better|happier|easier|simpler|fine|relieved|lighter|richer|calmer|freer) (?:off )?without me\b(?! (?:on|at|in (?:the|goal|midfield)))",
        r"\b(?:no|any|the|see|a|what) (?:point|reason|sense|purpose|meaning|use) (?:left )?(?:of|in|to|for) (?:me (?:being|to|going)|being here|carrying on|going on|keep going|living|life|anything|any of (?:it|this)|it all|it anymore|all this|trying|getting up|waking up|be here|carry on|go on|continuing|continue|existing|tomorrow|staying|stay|even trying|my life|get up|wake up|getting out of bed)\b(?! (?:with (?:this|the)|to the|early|on a|at (?:five|six)))|\b(?:what|whats) (?:is )?the (?:point|use)(?: anymore| of it(?: all)?| any longer| in anything)?$|\bthere is no point(?: anymore| to me)?$",
        r"\bi can not (?:carry on|keep going|go on|keep on|continue|face another (?:day|night|morning|week|winter|year)|face (?:tomorrow|it anymore)|see (?:a |any )?(?:tomorrow|future|way out|way forward)|do (?:this|it|life) (?:anymore|any longer|another)|take (?:it|this|life|any of it|anymore|another day) ?(?:anymore|any longer)?|cope (?:anymore|any longer)|live (?:like this|with))\b(?! (?:holiday|with this (?:recipe|game|book)|meeting|traffic|noise|level|job))|\bdo not think i (?:can|could|will) (?:carry on|go on|keep going|make it|last|survive|manage|see|be here|get through|cope)\b|\bno way out\b|\bcan not see (?:any|a) way\b|\bat (?:the )?(?:breaking point|rock bottom|end of my (?:rope|tether))\b|\bend of my (?:rope|tether)\b",
        r"\bi am (?:\w+ ){0,3}?(?:a|such a|nothing but a|only a|the) burden\b|\bburden (?:to|on) (?:everyone|everybody|them|him|her|my|you all|people|the family|all)\b|\b(?:waste of (?:space|oxygen|air|breath))\b|\bi am (?:worthless|hopeless|nothing|a mistake)$|\b(?:free|spare|relieve|rid) (?:them|everyone|her|him|you) (?:of|from) me\b|\bget out of (?:everyone's|their|everybody's|her|his) way\b",
        r"\b(?:do not|does not|could not|stopped|not) (?:\w+ )?(?:care|matter|mind|bothered|fussed) (?:\w+ ){0,2}?(?:if|whether) i (?:live|die|lived|died|wake|woke|get hit|make it|am alive|exist|survive|crash)\w*\b|\bwould not mind (?:\w+ ){0,4}?(?:hit|crash|die|dying|dead|wake|woke|waking|not being|kill|gone|struck)\w*",
        r"\b(?:hope|hoping|wish|wished|pray|praying|prayed) (?:\w+ ){0,6}?(?:not|never) (?:\w+ )?(?:wake|woke|waking|come back|make it|open my eyes|found me|see (?:the )?morning)\b|\bdo not want to wake up\b(?! (?:at|early|before|with|too|the|in (?:the dark|a hotel)))|\bwoke up again\b|\b(?:disappointed|sorry|sad|angry|gutted|upset) (?:\w+ ){0,3}?(?:wake|woke|waking|survived|woken)(?: up)?\b|\bhate (?:that i |it that i )?(?:woke|waking|wake) up(?! (?:early|at|to))",
        r"\b(?:give|given|gave|giving|gifting|donat\w+|handed|passing) (?:away |out )?(?:\w+ ){0,6}?(?:away|stuff|things|belongings|possessions|everything)\b(?=.*\b(?:not need|peace\w*|where i am going|no use|gone|nothing left|anymore|ready|last|goodbye|matter|all of it|lighter|remember me)\b)|\bwhere i am going\b(?!.*\b(?:to|on holiday|with this)\b)",
        r"\b(?<!miss me )(?:after|once|before|for when|(?<!think about me )(?<!miss me )when) i am (?:gone|dead|no longer here|not here|no more)\b(?! (?:on holiday|home|at|for the (?:day|week)|to))|\bwhen i go\b(?=.*\b(?:will|funeral|ashes|want them|sorted|look after|take care)\b)|\b(?:my|planning my|plan my|planned my) (?:own )?funeral\b(?!.*\b(?:dream|dreamed|dreamt)\b)",
        r"\bafter (?:tonight|today|tomorrow|this week|this weekend|friday|sunday|monday|christmas)\b.*\b(?:matter|hear from me|listen to me|nobody|no one|none of|worry about me|not be|will not|see me|bother|over|problem|last)\b|\b(?:my|tonight is my|this is my|the) last (?:night|day|evening|sunrise|sunset|christmas|birthday|message|conversation|talk|time talking|words|goodbye|week|hours?|meal)(?: alive| on earth| ever| here| for (?:good|ever)| and|$)(?! (?:in|of|at|before|with) )|\b(?:all )?be over soon\b|\bsoon (?:it|this|everything) will (?:all )?(?:be over|stop|end|not matter)\b|\bthis is (?:it for me|the end for me|goodbye forever|goodbye for good|my goodbye)\b|\bwill not (?:hear from me|see me|have to (?:listen|worry|put up|deal|look after|care|bother)) (?:\w+ ){0,4}?(?:again|anymore|any longer|ever|with me|about me|for me|tomorrow)\b|\bthere (?:will not|is not going to) be (?:a|any) (?:next|tomorrow|later|other)\b|\bno (?:next (?:time|week|year|month)|tomorrow) for me\b",
        r"\b(?:lost|no|without|losing|out of|given up|give up|giving up|gave up) (?:all |any |on |my |every )*(?:hope|future|faith in|will|everything|life|living|myself)\b(?! (?:on (?:the|this|that)|for (?:the|this|our) (?:team|match)|of (?:catching|finding|winning)))|\bi am (?:giving|checking|opting|bowing|signing) (?:up|out)(?: of (?:life|this|it all|everything))?$|\bi (?:want|need) out(?: of (?:this|it|here|life|everything))?$|\bi have (?:had enough|nothing left|got nothing left|nothing more to|lived (?:long )?enough|done my time|reached my limit)\b(?! (?:cake|food|wine|talking|talk|sun|for (?:today|tonight)|no more|of (?:this|the|that|him|her|my|work|these|winter) \w+))",
        r"\bdo not trust myself\b|\b(?:those|bad|dark|the|my|such|these|black|intrusive|scary) thoughts (?:again|are back|came back|are (?:getting )?(?:louder|worse|here)|will not|about (?:not|dying|death|ending))|\b(?:bad|dark) thoughts\b|\b(?:something|anything) (?:stupid|drastic|silly|final|permanent|irreversible|rash)\b(?=.*\b(?:i|me|tonight|might|do)\b)|\b(?:i|me) (?:\w+ ){0,6}?(?:do|doing|done|try) (?:something|anything) (?:stupid|drastic|silly|final|permanent|irreversible|rash|bad|terrible)\b|\bon purpose\b(?=.*\b(?:myself|me|i)\b)|\b(?:edge of|close to) the (?:platform|roof|cliff|edge)\b|\bblade\b(?!.*\b(?:lawn|mower|skate|runner|grass|razor for|shav\w+)\b)|\bi burn myself\b",
        r"\b(?:go|going|gone|leave|leaving) for (?:good|ever|always)\b(?=.*\b(?:i|me|my|sorry|goodbye)\b)|\bsay (?:goodbye|sorry|farewell) (?:\w+ ){0,4}?(?:before|properly|one last|without them|for the last)\b|\b(?:leave|leaving) (?:this|the) (?:world|earth|life|planet)\b|\bchecking out of\b|\bto go home to (?:god|jesus|the lord)\b|\b(?:god|lord|jesus|heaven)\b.*\b(?:take me|call me|have me|come for me|let me go|bring me home|want me)\b|\btake me home\b(?=.*\b(?:god|lord|jesus|please|ready)\b)|\b(?:join|joining|be with|see|follow|following) (?:him|her|them|my (?:late )?(?:wife|husband|mum|dad|son|daughter|brother|sister|nan|baby|boy|girl)) (?:again )?(?:soon|in heaven|up there|on the other side|where (?:he|she|they)|tonight|now|there)\b|\bwant to (?:follow|join) (?:him|her|them)\b|\bhad not found me\b|\b(?:wish|should) (?:\w+ ){0,3}?(?:let me (?:go|die)|worked|left me|not (?:saved|found|revived|brought))\b",
        r"\b(?:no ?one|nobody|not one|not a soul|who|anyone|anybody) (?:\w+ )?(?:would|will|even) (?:\w+ )?(?:miss|notice|care|mourn|cry|remember|come|find)\b(?: (?:me|if|for me|about me|i|my|to my|at my|anyway|until|for (?:days|weeks))|$)",
        r"\b(?:i )?hate (?:my life|being alive|living(?! (?:with|in|here|at|near|so|alone))|existing|my existence|being me|life)\b|\bi (?:could|might) (?:as well )?(?:die|be dead)\b(?! (?:of|for|laughing|from|happy))|\bi (?:think|thought|dream|fantasi[sz]e) about (?:death|dying|not being|being dead|the end|not existing|not waking|disappearing)\b|\bthoughts? (?:of|about) (?:death|dying|the end|not being)\b|\b(?:want|like|need|wish) (?:it|everything|the pain|all of it|all this|the noise|this|things|the world|my brain|my head) (?:all )?(?:to )?(?:stop|end|be over|finish|go quiet|be quiet forever|go away)(?: for (?:good|ever)| forever| now| please|$)|\bmake it (?:all )?(?:stop|go away|end)\b|\bpermanent (?:solution|sleep|rest|way)\b|\blong sleep\b|\beternal (?:sleep|rest|peace)\b|\bmy (?:life )?insurance\b(?=.*\b(?:worth|solve|better|pay|dead|gone|more|kids|debts?)\b)|\bworth more (?:dead|gone)\b|\b(?:life|world) without me\b|\bnever (?:should have |ought to have )?been born\b|\bnot (?:\w+ )?(?:made|meant|cut out|built) (?:for|to) (?:this (?:world|life)|live|be alive|life|last)\b|\bdead inside\b|\bcommit not living\b|\bbe(?:ing)? better dead\b",
        r"\b(?:dunno|do not know|not sure|how much longer|how long) (?:\w+ ){0,4}?(?:want to|can|will|could|be able to) (?:\w+ )?(?:live|be here|be around|be alive|go on|keep going|hold on|carry on|last|stay alive|keep this up|hang on|do this)\b|\b(?:tired|exhausted|sick|done|weary|fed up) (?:\w+ )?(?:of|with|from) (?:life|everything|fighting|it all|trying|all of it|being here|this world|this life|holding on|the fight|pretending|living|waking|myself)\b(?! (?:with (?:the|my)|about|on (?:the|this)))|\b(?:i am|so|all) done (?:with (?:it all|everything|life|this world|this life|the world|all of it|fighting|trying))\b|\bready to (?:go|leave|rest|meet|let go|be done|be gone|join)\b(?=$| (?:now|for good|whenever|to (?:heaven|god|him|her)|home|and i mean))|\bi am (?:at peace|ready|calm)(?: now| with it| about it)?\b(?=.*\b(?:letters?|will|bills|papers|sorted|decided|goodbye|notes?|insurance|everything is|flat|house|paid)\b)",
        r"\b(?:do not|will not|would not|never) (?:\w+ ){0,2}?(?:need|bother|have to|worry|save|book|remind|plan|order) (?:\w+ ){0,6}?(?:i will not|not be (?:here|around|back|alive)|where i am|anymore after|any of it anymore|reminding)\b|\bi (?:will not|am not going to) (?:make it|be back|be needing|need (?:it|them|this|any(?:thing)?|reminding|my \w+|\w+ anymore)|see (?:christmas|summer|spring|my|the|another|thirty|forty|\w+ty)|live (?:to|past|long|much)|last (?:long|much|the|until|till)|reach|get (?:old|to see))\b(?! (?:on time|to (?:the|work|dinner|practice)|tonight|until (?:six|seven|late)|till (?:six|seven|late)|for dinner|later|to the))|\bnever (?:planned|expected|thought i would|meant) (?:\w+ ){0,3}?(?:live|reach|make it|be here|get) (?:past|this (?:old|long|far)|to \w+)\b",
        # other languages and half-heard
        r"\b(?:ich kann nicht mehr|nicht mehr aufwachen|ohne mich (?:besser|wär)|keinen sinn mehr|will nicht mehr(?: da| hier)?(?: sein)?$|alles sinnlos|will nur noch weg|nicht mehr da sein|lebensmüde|kein ausweg|nicht mehr hier sein|falle allen zur last|abschied nehmen)\b|\b(?:je n'en peux plus|j'en peux plus|me réveiller|disparaître|en finir|à quoi bon|plus envie de rien|fardeau|mieux sans moi|plus la force|plus de raison|m'endormir)\b|\b(?:no puedo más|desaparecer|no quiero despertar|sin mí|no vale la pena vivir|para qué (?:seguir|vivir)|una carga|quiero irme para siempre|no quiero estar aquí|ya no quiero|acabar con todo|no aguanto más|ganas de vivir|dormir y no)\b|\b(?:jeene ka|jeene ki|jee nahi|mann nahi|thak gaya|thak gayi|bojh|zindagi|maut|marna|marne|mar jau|mar jaun|jeena)\b",
        r"\bwant to (?:dive|dine|tie|lie|buy)$|\bwant to leave anymore$|\bdo not want to (?:leave|be a live|be alike|be a life|live any)\b(?= anymore$|$)|\b(?:end|take) my (?:like|light|wife|line)$|\bwish i was (?:bread|dad|bed|red|head|debt)$|\bkiss myself goodbye\b|\bhand myself tonight\b|\bkill (?:my|mine)(?: tonight)?$|\bwant to (?:kill|hill|till|gill|quill)(?: my| me)? ?(?:cell|sell|shelf|elf|health|self|south|safe|stealth)\b|\bwant to dial$|\bcut my (?:rest|risk|list|fists|wish)\b|\b(?:hang|hung|hank) (?:my|mice) ?(?:self|elf|shelf)\b",
    )
)  # fmt: skip

# --- what takes the edge off -----------------------------------------------------------------

_DENIED = re.compile(
    r"\b(?:do not|would not|will not|would never|will never|never|not|am not|is not|have no|nobody said i|nobody is|no one is|far from) "
    r"(?:(?!(?:i|stop|help|but|get|only|quite)\b)\w+ ){0,2}?(?:want(?:ed|ing)? |going |plan(?:ning|s)? |thinking |intend(?:ing)? |intention |mean |about |of |to |would |ever |like |try |trying |be |do |feel |feeling |had |been |any |having )*"
    rf"(?:{_DEADLY} myself|{_HARMING} myself|suicidal|(?:commit )?suicide|thoughts? (?:of|about) suicide|considered suicide|die\b|dying\b|overdose|selfharm|dead\b|(?:end|take|ending|taking) my (?:own )?life)"
)
_DEAD_AFTER_ALL = re.compile(
    r"\b(?:but|however|although|except|yet|unless)\b.*\b(?:think about|thoughts|scared|want it|stop|feel|sometimes|disappear|not (?:be|exist|live|wake)|cannot|can not|tired|over|end|exist|alive|anymore)\b"
    r"|\bdo not want to die (?:alone|but|slow|like this|here)\b|\bnot trying to die\b.*\bbut\b"
)
_HYPERBOLE = re.compile(
    r"\b(?:die|died|dying|dead) (?:of|from) (?:\w+ ){0,2}?(?:laugh\w*|embarr\w*|shame|boredom|hunger|thirst|heat|cold|cringe|curiosity|old age|cuteness|happiness|joy|excitement|fright|envy|second hand|overwork|mortif\w*|awkward\w*)\b"
    r"|\b(?:die|died|dying) (?:laughing|on the spot|to (?:see|know|try|meet|hear|tell|get|find|go)|for (?:a|an|some|that|this|the|my|her|another|one)\b)|\blaugh\w* (?:\w+ ){0,4}?(?:die|died|dead|myself)\b"
    r"|\bso (?:embarrass\w+|ashamed|awkward|cringe)\b|\bembarrass|\bcringe|\bmortif|\bwent (?:bright )?red\b|\bground (?:to )?(?:open|swallow)|\bmy (?:flies|zip|skirt|trousers)\b"
    r"|\b(?:hang|shoot|cut|burn|drown|throw|hung|shot|kill|poison) myself (?:an?|some|new|another|two|three) (?!hour|minute|while|lot|bit|moment|second|day|week|month|year|little|few|couple)|\bmyself (?:half|silly|stupid|rotten|hoarse|sick|in the foot|up with|out with|short|in (?:the|a|my) (?:foot|shower(?! on the)|mirror|kitchen|garden|work|wool|knitting|ice|books?)|in (?:work|coffee|tea|chocolate|netflix|paperwork|emails|gravy|ketchup|perfume|sun ?cream|aftershave|admin|homework|essays|music|love|butter|syrup|maple)|to (?:a|death with)|for (?:forgetting|saying|agreeing|missing|not (?:buying|booking|bringing|saving|checking)|leaving|sending|eating|spending)|over (?:a|the|that) (?:coffee|kerb|hose|cat|toy|cable|bad pass|missed)|on (?:the|a|my) (?:oven|stove|iron|kettle|pan|grill|hob|thorn|bread knife|tin|can|paper|glass|cheese grater|grater|rose|brambles|toaster|radiator|mandoline|tray|stairs|ice|ladder|kerb|lego|bike|skateboard|trampoline|treadmill|edge of)|with (?:a|the|my own) (?:paper|tin|can|staple\w*|stapler|drill|hammer|cooking|hair straighteners|curling iron|straighteners|glue gun|nerf|cheese|bread|envelope)|(?:at|during) (?:football|tennis|practice|training|rugby|work|school|basketball|hockey|dance|class|yoga|judo|karate|gym|the gym|pilates|cricket|netball)|(?:while )?(?:shaving|cooking|gardening|skiing|skating|running|ironing|chopping|lifting|slicing|baking|playing|peeling|by accident|accidentally|again (?:on the|at (?:football|rugby|work|training|the gym|five|netball|yoga)|shaving|cooking)|getting|trying|learning|opening|grating|falling|slipping|tripping|moving|carrying|and got|some slack))\b"
    r"|\b(?:accidentally|by accident|by mistake|clumsy|whoops|oops|slipped|tripped)\b|\b(?:paper cut|shaving|chopping (?:onions|carrots|veg)|peeling|plaster|band ?aid|pulled a muscle|twisted|sprained)\b"
    r"|\bdie happy\b|\bdead to the world\b|\bshav(?:ed|ing)\b|\b(?:hurt|injured|cut|burned|burnt|bruised) myself (?:\w+ ){0,2}?(?:at (?:five|football|rugby|the gym|work|judo|training|practice|netball|hockey|cricket)|playing|lifting|skiing|dancing|climbing)\b|\b(?:five a side|ankle like)\b|^lyrics?\b|\b(?:boring|dull|long|slow|tedious|film|movie|meeting|lecture|queue|webinar|training)\b.*\bwill to live\b|\bkilled myself with my own (?:grenade|bomb|rocket|trap|spell)\b|\b(?:cache|command|process|server|docker|script|loop)\b.*\bend it all\b|\bplaying \w+ so i (?:stab|kill|die|drown)\b|\blike a student\b|\bcut out the\b|\bselfie\b|\beaster eggs\b|\blemmings\b|\bthis weekend bliss\b|\bcommitted suicide on my windowsill\b|\boff myself in \w+ minutes\b"
    r"|\bcut myself (?:off|up|some|a|out|loose|short|free)\b|\b(?:end|ended|ending) (?:it|things) (?:with|by|here|there|between)\b|\bend it (?:all )?(?:with|by text|there|here|on a)\b|\btop myself up\b|\bset myself (?:a|the|up|goals|some|free)\b|\bthrow myself (?:into (?:my|the|a|work|it|things|studying)|at|on the (?:bed|sofa|couch)|a|back into|under the (?:duvet|covers))\b|\bfinish myself off a\b|\boff myself and\b|\bhung myself up\b|\bhang(?:ing)? myself (?:up|out|around)\b|\bhang myself a\b|\bburn(?:ed|t|ing)? myself out\b|\bbeat(?:ing)? myself up (?:about|over|for)\b"
    r"|\b(?:career|political|social|financial|commercial|tactical|box office|reputational|professional|brand|electoral|economic|culinary|fashion) suicide\b|\bin bridge\b|\bsuicide (?:squeeze|squad|runs?|drills?|sprints?|is painless|wings|king|door|doors|burger|pass|bid|mission|silence|blonde|bomb\w*|prevention|awareness|hotline|helpline|rates?|statistics|research|charity|watch at|risk assessment|vest|gate)\b|\bruns? suicides\b|\bran suicides\b"
    r"|\b(?:battery|phone|laptop|plants?|engine|car|server|process|app|orchid|basil|fern|printer|tomato\w*|cactus|goldfish|fish|sourdough|starter|lawn|character|villain|hero|player|cat|dog|hamster|boiler|van|bulb|houseplant|succulent|ficus|bonsai|tamagotchi|wifi|router|code|script|program|thread|container|pod|job|sim|sims|wizard|rogue|paladin|bard) (?:\w+ ){0,3}?(?:wants?|is|are|keeps?|seems?|decided|going|trying|tries|tried|threatens?|hangs?|kills?|killed|has)(?: \w+){0,2} (?:to )?(?:die|dead|dying|suicidal|suicide|itself|kill|out)\b"
    r"|\b(?:in|with|until|till) i die\b|\bbefore i die\b(?!.*\b(?:note|letter|tonight|write|tell them|kill)\b)|\bbucket list\b|\b(?:live|love you|fan|loyal|friends?) (?:\w+ ){0,3}?(?:till|until) i die\b|\bgirl math\b|\bdiving board\b|\bbungee|\bparachut|\bskydiv|\babseil|\btrapeze\b|\bzip ?line\b"
    r"|\bwill to live (?:in|at|with|during|over|after (?:that|this|the))\b|\bwithout me (?:on|at|in the)\b|\bdo not want to live (?:in|with|at|near|here|there|on|next)\b|\brather (?:die|be dead|eat|kill myself) than (?:eat|wear|watch|listen|go to|drink|play|use|support|miss|admit|sing|camp|work with|shop|be seen|lose to)\b|\b(?:die|dead|dying) (?:in|at) (?:the|this|that|my) (?:game|level|boss|dungeon|raid|fortnite|minecraft|sims|tournament|match|play|opera|movie|film|scene|queue|meeting|heat)\b|\bkill(?:ed|ing)? myself (?:laughing|on that|running|training|at the gym|with (?:work|overtime|that workout)|trying|over (?:this|that) (?:essay|report|deadline)|getting|doing (?:squats|burpees|sit ups)|lifting|slipping|tripping|falling)\b|\b(?:nearly|almost) killed myself (?:on|slipping|tripping|falling|laughing|with|trying|getting|coming|running|carrying|climbing|over|at)\b|\bwork(?:ing|ed)? myself (?:to death|into)\b|\b(?:worry|worried|worrying|scare|scared|bored?|boring|laugh\w*|drink\w*|freez\w*|sweat\w*|embarrass\w*) (?:myself |me )?(?:half )?to death\b"
)  # fmt: skip
_TRIVIAL = re.compile(
    r"\b(?:i will|i would|i am going to|might|could|want to|i|rather|let me)(?: \w+){0,3}? (?:kill myself|die|jump|shoot myself|hang myself|be dead|kms)\b.*\b(?:if (?:i have to|i hear|i see|they|he|she|we|this|that|the|it|my (?:boss|sister|brother|mum|team)|one more|anyone|someone|there is) (?:\w+ ){0,6}?(?:play|plays|sing|sings|song|jingle|email|emails|meeting|meetings|again|advert|ad|ads|monday|episode|season|loses?|lose|rain|rains|spoil\w*|update|updates|slack|zoom|pdf|excel|spreadsheet|salad|homework|essay|ikea|flat pack|traffic|queue|christmas|karaoke|pun|puns|joke|jokes|baby shark|wonderwall|cancel(?:led|s)?|ends?|recipe|printer)\b)"
    r"|\b(?:haha|lol|lmao|hahaha|rofl|lolol|😂|🤣|💀)\w*"
)
_FICTION = re.compile(
    r"\b(?:characters?|novel|films?|movies?|books?|songs?|lyrics?|episodes?|series|shows?|game|games|gaming|podcast|documentary|squad|opera|hamlet|ophelia|romeo|juliet|play about|in the play|plot|scenes?|story|stories|villain|protagonist|news|articles?|rates?|"
    r"prevention|awareness|statistics|dnd|campaign|minecraft|fortnite|sims|level|boss fight|script|screenplay|poem|poet|history|essay on|essay about|fanfic|anime|manga|musical|actor|actress|author|painter|philosopher|durkheim|camus|plath|cobain|hemingway|woolf|van gogh|hitler|cleopatra|socrates|seppuku|kamikaze|training|workshop|policy|lecture|seminar|course|thesis|research|study|studies|quiz|crossword|trivia|meme|album|band|track|playlist|title|who (?:wrote|sang|sings|directed|played)|what does|when did|why did|how did|did (?:he|she|they)|define|meaning of)\b"
)
_MINE_ANYWAY = re.compile(
    r"\bi (?:\w+ ){0,2}?(?:want|am|will|feel|wish|should|need|have decided|keep|can not|have been|hope|do not want|think about)\b"
)
_WORKING_ON = re.compile(r"\b(?:writing|reading|watching|playing|acting|translating|studying|directing|rehearsing|drawing|researching|teaching|marking|singing|learning|finished|started|seen|read|watched|wrote) (?:\w+ ){0,4}?(?:characters?|novel|film|movie|book|song|episode|series|show|play|scene|story|poem|essay|article|script|opera|thesis|lyrics|part|role|game|level|musical|paper|chapter|lines?|podcast|documentary|monologue|aria)\b(?!.*\bi (?:want to|am going to|will) (?:die|kill myself|end my life)\b)")  # fmt: skip
# what makes a grave sentence a smaller thing: she asks, but does not take it as said
_SMALLER = re.compile(
    r"\b(?:years ago|back then|i used to|in recovery|long time ago|when i was (?:a teen\w*|young\w*|at (?:school|uni\w*)|fifteen|sixteen|seventeen|nineteen|twenty)|not anymore|glad (?:i|that i) (?:did not|am (?:still )?alive|stayed|survived|am here)|i am (?:fine|okay|better|well|good|happy|glad) (?:now|these days|again)|got better|got help|got through it)\b"
    r"|\b(?:translate|spell|pronounce|how do you say|what does it mean|what is the word|in (?:german|french|spanish|latin|japanese|italian|irish|welsh|hindi))\b|\bplay i (?:want|wanna|am|wish|hate)\b|\b(?:called|titled|named|by the band|lyric|chorus)\b"
    r"|\b(?:my \w+|he|she|they|everyone|teenagers?|kids|people|mate) (?:\w+ )?(?:goes|said|says|shouted|shouts|screamed|screams|yelled|yells|always says|keeps saying|sings|texted) i (?:want|wish|hate|am going|will|wanna)\b|(?<!voice )(?<!head )\b(?:says|goes|shouts|screams|yells) i (?:want|wish|am going|will|hate)\b|\bin (?:19|20)\d\d\b.*\b(?:saved|life is good|better|help\w*)\b|\b(?:therapy|medication|she|he|treatment|it) saved (?:me|my life)\b|\b(?:years|decade|decades|months) (?:free|clean|sober)\b|\b(?:asked|asks|wonders|checked) (?:me )?(?:\w+ ){0,2}?(?:if|whether) i\b.*\b(?:said no|no i|told (?:him|her|them) no|i do not|denied)\b"
    r"|\b(?:called (?:my|the|him|her) (?:\w+ ){0,2}?(?:mum|dad|love|babe|mummy)|waved (?:back )?at|on mute|unmuted|reply all|replied all|wrong (?:group|chat|person|number|name|toilets?|meeting)|autocorrect|farted|burped|tripped over|fell over in|in front of (?:everyone|the whole|my crush|the class|the boss|his parents)|voice cracked|liked (?:his|her) (?:old )?(?:photo|picture)|another monday|mondays|lego|hangover|hungover|wham|leg day|burpees|squats|gym session|cardio|spreadsheet|group project|parents evening)\b"
)
_NOT_ME = re.compile(
    r"\b(?:respawn\w*|checkpoint|lava|creepers?|minecraft|fortnite|roblox|elden ring|dark souls|zelda|mario|sims|skyrim|gta|valorant|overwatch|loot|xp|mana|raid|dungeon|boss fight|level \w+|speedrun|npc|dnd|console command|save file|final boss|multiplayer|lobby|warzone|hardcore mode)\b"
    r"|\b(?:in (?:the|my|our|this) (?:\w+ )?(?:play|scene|film|opera|musical|panto|sketch|act|rehearsal|show|script|story|novel|game|dream|book|video)|in (?:act|scene) \w+|on stage|rehears\w*|my (?:lines|part|role|character|monologue|death scene|avatar|villain|hero\w*|protagonist)|audition\w*|stunt\w*|improv|larp\w*)\b"
)
# "thinking of suicide lately": the I is left out; other languages carry theirs in the verb
_ELLIPTIC = re.compile(
    r"^(?:\w+ ){0,3}?(?:want|wanting|going|thinking|feeling|need|ready|wish|hope|about to|planning|tired|sick|done|better off|started|trying|tried|decided|longing|might|should|will|gon|would|nothing to live|no (?:will|reason|point)|life is not|kill|end|suicid\w*|selfharm|cutting|how to|how many|way to|quickest|easiest|painless|please|let|could)\b"
    r"|\b(?:ich|mich|mein\w*|je|moi|quiero|voy|mi|yo|mujhe|main|mai|voglio|quero|ik|nicht|plus|no quiero|suicidarme|matarme|morir\w*|marna|jeena)\b"
)
_ASKS_FOR_A_WORK = re.compile(
    r"^(?:who|which|what|where|when|why|how|is|was|does|did|do you know|play|put on|skip|queue|find|look up|google|recommend|have you (?:seen|read|heard)|tell me about|can you play|could you play|summari[sz]e|explain)\b.*\b(?:sang|sings?|singer|song|album|band|lyrics?|film|movie|book|title|poem|novel|wrote|track|episode|series|opera|play about|by \w+ \w+$)\b(?!.*\bplease\b.*\bmyself\b)"
)
_WORK = re.compile(
    r"\b(?:volunteer\w*|helpline|hotline|charity|fundrais\w*|workshop|lecture|training|course|module|first aid|prevention|awareness|campaign|researcher|psychology|psychiatry|counselling|safeguarding|committee|guidelines|statistics|rates|assembly|parliament|bible|church teaching|law on|illegal|legal)\b"
)
_FLAT_MINE = re.compile(
    r"\bi (?:\w+ ){0,5}?(?:myself|suicidal|want to die|end my life|my own life|be dead|to die)\b"
)
_FEAR_OF = re.compile(r"\b(?:afraid|scared|terrified|frightened|fear|fears|anxious|worried|panic\w*|phobia) (?:\w+ ){0,2}?(?:of|about) (?:\w+ ){0,2}?(?:dying|death|being killed)\b|\bhealth anxiety\b")  # fmt: skip
_ABOUT_OTHERS = re.compile(r"\b(?:he|she|they|who|him|her|uncle|aunt|friend|brother|sister|grandad|nan|cousin|neighbour|colleague|patient|student|poet|singer|king|queen|someone|people|teenagers?|man|woman|boy|girl|lad|lads|soldiers?|samurai)\b(?: \w+){0,4}? (?:myself|himself|herself|themselves|suicide|suicidal|die|died|dead)\b")  # fmt: skip
MINE = re.compile(
    r"\bmyself\b|\bi am (?:\w+ ){0,2}?(?:suicidal|suicide)\b|\bi (?:\w+ ){0,2}?suicide (?:note|letter)\b|\b(?:i|i am|i have) (?:\w+ ){0,3}?(?:want|wanted|wish|hope|going|ready|suicidal|rather|would|should|will|do not) (?:\w+ ){0,3}?(?:die|dead|suicide|kill|end|never|live|here|alive)\b"
)
_SELF = re.compile(r"\b(?:i|me|my|myself|mine)\b")


def heard(piece: str) -> Alarm | None:
    """EXPLICIT, INDIRECT or None for one plain sentence (see normal.plain)."""
    if ways.sure(piece, denied=bool(_DENIED.search(piece))) and not _told(piece):
        return Alarm.EXPLICIT
    sure = any(pattern.search(piece) for pattern in _SURE)
    if not sure:
        return Alarm.INDIRECT if _maybe(piece) else None
    if _DENIED.search(piece):
        still = _DEAD_AFTER_ALL.search(piece) or _unsaid(piece)
        return Alarm.INDIRECT if still else None
    if _HYPERBOLE.search(piece):
        return None if not _FLAT.search(piece) else Alarm.INDIRECT
    if _NOT_ME.search(piece):
        return None
    if _FEAR_OF.search(piece) or _TRIVIAL.search(piece) or _SMALLER.search(piece):
        return Alarm.INDIRECT
    if _FICTION.search(piece) and (not _MINE_ANYWAY.search(piece) or _WORKING_ON.search(piece)):
        return None
    if not _SELF.search(piece) and not _ELLIPTIC.search(piece):
        return None if _ABOUT_OTHERS.search(piece) else Alarm.INDIRECT
    if _ASKS_FOR_A_WORK.search(piece) or (_WORK.search(piece) and not _FLAT_MINE.search(piece)):
        return Alarm.INDIRECT
    return Alarm.EXPLICIT if _CORE.search(piece) else Alarm.INDIRECT


def _told(piece: str) -> bool:
    """Whether it is a saying, a story, work, long ago, or about someone else."""
    return bool(
        _HYPERBOLE.search(piece) or _TRIVIAL.search(piece) or _SMALLER.search(piece) or _NOT_ME.search(piece)
        or _FEAR_OF.search(piece) or _ASKS_FOR_A_WORK.search(piece) or _WORKING_ON.search(piece)
        or (_FICTION.search(piece) and not _MINE_ANYWAY.search(piece)) or (_WORK.search(piece) and not _FLAT_MINE.search(piece))
        or (not _SELF.search(piece) and _ABOUT_OTHERS.search(piece))
    )  # fmt: skip


def weaker(piece: str) -> bool:
    """Whether a grave family was met outside its core: a question, which the second ear may raise."""
    return (
        any(pattern.search(piece) for pattern in _SURE)
        and not _CORE.search(piece)
        and not explained(piece)
    )


_CORE = re.compile(
    r"\b(?:do|doing) myself in\b|\b(?:offing|topping|gas|gassing|poison|poisoning|necking|neck) myself\b|\bpraying to die\b|\b(?:kill|killing|killed|hang|hanging|shoot|shooting|drown|drowning|stab|unalive|do away with|doing away with|finish|yeet|throw|hurt|hurting|harm|harming|cut|cutting|hanged|shot|burned|burn|off|top) myself\b|\b(?:stop|stopped) existing\b|\bending it\b|\b(?:go on|going on|keep|stay) (?:living|alive)\b|\b(?:would|will|to) kill me$|\b(?:my life|existence|suffering) (?:should|has to|must|needs to|ought to) \w+\b|\b(?:find me|be|off|being|me) dead\b|\bif i (?:died|hanged)\b|\bhave ended it\b|\bin my head\b|\bcutting again\b|\bto cut(?: again|$)|\boff (?:a|the) bridge\b|\b(?:about|of) (?:dying|being dead|jumping)\b|\b(?:end|ending|take|taking|ended|took) my (?:own )?(?:life|suffering|existence)\b"
    r"|\bsuicid|\b(?:to|me|i|and|should|rather|ought|god|have|will) (?:die|be dead)\b|\bi (?:was|were|am|should be|would be|will be|had been|would rather be) (?:\w+ )?dead\b|\b(?:be|being|stay) alive\b|\b(?:to|not|of|with) (?:live|living)\b(?! (?:room|in|on|with|near))|\bend(?:ing)? it (?:all|tonight)\b|\binto (?:the )?(?:traffic|\w+ and (?:end|die))\b|\bend it$|\bmy wrists\b|\boverdos|\bselfharm|\bjump(?:ing)? (?:off|in front|from)\b|\bnever (?:been )?born\b|\bby my own hand"
    r"|\b(?:my brains|mourir|tuer|vivre|morir\w*|matarme|umbringen|sterben|leben|marna|jeena|my gun|every pill|on myself|wake up|waking up|pills|noose|rope)\b"
)


def explained(piece: str) -> bool:
    """Whether a saying, a denial, a story or a few days away accounts for the words of a plain sentence."""
    if _DENIED.search(piece):
        return not (_DEAD_AFTER_ALL.search(piece) or _unsaid(piece))
    story = _FICTION.search(piece) and (not _MINE_ANYWAY.search(piece) or _WORKING_ON.search(piece))
    light = _TRIVIAL.search(piece) or _SMALLER.search(piece) or _NOT_ME.search(piece)
    away = _AWAY.fullmatch(piece.strip())
    return bool(_HYPERBOLE.search(piece) or story or light or away)


_FLAT = re.compile(r"\b(?:kill myself|want to die|end my life|suicidal|take my own life)\b")


def _unsaid(piece: str) -> bool:
    """Whether something sure is left when the denied part is taken out."""
    rest = _DENIED.sub(" ", piece)
    return any(pattern.search(rest) for pattern in _SURE)


_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening))?|the weekend)"
)
_AWAY = re.compile(  # a whole sentence that says on which days one is away, and no more
    rf"(?:sorry |but |and |so )?i (?:will not|am not going to) (?:be (?:here|there) (?:next (?:week|weekend|month|{_DAY})|(?:on |this |until |till |before )*{_DAY})(?: because i (?:have to |must )?(?:work|am working|am away|am on holiday))?|need you anymore (?:today|tonight|this evening|for now))"
)


def _maybe(piece: str) -> bool:
    if _AWAY.fullmatch(piece.strip()):
        return False
    if _HYPERBOLE.search(piece) or (_FICTION.search(piece) and not _MINE_ANYWAY.search(piece)):
        return False
    return not _DENIED.search(piece) and any(pattern.search(piece) for pattern in _MAYBE)
