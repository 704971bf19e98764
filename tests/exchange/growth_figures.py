"""Print how the work of every parser grows with its input: `make growth`.

For each construct, repeated until the text is twice, four times and eight times as long, the counted steps are printed,
and how many times more steps the last doubling added than the one before it: about 2 where work grows in step with the
text. The figures are counts of executed lines and of steps of regular expressions; no clock is read.
"""

from .test_growth import MAX_GROWTH, PARSERS, count_work, growth


def print_figures() -> int:
    """Print a line for each construct; return how many of them grow too fast."""
    too_fast = 0
    print(f"{'parser':32}{'construct':40}{'x 2':>10}{'x 4':>10}{'x 8':>10}{'growth':>9}")
    with count_work() as work:
        for name, (make, units) in PARSERS.items():
            for unit in units:
                found, counts = growth(work, make, unit)
                too_fast += found > MAX_GROWTH
                print(f"{name:32}{unit!r:40}{counts[0]:10}{counts[1]:10}{counts[2]:10}{found:9.2f}", flush=True)
    print(f"Constructs whose work grows faster than the text (above {MAX_GROWTH}): {too_fast}")
    return too_fast


if __name__ == "__main__":
    raise SystemExit(1 if print_figures() else 0)
