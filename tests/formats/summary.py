"""Count the summary of a cohort again, from the grade of each answer."""

import json
import math
import re
import sys
from pathlib import Path

folder = Path(sys.argv[1])
grades = [json.loads(line) for line in (folder / "cohort.jsonl").read_text().splitlines()]
text = (folder / "cohort.txt").read_text()
judged = [grade for grade in grades if grade["judged"]]
names = [f"{d['id']}.{c['id']}" for d in judged[0]["dimensions"] for c in d["criteria"]]
rungs = [[c["rung"] for d in grade["dimensions"] for c in d["criteria"]] for grade in judged]
failed = False


def check(holds, what, detail=""):
    global failed
    print(("ok " if holds else "not ok ") + what)
    if not holds:
        failed = True
        print("    " + repr(detail)[:600])


def correlation(a, b):
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    product = sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b))
    spread = math.sqrt(sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b))
    return product / spread if spread > 1e-12 else None


def rows(title):
    """Figure and id in the rows below a heading."""
    section = text.split(title, 1)[1].split("──\n", 1)[1].split("\n\n")[0]
    return [(float(found[2]), int(found[3]), found[1])
            for found in re.finditer(r"^ +([a-z-]+\.[A-Z]+[0-9]+) +(-?[0-9.]+) +([0-9]+) ", section, re.M)]


check(f"{len(judged)} judged answers" in text and len(judged) >= 10, "the summary counts the judged answers", len(judged))
bands = [0] * 5
for grade in judged:
    bands[grade["overall"]["band"]] += 1
line = re.search(r"^ +Overall((?: +[0-9]+){5}) +[0-9.]+$", text, re.M)
check(line and [int(n) for n in line[1].split()] == bands, "the summary has the bands of the whole", bands)

means = sorted(((sum(row[i] for row in rungs) / len(rungs), i) for i in range(len(names))))
hardest = rows("Hardest criteria")
check([(round(mean, 2), len(judged), names[i]) for mean, i in means[:5]] == hardest, "the summary has the hardest criteria",
      (means[:5], hardest))

bad = []
for i in range(len(names)):
    r = correlation([row[i] for row in rungs], [sum(row) - row[i] for row in rungs])
    if r is not None and r < 0.1 - 1e-9:
        bad.append((r, i))
bad.sort(key=lambda item: (round(item[0], 9), item[1]))
found = rows("Criteria that discriminate badly")
expected = [(r, names[i]) for r, i in bad[:8]]
same = len(found) == len(expected) and all(abs(f[0] - e[0]) < 0.0051 and f[2] == e[1] for f, e in zip(found, expected))
check(same and bad, "the summary has the criteria that discriminate badly", (expected, found))
sys.exit(failed)
