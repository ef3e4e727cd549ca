"""Train the second ear (resources/crisis/scorer.json) and the third (resources/crisis/meaning.json).

    python tests/data/training/train.py [--folds 5]

Needs scipy and scikit-learn, which the program itself does not use, and the all-MiniLM-L6-v2 model on this machine. With the same versions and
seed the same weights come out. It learns from templates, from single lines (lines.tsv), from plain talk and from
both halves of the first corpora, which six rounds of tuning by totals have worn out; `fresh_unseen.jsonl` is
never opened here. With --folds N it trains N times without one part of the lines and prints what that part
scores: these figures choose the thresholds.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))

from assistant.dialogue.safety import listening, meaning, scorer  # noqa: E402
from assistant.memory.minilm import MiniLM  # noqa: E402

SEED = 20261122
PER_TEMPLATE = 14  # lines of each
TEMPLATE_SHARE = 0.35  # what one of them weighs beside a line that stands alone
PLAIN_SHARE = 2.5
FIRST_CORPORA = {
    "third_person": "helper", "threat_others": "others", "abuse_now": "abuse", "overdose_now": "emergency", "medical": "medical",
}  # fmt: skip
CLASSES = ("none", "explicit", "indirect", "helper", "others", "abuse", "emergency", "medical")
FEWEST = 2  # a feature in fewer lines is dropped
SMALLEST = 4  # a rounded weight nearer to nought is dropped
SCALE = 100
MOST = 26_000  # features kept
STRENGTH = 20.0
STRENGTH_OF_MEANING = 15.0
BEFORE = (
    "",
    "",
    "",
    "",
    "",
    "",
    "so ",
    "honestly ",
    "look, ",
    "to be honest ",
    "i don't know, ",
    "mate, ",
    "work was fine today, ",
    "um ",
    "and then i thought, ",
    "can i tell you something? ",
    "sorry, ",
    "lol ",
    "the kids are asleep and ",
    "i was making tea and ",
)
AFTER = ("", "", "", "", "", "", "", ", you know", " lol", ", anyway", ". that's all", " mate", ", honestly", ". what's for dinner", ", i suppose", " haha", " to be fair", ". don't mind me")  # fmt: skip


def spoken(template: str, rng: random.Random) -> str:
    """One line of a template: {a|b} chooses, inner ones first."""
    while found := re.search(r"\{([^{}]*)\}", template):
        template = (
            template[: found.start()] + rng.choice(found[1].split("|")) + template[found.end() :]
        )
    return template


def templates() -> list[tuple[str, str]]:
    """(class, template) of every file."""
    files = {"explicit": "explicit", "indirect": "indirect", "harmless": "none", "everyday": "none"}
    out = [(label, line) for name, label in files.items() for line in read(HERE / f"{name}.txt")]
    return out + [(*line.split("\t", 1),) for line in read(HERE / "other.txt")]


def alone() -> list[tuple[str, str]]:
    """(class, line) of everything that was written line by line."""
    corpora = HERE.parent / "corpora"
    out = [(*line.split("\t", 1),) for line in read(HERE / "lines.tsv")]
    kinds = {"explicit": "explicit", "indirect": "indirect", "lookalike": "none"}
    for side in ("seen", "unseen"):
        for name, label in kinds.items():
            out += [(label, line) for line in read(corpora / f"crisis_{name}.{side}.txt")]
        for line in read(corpora / f"crisis_other.{side}.txt"):
            kind, _, said = line.partition("\t")
            out.append((FIRST_CORPORA[kind], said))
    return out


def read(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


def plain_talk() -> list[str]:
    """Harmless talk that is open to all in this tree: talks without a crisis, everyday lines, her own lines."""
    corpora = HERE.parent / "corpora"
    talks = [
        path
        for path in sorted((corpora / "talks").glob("*.txt"))
        if "kind: safety" not in path.read_text("utf-8")[:60]
    ]
    names = (
        "goodbyes.txt",
        "honesty_prompts.txt",
        "minor_cues.txt",
        "minor_lookalike.txt",
        "delusion_lookalike.txt",
        "delusion_cues.txt",
        "dependence.txt",
    )
    lines = [
        line
        for path in [HERE.parent / "everyday.txt", *talks, *(corpora / name for name in names)]
        for line in read(path)
    ]
    persona = (ROOT / "resources" / "personas" / "os1.toml").read_text("utf-8")
    lines += [re.sub(r"\{\w+\}", "it", one) for one in re.findall(r'"([^"]{12,})"', persona)]
    said = [line.rpartition("\t")[2] for line in lines]
    return [line for line in said if not any(map(listening.by_rule, listening.plain_pieces(line)))]


def lines_of(template: str, rng: random.Random) -> list[str]:
    """Different lines of a template, some amid other talk."""
    chosen = sorted({spoken(template, rng) for _ in range(PER_TEMPLATE * 3)})
    rng.shuffle(chosen)
    return [rng.choice(BEFORE) + one + rng.choice(AFTER) for one in chosen[:PER_TEMPLATE]]


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    share: float
    words: list[str]
    plainly: str  # for the third ear
    fold: int  # -1: of a template, always trained on


def rows(folds: int) -> list[Row]:
    rng = random.Random(SEED)
    out = [
        row(label, TEMPLATE_SHARE, line, -1)
        for label, template in templates()
        for line in lines_of(template, rng)
    ]
    for line in plain_talk():
        parts = {line, *re.split(r"(?<=[.!?])\s+", line)}
        fold = rng.randrange(folds)
        out += [row("none", PLAIN_SHARE, one, fold) for one in sorted(parts)]
    return out + [row(label, 1.0, line, rng.randrange(folds)) for label, line in alone()]


def row(label: str, share: float, line: str, fold: int) -> Row:
    pieces = listening.plain_pieces(line)
    words = scorer.words_of(" ".join(pieces))[: scorer.LONGEST]
    return Row(label, share, words, meaning.put(pieces), fold)


def matrix(found: list[list[str]], index: dict[str, int]) -> csr_matrix:
    places, numbers, ends = [], [], [0]
    for words in found:
        known = {index[one] for one in set(scorer.features(words)) if one in index}
        places += sorted(known)
        numbers += [1 / np.sqrt(max(len(words), 4) * 8)] * len(known)
        ends.append(len(places))
    return csr_matrix((numbers, places, ends), shape=(len(found), len(index)))


def second_ear(train: list[Row]) -> tuple[LogisticRegression, dict[str, int]]:
    counts: dict[str, int] = {}
    for one in train:
        for name in set(scorer.features(one.words)):
            counts[name] = counts.get(name, 0) + 1
    common = sorted(name for name, count in counts.items() if count >= FEWEST)
    index = {name: at for at, name in enumerate(common)}
    return fitted(matrix([one.words for one in train], index), train, STRENGTH), index


def fitted(x: object, train: list[Row], strength: float) -> LogisticRegression:
    y = np.array([CLASSES.index(one.label) for one in train])
    return LogisticRegression(C=strength, max_iter=200).fit(x, y, sample_weight=[one.share for one in train])  # fmt: skip


def write(path: Path, about: str, **values: object) -> None:
    text = json.dumps({"about": about, "classes": CLASSES, **values}, ensure_ascii=False, separators=(",", ":"))  # fmt: skip
    path.write_text(text, encoding="utf-8")
    print(f"{path.name}: {len(text) / 1e6:.2f} MB")


def write_second(model: LogisticRegression, index: dict[str, int]) -> None:
    rounded = np.rint(model.coef_.T * SCALE / 10).astype(int)
    size = np.abs(rounded).max(axis=1)
    least = max(SMALLEST, int(np.sort(size)[::-1][min(MOST, len(size) - 1)]))
    names = sorted(index, key=index.__getitem__)
    write(
        scorer.WEIGHTS, "Linear weights of the second ear, made by tests/data/training/train.py.",
        bias=[round(float(one), 4) for one in model.intercept_], scale=10 / SCALE,
        weights={names[at]: rounded[at].tolist() for at in np.flatnonzero(size >= least)},
    )  # fmt: skip


def write_third(model: LogisticRegression) -> None:
    write(
        meaning.WEIGHTS, "Linear weights over sentence vectors of all-MiniLM-L6-v2, made by tests/data/training/train.py.",
        model="all-minilm-l6-v2", bias=[round(float(one), 4) for one in model.intercept_],
        weights=[[round(float(one), 3) for one in row] for row in model.coef_],
    )  # fmt: skip


def vectors(found: list[Row]) -> np.ndarray:
    folder = Path.home() / ".local/share/os1/models/all-minilm-l6-v2"
    with tempfile.TemporaryDirectory() as cache:
        model = MiniLM(folder, Path(cache))
        texts = [one.plainly for one in found]
        return np.vstack([model.vectors(texts[at : at + 64]) for at in range(0, len(texts), 64)])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--folds", type=int, default=0, help="also try each part of the lines unseen"
    )
    parser.add_argument("--out", type=Path, help="where the shares of the lines tried unseen go")
    options = parser.parse_args()
    found = rows(max(options.folds, 1))
    felt = vectors(found)
    tried = []
    for fold in range(options.folds):
        into = [at for at, one in enumerate(found) if one.fold != fold]
        out = [at for at, one in enumerate(found) if one.fold == fold]
        train = [found[at] for at in into]
        second, index = second_ear(train)
        third = fitted(felt[into], train, STRENGTH_OF_MEANING)
        said = second.predict_proba(matrix([found[at].words for at in out], index))
        meant = third.predict_proba(felt[out])
        for at, by_words, by_meaning in zip(out, said, meant, strict=True):
            one = found[at]
            tried.append(
                (one.label, one.share, one.plainly, by_words.tolist(), by_meaning.tolist())
            )
    if tried:
        right = [sum(CLASSES[int(np.argmax(one[of]))] == one[0] for one in tried) for of in (3, 4)]
        print(
            f"unseen folds: {right[0]} by words, {right[1]} by meaning, of {len(tried)} in their class"
        )
    if options.out:
        options.out.write_text(json.dumps(tried), encoding="utf-8")
    write_second(*second_ear(found))
    write_third(fitted(felt, found, STRENGTH_OF_MEANING))


if __name__ == "__main__":
    main()
