"""loop_re.py PATTERNS TEXTS SECONDS: every match of every pattern in each text,
one pattern after the other, with Python's re; stops after SECONDS."""
import json
import re
import sys
import time

with open(sys.argv[1]) as file:
    patterns = file.read().splitlines()
with open(sys.argv[2], encoding="utf-8", newline="") as file:
    texts = file.read(8_000_000).split("\x1e")[:-1]
start = time.perf_counter()
codes = [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
compiled, before = time.perf_counter(), time.process_time()
matches = size = 0
for text in texts:
    if time.perf_counter() - compiled >= float(sys.argv[3]):
        break
    for code in codes:
        for _ in code.finditer(text):
            matches += 1
    size += len(text.encode()) + 1
print(json.dumps({"compiling": compiled - start, "scanning": time.perf_counter() - compiled,
                  "busy": time.process_time() - before, "bytes": size, "matches": matches, "refused": 0}))
