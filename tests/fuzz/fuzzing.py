"""One coverage-guided run over one target: `python tests/fuzz/fuzzing.py TARGET FOLDER SECONDS`.

The corpus grows in FOLDER/corpus; an input that breaks something is left as FOLDER/finding-*, and the
status is not 0. Such an input, once mended, belongs into tests/data/fuzz/TARGET.
"""

from __future__ import annotations

import logging
import re
import sys
import warnings
from pathlib import Path

import atheris

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

WORD = re.compile(rb"[A-Za-z][A-Za-z_-]{2,30}")  # what the formats call their parts
LONGEST = 8_192  # bytes of an input
TOO_SLOW_S = 60  # for one input, by the clock, on a busy machine
MOST_MB = 2_500


def main() -> None:
    name, folder, seconds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    with atheris.instrument_imports(
        include=["assistant", "email", "icalendar", "recurring_ical_events", "tomllib", "json"]
    ):
        import targets
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    known = HERE.parent / "data" / "fuzz" / name
    for path in known.iterdir():
        (corpus / path.name).write_bytes(path.read_bytes())
    words = {word for path in known.iterdir() for word in WORD.findall(path.read_bytes())}
    listed = folder / "words.dict"
    listed.write_text("".join(f'"{word.decode()}"\n' for word in sorted(words)))
    options = [
        f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={TOO_SLOW_S}",
        f"-report_slow_units={TOO_SLOW_S}", f"-rss_limit_mb={MOST_MB}", f"-artifact_prefix={folder}/finding-", f"-dict={listed}", "-print_final_stats=1",
        "-verbosity=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options, str(corpus)], targets.TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
