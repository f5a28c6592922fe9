"""Readings come in on standard input, one JSON a line; what to do about each goes out."""

import json
import sys

from alarm.level import assess

for line in sys.stdin:
    print(json.dumps(assess(json.loads(line))), flush=True)
