"""The everyday things people speak of, and the words one knows them by. Pure; the first that fits wins."""

from __future__ import annotations

import re

_TOPICS: tuple[tuple[str, str], ...] = (
    ("death", r"(?:died|passed away|funeral|buried|put (?:him|her|the dog|the cat) down|been dead)"),
    ("breakup", r"(?:broke up|breakup|break-up|split up|divorc\w+|dumped|left me|separated)"),
    ("wedding", r"(?:wedding|(?:get(?:s|ting)?|got|just) married|marry(?:ing)?|engaged|proposed|bride|marriage)"),
    ("baby", r"(?:baby|pregnant|pregnancy|newborn)"),
    ("quit", r"(?:quit|resign\w*|handed in my notice|gave notice)"),
    ("fired", r"(?:fired|laid off|lost my job|redundan\w+|let go from|unemployed)"),
    ("new_job", r"(?:new job|got the job|job offer|promot\w+|a raise|first day at work)"),
    ("interview", r"(?:interview\w*)"),
    ("fight", r"(?:fight|fought|arguing|argued|argument|yelled|shouted|row with|screamed)"),
    ("boss", r"(?:boss|manager|supervisor)"),
    ("meeting", r"(?:meetings?|presentation|pitch)"),
    ("deadline", r"(?:deadlines?|overtime|workload|too much work|so much work|swamped)"),
    ("exam", r"(?:exams?|finals?|quiz|driving test|test)"),
    ("study", r"(?:homework|essay|thesis|university|college|school|studying|lecture|degree)"),
    ("procrastinate", r"(?:procrastinat\w*|putting (?:it|this|that|things) off|lazy|keep postponing)"),
    ("overthink", r"(?:overthink\w*|can't stop thinking|mind (?:is|keeps) racing|worry too much)"),
    ("lonely", r"(?:lonely|loneliness|no friends|nobody to talk to|no one to talk to|feel alone|all alone|by myself)"),
    ("dream", r"(?:dream(?:t|ed)?|nightmares?)"),
    ("sleep", r"(?:sleep|slept|insomnia|asleep|awake|woke up|nap)"),
    ("sick", r"(?:sick|ill|fever|flu|headache|migraine|sore throat|cough|a cold)"),
    ("doctor", r"(?:doctor|dentist|hospital|surgery|diagnos\w+)"),
    ("date", r"(?:a date|first date|crush|in love|dating|tinder)"),
    ("birthday", r"(?:birthday|turning \w+|anniversary)"),
    ("trip", r"(?:trip|holidays?|vacation|travel\w*|flight|fly(?:ing)? to|flew|backpack\w*)"),
    ("move", r"(?:moving (?:house|out|in|to)|moved (?:house|out|in|to)|new (?:flat|apartment|house|place)|packing boxes)"),
    ("coffee", r"(?:coffees?|espresso|tea)"),
    ("cook", r"(?:cook\w*|bak(?:ed|ing|e)|recipe|soup|lasagn[ae]|curry|bread|cake|pancakes?)"),
    ("food", r"(?:pizza|dinner|lunch|breakfast|restaurant|sushi|burgers?|pasta|sandwich)"),
    ("music", r"(?:guitar|piano|violin|drums|songs?|music|concert|album|choir|sing(?:ing)?|band)"),
    ("book", r"(?:books?|novels?|reading)"),
    ("film", r"(?:films?|movies?|series|episodes?|documentary|cinema|tv show)"),
    ("game", r"(?:video ?games?|games?|chess|puzzles?|playstation|xbox)"),
    ("run", r"(?:ran|running|run|jog\w*|marathon|gym|yoga|workout|work out|swim\w*|cycling|training)"),
    ("walk", r"(?:walk(?:ed|ing)?|hik(?:e|ed|ing)|stroll)"),
    ("garden", r"(?:garden\w*|plants?|tomato\w*|flowers?|seeds|balcony)"),
    ("pet", r"(?:dogs?|cats?|puppy|kittens?|hamster|parrot|rabbit)"),
    ("rain", r"(?:rain(?:ing|ed|s|y)?|snow(?:ing|ed|s|y)?|storm|sunny|sunshine|weather|foggy|windy|freezing|heat ?wave)"),
    ("money", r"(?:money|rent|debts?|bills?|salary|afford|broke|mortgage|taxes)"),
    ("car", r"(?:car|traffic|commut\w+|bus|train|bike|subway|tube)"),
    ("phone", r"(?:phone|social media|instagram|scrolling|screen time|tiktok)"),
    ("computer", r"(?:computer|laptop|code|coding|program(?:ming)?|bug|software|python|wifi|internet)"),
    ("write", r"(?:writ(?:e|ing|ten)|wrote|poems?|poetry|diary|journal)"),
    ("draw", r"(?:draw(?:ing|n)?|drew|paint(?:ing|ed)?|sketch\w*|pottery|photograph\w*|knit\w*)"),
    ("language", r"(?:spanish|french|italian|german|japanese|chinese|korean|portuguese|learn a language)"),
    ("world", r"(?:news|politics|election|war|climate|the world)"),
    ("old", r"(?:getting old(?:er)?|grey hair|midlife|retire\w*|wrinkles)"),
    ("clean", r"(?:clean(?:ed|ing)?|laundry|dishes|tid(?:y|ied|ying)|vacuum\w*|chores|ironing|wardrobe)"),
    ("shop", r"(?:shopping|supermarket|groceries|sale)"),
    ("weekend", r"(?:weekend)"),
    ("monday", r"(?:monday)"),
    ("childhood", r"(?:childhood|when i was (?:a kid|a child|young|little|small)|grew up)"),
    ("home", r"(?:home(?:town|sick)?|neighbou?rs?|roommates?|flatmates?|noise)"),
    ("family", r"(?:family|parents|christmas|thanksgiving)"),
    ("friend", r"(?:(?:my|best|old|good|close|a) friends?|friendship|party|pub)"),
    ("work", r"(?:(?:at|from|my|the|for|to|after|off) work|job|office|colleagues?|co-?workers?|clients?|customers?|project)"),
)  # fmt: skip
TOPICS = tuple(name for name, _ in _TOPICS)
_COMPILED = tuple((name, re.compile(rf"\b{pattern}\b")) for name, pattern in _TOPICS)


def topic_of(low: str) -> tuple[str, str]:
    """The topic of a lower-case text and the word that told it; ("", "") when none is known."""
    for name, pattern in _COMPILED:
        if found := pattern.search(low):
            return name, found[0]
    return "", ""
