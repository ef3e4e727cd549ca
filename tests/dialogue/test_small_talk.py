"""She follows a talk as a friend would: what leans on what was said, who is meant, what was told, what is said of her."""

from __future__ import annotations

import pytest
from test_dialogue_talk import Talking

from assistant.dialogue.correcting import put_right
from assistant.dialogue.hesitations import fluent
from assistant.dialogue.phrases import tail_of
from assistant.dialogue.said import Kind
from assistant.dialogue.understanding import understand


def key(talking: Talking) -> str:
    """The key of her latest move."""
    move = talking.manager.history.exchanges[-1].move
    return move.keys[0] if move is not None else ""


def after(*lines: str) -> Talking:
    talking = Talking()
    for line in lines:
        talking(line)
    return talking


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("um hi", "hi"),
        ("i was uh i was thinking about my mum", "i was thinking about my mum"),
        ("she is she's not been well", "she's not been well"),
        ("they operate on on thursday", "they operate on thursday"),
        ("worried i mean", "worried"),
        ("its her hip and I cant help", "it's her hip and I can't help"),
        ("its hip is sore", "its hip is sore"),
        ("no no", "no no"),
        ("by by", "by by"),
        ("uh-huh", "uh-huh"),
        ("um", "um"),
    ],
)
def test_what_is_said_while_looking_for_words_is_left_out(said: str, meant: str) -> None:
    assert fluent(said) == meant


@pytest.mark.parametrize(
    ("lines", "move"),
    [
        (("what do you think about cats?", "why?"), "why_said"),
        (("who won the match last night", "why not?"), "offline_her"),
        (("what's the weather", "and tomorrow?"), "live"),
        (("what's the weather", "and at the weekend"), "live"),
        (("tell me a joke", "another one"), "joke"),
        (("tell me something", "you choose"), "ask"),
        (("I sold my car", "what do you mean"), "meant"),
        (("what's your favourite book", "tell me more"), "no_more"),
    ],
)
def test_a_few_words_lean_on_what_was_said_before(lines: tuple[str, ...], move: str) -> None:
    talking = after(*lines[:-1])
    talking.manager.history.exchanges[-1].meant = "A statement."
    talking(lines[-1])
    assert key(talking) == move


def test_asked_why_she_asked_she_says_so() -> None:
    talking = after("My brother is moving away")
    talking.manager.history.exchanges[-1].meant = "What's your brother like?"
    talking("why?")
    assert key(talking) == "why_asked"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what's my sister's name", "Lena"),
        ("where is she moving to", "Norway"),
        ("how old is she", "thirty-one"),
        ("what's her job", "fish farm"),
        ("who cooks with me on Thursdays", "cook together on Thursdays"),
        ("what did I tell you about her", "thirty-one"),
    ],
)
def test_she_tells_again_what_she_was_told_in_this_talk(question: str, answer: str) -> None:
    talking = after(
        "my sister is moving to Norway", "her name is Lena", "she got a job at a fish farm",
        "she's thirty-one", "we cook together on Thursdays", "the neighbours are drilling again",
    )  # fmt: skip
    assert answer in talking(question)


def test_a_bare_when_asks_on_after_what_she_has_just_told() -> None:
    talking = after("my sister Lena is moving to Norway", "next month", "I had soup")
    talking("where is Lena moving to")
    assert "next month" in talking("when?").lower()


def test_what_nobody_told_her_she_does_not_tell_again() -> None:
    talking = after("my sister Lena is moving to Norway", "my brother Tom is a baker")
    assert "baker" not in talking("what's my sister's job")


@pytest.mark.parametrize(
    ("told", "then", "label"),
    [
        (("I had a fight with my brother", "it was about our dad's birthday"), "he called me selfish", "your brother"),
        (("my sister called", "my boss Tom is nice"), "she is ill", "your sister"),
        (("my sister Lena called", "I met Toby"), "she works nights", "Lena"),
        (("my sister Lena called",), "my sister is ill", "Lena"),
        (("my friend Jos called", "I ate"), "Jos is ill", "Jos"),
    ],
)  # fmt: skip
def test_she_knows_whom_he_and_she_mean(told: tuple[str, ...], then: str, label: str) -> None:
    talking = after(*told, then)
    understood = talking.manager.history.exchanges[-1].understood
    assert understood is not None
    assert understood.person is not None
    assert understood.person.label == label


@pytest.mark.parametrize(
    ("line", "words", "right"),
    [
        ("I went to Leeds on Saturday.", "Leiden", "I went to Leiden on Saturday."),
        ("what's 7 times 8", "7 times 9", "what's 7 times 9"),
        ("I'm moving to Leads", "Leeds", "I'm moving to Leeds"),
        ("I like tea", "nothing of the kind", "nothing of the kind"),
    ],
)
def test_a_correction_of_one_word_leaves_the_rest_of_the_line(
    line: str, words: str, right: str
) -> None:
    assert put_right(line, words) == right


def test_a_corrected_sum_is_worked_out_anew() -> None:
    talking = after("what's 7 times 8")
    assert "63" in talking("no, I said 7 times 9")


