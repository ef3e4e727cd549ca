"""The window shows what is going on, and hands on what one wants."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSlider, QWidget

from assistant import events as e
from assistant.settings import checked
from ui.bridge import Bridge
from ui.entry import MOST
from ui.pages import PAGES, PageKind
from ui.words import Spot

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from window_fakes import FakeEngine

    from ui.window import Window

    Tell = Callable[..., None]

AWAKE = e.Awake()
ANSWERED = (AWAKE, e.UserSaid(1, "it did"), e.ReplyBegan(1), e.ReplySpoken(1, "I am glad."))
HELP = "I'm glad you told me.\nCall or text 988.\nIf you might act on it now, call 112."


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        pytest.param((), "waking up", id="waking"),
        pytest.param(
            (AWAKE, e.PartReady("mind", "example.com", "example.com")),
            "listening · our words go to example.com", id="a mind elsewhere",
        ),
        pytest.param(
            (e.Preparing("voice", "fetching the voice", 0.42),), "fetching the voice · 42 %",
            id="fetching",
        ),
        pytest.param((e.Preparing("mind", "loading the mind"),), "loading the mind", id="loading"),
        pytest.param((AWAKE,), "listening", id="listening"),
        pytest.param((AWAKE, e.UserBegan()), "hearing you", id="hearing"),
        pytest.param((AWAKE, e.UserSaid(1, "hm"), e.ReplyBegan(1)), "thinking", id="thinking"),
        pytest.param(ANSWERED, "speaking", id="speaking"),
        pytest.param((*ANSWERED, e.ReplyEnded(1)), "listening", id="listening again"),
        pytest.param((AWAKE, e.Muted()), "muted: the microphone is off", id="muted"),
        pytest.param((AWAKE, e.GoodbyeSaid()), "resting: the microphone is off", id="resting"),
        pytest.param(
            (AWAKE, e.Preparing("mind", "fetching the local mind", 0.1)),
            "listening · fetching the local mind · 10 %",
            id="fetching behind the conversation",
        ),
    ],
)  # fmt: skip
def test_it_says_in_words_what_she_does(
    window: Window, tell: Tell, facts: tuple[e.Fact, ...], words: str
) -> None:
    tell(*facts)
    assert window.words.text() == words
    assert window.words.isVisible()
    assert words.split(" · ", maxsplit=1)[0] in window.figure.accessibleName()


def test_captions_show_what_was_said_by_both(window: Window, tell: Tell) -> None:
    tell(AWAKE, e.UserBegan(), e.UserHeardSoFar("it did"))
    assert window.yours.text() == "you: it did"
    tell(e.UserSaid(1, "it did, actually"), e.ReplyBegan(1), e.ReplySpoken(1, "I am"))
    assert (window.hers.text(), window.yours.text()) == ("I am", "you: it did, actually")
    tell(e.ReplySpoken(1, "glad."), e.ReplyEnded(1, e.End.INTERRUPTED))
    assert window.hers.text() == "I am glad."


def test_captions_can_be_put_away(window: Window, tell: Tell, engine: FakeEngine) -> None:
    tell(*ANSWERED)
    window.controls.captions.click()
    tell()
    assert engine.wishes[-1] == e.Change("captions", False)
    assert window.hers.text() == ""
    assert window.words.text() == "speaking"
    assert not window.controls.captions.isChecked()


def test_typing_and_enter_say_it(
    window: Window, tell: Tell, engine: FakeEngine, qtbot: QtBot
) -> None:
    tell(AWAKE)
    assert window.focusWidget() is window.entry
    qtbot.keyClicks(window.entry, "hello")
    qtbot.keyClick(window.entry, Qt.Key.Key_Return)
    assert engine.wishes == [e.Say("hello")]


def test_the_arrow_sends_too(window: Window, engine: FakeEngine) -> None:
    window.entry.setText("hello")
    window.send.click()
    assert engine.wishes == [e.Say("hello")]


def test_a_megabyte_is_capped_and_that_is_said(window: Window, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("x" * 1_000_000)
    qtbot.keyClick(window.entry, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert len(window.entry.text()) == MOST
    assert "4,000" in window.words.text()
    qtbot.keyClick(window.entry, Qt.Key.Key_Return)
    assert window.words.text() == "waking up"


@pytest.mark.parametrize("where", ["entry", "page", "crisis"])
def test_escape_always_stops_her_and_never_closes(
    window: Window, tell: Tell, engine: FakeEngine, qtbot: QtBot, where: str
) -> None:
    tell(*ANSWERED)
    if where == "page":
        window.turn_page()
    if where == "crisis":
        tell(e.CrisisShown(HELP))
    engine.wishes.clear()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert engine.wishes == [e.Stop()]
    assert window.isVisible()
    assert window.card.isVisible() == (where == "crisis")
    assert (window._page is not None and window._page_open) == (where == "page")


def test_what_she_does_stays_in_view_while_a_page_is_open(window: Window, tell: Tell) -> None:
    tell(AWAKE)
    window.turn_page()
    assert window.name.text() == "OS1 · listening"
    tell(e.UserBegan())
    assert window.name.text() == "OS1 · hearing you"
    window.turn_page()
    assert window.name.text() == "OS1"


def test_the_stop_button_stops(window: Window, engine: FakeEngine) -> None:
    window.controls.stop.click()
    assert engine.wishes == [e.Stop()]


@pytest.mark.parametrize("width", [320, 420])
def test_a_private_conversation_is_shown_and_ended_with_one_click(
    window: Window, engine: FakeEngine, qtbot: QtBot, tell: Tell, width: int
) -> None:
    window.resize(width, 420)
    tell(AWAKE)
    assert not window.private.isVisible()
    engine.submit(e.Change("private", True))
    tell()
    assert window.private.isVisible()
    assert window.words.text() == "listening · nothing is kept"
    assert not window.private.geometry().intersects(window.menu.geometry())
    window.turn_page()  # a page does not hide it
    assert window.private.isVisible()
    qtbot.mouseClick(window.private, Qt.MouseButton.LeftButton)
    tell()
    assert engine.settings.private is False
    assert not window.private.isVisible()
    assert window.words.text() == "listening"


def test_mute_toggles_and_says_what_it_would_do(
    window: Window, tell: Tell, engine: FakeEngine, qtbot: QtBot
) -> None:
    tell(AWAKE)
    mute = window.controls.mute
    assert (mute.text(), mute.isChecked()) == ("mute", False)
    mute.click()
    tell()
    assert engine.wishes == [e.Mute(True)]
    assert (mute.text(), mute.accessibleName(), mute.isChecked()) == ("unmute", "Unmute", True)
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    tell()
    assert engine.wishes[-1] == e.Mute(False)
    assert (mute.text(), mute.isChecked()) == ("mute", False)


def test_after_the_goodbye_the_same_button_wakes_the_microphone(
    window: Window, tell: Tell, engine: FakeEngine
) -> None:
    tell(AWAKE, e.GoodbyeSaid())
    assert window.controls.mute.text() == "unmute"
    window.controls.mute.click()
    assert engine.wishes == [e.Mute(False)]


def test_a_trouble_is_one_sentence_and_goes_when_it_went(window: Window, tell: Tell) -> None:
    tell(AWAKE, e.TroubleCame("microphone", "I can't hear you.", "Is it plugged in?"))
    assert window.trouble.isVisible()
    assert window.trouble.text.text() == "I can't hear you. Is it plugged in?"
    tell(e.TroubleWent("microphone"))
    assert not window.trouble.isVisible()


def test_a_trouble_that_was_put_away_stays_away_until_another_comes(
    window: Window, tell: Tell
) -> None:
    tell(AWAKE, e.TroubleCame("microphone", "I can't hear you."))
    window.trouble.hide_button.click()
    tell(e.UserBegan())
    assert not window.trouble.isVisible()
    tell(e.TroubleCame("speaker", "I have no speaker."))
    assert window.trouble.isVisible()


@pytest.mark.parametrize(
    ("key", "button", "wish"),
    [
        ("models", "fetch again", e.FetchModels()),
        ("sound", "start again", e.Restart("sound")),
        ("hearing", "start again", e.Restart("hearing")),
    ],
)
def test_a_trouble_has_a_button_that_mends_it(
    window: Window, engine: FakeEngine, key: str, button: str, wish: e.Wish
) -> None:
    window.trouble.tell(e.TroubleCame(key, "Something is wrong.", "It can be mended."))
    assert window.trouble.help.text() == button
    window.trouble.help.click()
    assert engine.wishes == [wish]


@pytest.mark.parametrize(
    ("key", "button", "control"),
    [
        ("microphone", "choose another", "microphone"),
        ("chosen speaker", "choose another", "speaker"),
        ("voice", "choose a voice", "voices"),
        ("settings", "open settings", "her_name"),
    ],
)
def test_a_trouble_has_a_button_that_leads_to_the_choice(
    window: Window, qtbot: QtBot, key: str, button: str, control: str
) -> None:
    window.trouble.tell(e.TroubleCame(key, "Something is wrong.", "Another one may work."))
    assert window.trouble.help.text() == button
    window.trouble.help.click()
    assert window._page is not None
    sheet = window._page.sheet(Spot.SETTINGS)
    place = sheet.voices if control == "voices" else sheet.rows[control]
    qtbot.waitUntil(lambda: not place.control.visibleRegion().isEmpty())
    assert window.focusWidget() is place.control


def test_a_trouble_the_window_can_do_nothing_about_has_no_button(
    window: Window, tell: Tell
) -> None:
    tell(AWAKE, e.TroubleCame("bug", "Something in me broke just now.", "Try again."))
    assert window.trouble.isVisible()
    assert not window.trouble.help.isVisible()


def test_the_crisis_card_stays_above_everything_until_it_is_closed(
    window: Window, tell: Tell, engine: FakeEngine, qtbot: QtBot
) -> None:
    tell(*ANSWERED, e.CrisisShown(HELP))
    window.turn_page()  # even what is opened afterwards stays below
    for fact in (e.ReplyEnded(1), e.UserBegan(), e.TroubleCame("x", "Something."), e.Muted()):
        tell(fact)
        assert window.card.isVisible()
    qtbot.waitUntil(lambda: window._away == 1.0)
    centre = window.card.geometry().center()
    covering = window.childAt(centre)
    assert covering is not None
    assert window.card.isAncestorOf(covering)
    window.card.close_button.click()
    tell()
    assert engine.wishes[-1] == e.DismissCrisis()
    assert not window.card.isVisible()


def test_the_crisis_text_can_be_selected_copied_and_reached_by_keyboard(
    window: Window, tell: Tell
) -> None:
    tell(AWAKE, e.CrisisShown(HELP))
    flags = window.card.text.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert window.card.text.textFormat() is Qt.TextFormat.PlainText
    window.card.copy.click()
    assert QGuiApplication.clipboard().text() == HELP
    assert window.entry.isVisible()  # one can go on writing beside it
    assert {window.card.text, window.card.copy, window.card.close_button} <= set(by_tab(window))


def by_tab(window: Window) -> list[QWidget]:
    """Every widget that Tab comes to, in order, until it is back."""
    reached: list[QWidget] = []
    while (widget := window.focusWidget()) not in reached:
        reached.append(widget)
        assert window.focusNextPrevChild(True)
    return reached


def controls(window: Window) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QSlider)
    return [w for w in window.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]


@pytest.mark.parametrize("page", [False, True], ids=["the window", "the page"])
def test_every_control_has_a_name_and_is_reached_by_tab(
    window: Window, tell: Tell, page: bool
) -> None:
    tell(AWAKE, e.TroubleCame("voice", "My voice did not load."))
    if page:
        window.turn_page()
    found, reached = controls(window), by_tab(window)
    assert len(found) > (20 if page else 6)
    for control in found:
        assert control.accessibleName(), control
        group = isinstance(control, QAbstractButton) and control.group() is not None
        # of a group of radio buttons Tab comes to the chosen one, arrows to the rest
        assert control in reached or (group and not control.isChecked()), control.accessibleName()
    for control in found:
        assert control.accessibleDescription() or isinstance(control, QAbstractButton)


def test_the_focus_goes_from_the_line_to_the_three_buttons_to_the_menu(window: Window) -> None:
    order = by_tab(window)
    three = window.controls
    assert order == [
        window.entry, window.send, three.mute, three.captions, three.stop, window.menu,
    ]  # fmt: skip


def test_the_title_is_her_name(window: Window, tell: Tell, engine: FakeEngine) -> None:
    assert window.windowTitle() == window.name.text() == "OS1"
    engine.submit(e.Change("her_name", "Ada"))
    tell()
    assert window.windowTitle() == window.name.text() == "Ada"
    assert "Ada" in window.figure.accessibleName()


@pytest.mark.qt_log_ignore("does not support raise")
def test_after_a_rename_the_old_name_is_nowhere_in_the_window_or_the_tray(
    window: Window, tell: Tell, engine: FakeEngine
) -> None:
    engine.settings = checked(engine.settings, "her_name", "Zelda")
    tell(*ANSWERED)
    window.turn_page()
    assert window._page is not None
    for kind in PAGES:
        window._page.turn_to(kind.spot)
        tell()
    window.shrink()
    assert "Zelda" in told_by(window)
    engine.submit(e.Change("her_name", "Nora"))
    for kind in PAGES:  # a page that is not in view follows when it is turned to
        window._page.turn_to(kind.spot)
        tell()
    assert "Zelda" not in told_by(window)
    assert window.tray.doing.text().startswith("Nora")


def told_by(window: Window) -> str:
    """Every word of it: titles, texts, tips, and what a screen reader is told."""
    assert window.mini is not None
    found = [window.windowTitle(), window.mini.windowTitle(), window.tray.doing.text()]
    found += [action.text() for action in window.tray.menu.actions()]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for widget in window.findChildren(QWidget):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        text = getattr(widget, "text", None)
        found += [text()] if callable(text) else []
    return "\n".join(found)


def test_closing_asks_the_engine_to_quit_once(
    window: Window, engine: FakeEngine, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    window.close()
    assert engine.wishes == [e.Quit()]
    assert not window.isVisible()
    engine.tell(e.UserBegan())  # a straggler on a window that has gone


def test_facts_from_another_thread_are_shown_on_the_windows(
    engine: FakeEngine, qtbot: QtBot
) -> None:
    bridge = Bridge(engine)
    seen: list[tuple[e.Fact, str]] = []
    bridge.listen(lambda fact, _state: seen.append((fact, threading.current_thread().name)))
    facts = [e.UserHeardSoFar(str(i)) for i in range(50)]
    other = threading.Thread(target=engine.tell, args=facts, name="conversation")
    other.start()
    other.join()
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert [fact for fact, _ in seen] == facts
    assert {name for _, name in seen} == {threading.main_thread().name}


def test_a_closed_bridge_delivers_nothing_more(
    engine: FakeEngine, qtbot: QtBot, tell: Tell
) -> None:
    bridge = Bridge(engine)
    seen: list[e.Fact] = []
    bridge.listen(lambda fact, _state: seen.append(fact))
    engine.tell(e.UserBegan())
    bridge.close()
    tell(e.UserBegan())
    assert seen == []


def test_the_figure_rests_when_nobody_can_see_it(window: Window, tell: Tell) -> None:
    tell(*ANSWERED)
    assert window.figure.moving
    assert window.figure.interval_ms <= 16
    window.hide()
    assert not window.figure.moving
    window.show()
    assert window.figure.moving
    window.showMinimized()
    assert not window.figure.moving
    window.showNormal()
    assert window.figure.moving


def test_the_figure_stands_still_when_muted(window: Window, tell: Tell, qtbot: QtBot) -> None:
    tell(AWAKE, e.Muted())
    qtbot.waitUntil(lambda: not window.figure.moving)
    tell(e.Unmuted())
    assert window.figure.moving


def test_with_reduced_motion_the_page_is_there_at_once(
    window: Window, tell: Tell, engine: FakeEngine
) -> None:
    engine.settings = checked(engine.settings, "still", True)
    tell(AWAKE)
    window.turn_page()
    assert window._away == 1.0
    assert not window.figure.moving


def test_the_figure_goes_to_the_corner_and_comes_back(
    window: Window, tell: Tell, qtbot: QtBot
) -> None:
    tell(AWAKE)
    home = window.figure.geometry()
    window.menu.click()
    qtbot.waitUntil(lambda: window._away == 1.0)
    assert window.figure.height() < 50
    assert window.figure.isVisible()
    assert window.figure.moving
    assert not window.entry.isVisible()
    window.menu.click()
    qtbot.waitUntil(lambda: window._away == 0.0)
    assert window.figure.geometry() == home
    assert window.focusWidget() is window.entry


@pytest.mark.parametrize(("width", "height"), [(320, 420), (420, 640), (1280, 800)])
def test_no_text_is_cut_off(window: Window, tell: Tell, width: int, height: int) -> None:
    window.resize(width, height)
    tell(
        *ANSWERED,
        e.TroubleCame("microphone", "I can't hear you: the microphone gives only silence.",
                      "Is it muted?"),
    )  # fmt: skip
    told = window.trouble.text
    assert told.height() >= told.heightForWidth(told.width())
    for button in (window.controls.mute, window.controls.captions, window.controls.stop):
        assert button.width() >= button.sizeHint().width()
    assert window.words.fontMetrics().height() <= window.words.height()


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.tab)
def test_every_control_of_every_page_has_a_name(window: Window, tell: Tell, kind: PageKind) -> None:
    tell(*ANSWERED)
    window.turn_page()
    assert window._page is not None
    window._page.turn_to(kind.spot)
    tell()
    found = controls(window)
    assert len(found) > 6
    assert [one for one in found if not one.accessibleName()] == []
    assert window.focusWidget() is not None
