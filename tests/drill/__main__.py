"""``make drill``: random bills, pairs of footprints, certificate files, guessed codes; 1 when a verdict was wrong."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from multiprocessing import Pool

from tests.drill import Finding, certificates, check

BATCH = 500


def main() -> int:
    """Draw, judge, compare; print the first wrong verdicts with the seed that makes each again."""
    parser = argparse.ArgumentParser(prog="python -m tests.drill")
    parser.add_argument("--cases", type=int, default=200_000, help="of each kind")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other cases")
    parser.add_argument("--certificates", type=int, default=2_000, help="genuine certificate files")
    parser.add_argument("--tampers", type=int, default=1_000, help="tampered certificate files")
    parser.add_argument("--guesses", type=int, default=10_000, help="guesses of codes of certificates")
    options = parser.parse_args()
    wrong_certificates = certificates.main(options.certificates, options.tampers, options.guesses, options.seed)
    return 1 if _cases(options) or wrong_certificates else 0


def _cases(options: argparse.Namespace) -> int:
    """Judge bills and pairs; returns how many verdicts were wrong."""
    if not options.cases:
        return 0
    batches = [
        (kind, options.seed, start, min(BATCH, options.cases - start))
        for kind in ("bill", "pair")
        for start in range(0, options.cases, BATCH)
    ]
    started, done, wrong = time.monotonic(), 0, []
    with Pool(os.cpu_count()) as pool:
        for size, findings in pool.imap_unordered(_judged, batches):
            done, wrong = done + size, wrong + findings
            _show(done, 2 * options.cases, len(wrong), time.monotonic() - started)
    sys.stderr.write("\n")
    for finding in wrong[:5]:
        print(json.dumps(finding.__dict__, ensure_ascii=False))
    print(f"{options.cases} bills and {options.cases} pairs: {len(wrong)} wrong verdicts")
    return len(wrong)


def _judged(batch: tuple[str, int, int, int]) -> tuple[int, list[Finding]]:
    kind, seed, start, size = batch
    return size, check(kind, seed, range(start, start + size))


def _show(done: int, total: int, wrong: int, seconds: float) -> None:
    left = seconds / done * (total - done) if done else 0
    sys.stderr.write(f"\r{done:>7} of {total}, {wrong} wrong, about {left / 60:.1f} minutes left ")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