@pytest.mark.parametrize(
    ("remark", "move"),
    [
        ("so you don't care about me", "her_uncaring"),
        ("so you're an AI", "her_software"),
        ("you don't know him", "her_denied"),
        ("you're quite honest at least", "her_said"),
        ("that sounds rehearsed", "point_her"),
        ("how do I know you don't", "proof_her"),
        ("then why do you ask how I am", "why_asks_her"),
        ("can't you look it up", "offline_her"),
        ("do I have to say your name every time", "calling_her"),
        ("so what is this exactly", "what_her"),
        ("what do you do while I'm at work", "doing_her"),
        ("are you going to be shut down some day", "end_her"),
        ("what's the catch", "cost_her"),
        ("can I delete it", "keeps_her"),
        ("do you think I'm lazy", "judge_you"),
    ],
)
def test_what_is_said_of_her_is_answered_about_her(remark: str, move: str) -> None:
    talking = after(remark)
    assert key(talking) == move.replace("why_asks_her", "why_asks")


def test_what_speaks_to_her_is_never_said_back() -> None:
    for line in ("I just installed you", "I bet you say that to everybody", "I talk like you"):
        assert understand(line).you == ""
        assert " me " not in f" {Talking()(line)} "


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("is that daft", Kind.OPINION),
        ("is it too late at forty-six", Kind.OPINION),
        ("is the train late", Kind.LIVE),
        ("what if I fail", Kind.WHAT_IF),
        ("when did the war end", Kind.FACT),
        ("when I was small we had a dog", Kind.TOLD),
        ("don't know anyone yet", Kind.TOLD),
        ("have a nice day", Kind.TOLD),
        ("sorry, that was rude", Kind.SORRY),
        ("wish me luck", Kind.LUCK),
        ("I know", Kind.NOD),
        ("it wasn't", Kind.NO),
    ],
)
def test_a_question_is_known_without_its_mark(text: str, kind: Kind) -> None:
    assert understand(text).kind is kind


@pytest.mark.parametrize(
    ("clause", "tail"),
    [
        ("I still make two cups of tea", "two cups of tea"),
        ("I get up at three in the morning", "three in the morning"),
        ("I saw a heron this morning", "a heron"),
        ("it was about our dad's birthday", "your dad's birthday"),
        ("I hung up on him", ""),
        ("they clapped", ""),
    ],
)
def test_the_end_of_a_sentence_can_be_said_back(clause: str, tail: str) -> None:
    assert tail_of(clause) == tail


def test_she_plays_along_with_a_joke() -> None:
    talking = Talking()
    assert talking("knock knock") == "Who's there?"
    assert talking("interrupting cow") == "Interrupting cow who?"
    talking("moo")
    assert key(talking) == "laugh"
    talking("what do you call a fish with no eyes")
    assert key(talking) == "riddle"
    talking("a fsh")
    assert key(talking) == "laugh"


def test_her_own_joke_may_be_found_bad() -> None:
    talking = after("tell me a joke")
    talking("that was terrible")
    assert key(talking) == "panned"


def test_there_are_no_pleasantries_for_somebody_who_mourns() -> None:
    talking = after("my wife Margaret died in March", "the house is quiet")
    talking("I still make two cups of tea")
    assert not key(talking).startswith("topic.")


def test_she_comes_back_to_what_weighs_and_seldom() -> None:
    talking = after("I saw a heron", "I'm worried about my mum", "she's in hospital", "hm, well")
    keys = []
    for _ in range(8):
        talking("okay")
        keys.append(key(talking))
    assert keys.count("recall") <= 1
    heron = talking.manager.history.exchanges
    assert not any(one.move and one.move.about == "the heron" and "recall" in one.move.keys for one in heron)  # fmt: skip


def test_missing_somebody_soon_is_no_plan() -> None:
    talking = after("my sister Lena is moving away", "but I'll miss her")
    assert key(talking) == "miss"
    assert talking.manager.history.exchanges[-1].move is not None
    assert talking.manager.history.exchanges[-1].move.about == "Lena"


@pytest.mark.parametrize("text", ["my name is Hannah by the way", "hi, my name's Hannah actually"])
def test_a_name_given_in_passing_is_taken(text: str) -> None:
    acts = [clause.act for clause in Talking().clauses(text) if clause.act is not None]
    assert [(act.name, act.arguments["name"]) for act in acts] == [("call_me", "Hannah")]


@pytest.mark.parametrize("name", ["Matthew", "Andrew", "Dani", "Josh", "Julian", "Megan", "Trish", "Leo"])  # fmt: skip
def test_she_takes_a_name_for_a_name(name: str) -> None:
    acts = [clause.act for clause in Talking().clauses(f"I'm {name}") if clause.act is not None]
    assert [act.arguments["name"] for act in acts] == [name]


@pytest.mark.parametrize("people", ["Welsh", "Irish", "Chilean", "Thai", "Jewish", "Catholic", "Vegan", "Slovene"])  # fmt: skip
def test_she_takes_a_people_or_a_creed_for_no_name(people: str) -> None:
    assert not any(clause.act for clause in Talking().clauses(f"I'm {people}"))


def test_a_question_about_the_world_is_not_answered_with_a_shared_word() -> None:
    talking = after("the jam's burning")
    assert "burning" not in talking("how many degrees is jam meant to be")


def test_a_little_sister_is_the_sister() -> None:
    talking = after("my little sister lives in Porto", "we had cake for Alan's birthday")
    assert "Porto" in talking("where does my sister live")


def test_passing_away_is_no_good_news() -> None:
    assert understand("my husband passed away two years ago").mood <= 0
