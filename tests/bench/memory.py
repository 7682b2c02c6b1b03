"""Whether memory stays flat over many certificates issued by one process."""

from pathlib import Path

import django

# The collector lets the leftovers of some hundred certificates gather before it walks over everything once.
WARM, MANY = 200, 400


def memory_over_many() -> None:
    """Print the memory of the process after some certificates and after 200 more."""
    from tests.bench.certificates import issuing_steps

    steps, seen = issuing_steps(), {}
    for number in range(1, MANY + 1):
        next(steps)()
        if number in (WARM, MANY):
            seen[number] = _resident_kib()
    growth = (seen[MANY] / seen[WARM] - 1) * 100
    print(
        f"memory over {MANY - WARM} certificates: {seen[WARM] // 1024} MiB after {WARM}, "
        f"{seen[MANY] // 1024} MiB after {MANY}, {growth:+.1f} %",
        flush=True,
    )


def _resident_kib() -> int:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


if __name__ == "__main__":
    django.setup()
    memory_over_many()
