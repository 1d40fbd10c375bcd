"""Writes settings.tsv from gunicorn's own config.py, of several releases.

    python3 settings.py gunicorn-*.whl > ../settings.tsv

A row: name, flags, how the flag takes its value, kind of value, default of the
newest release, first release given that has the setting (empty: all), first
release given that has it no more (empty: none).
"""

import json
import os
import re
import subprocess
import sys

READ = """
import json, os, sys
os.environ.pop("PORT", None)
from gunicorn import config
rows = {}
for s in config.KNOWN_SETTINGS:
    validator = getattr(s, "validator", None)
    validator = getattr(validator, "__func__", validator)
    kind = getattr(validator, "__name__", "").replace("_validate", "validate").replace("validate_", "")
    default = s.default
    if callable(default) or s.name in ("chdir", "user", "group", "control_socket"):
        default = None
    if s.name in ("cert_reqs", "ssl_version"):
        default = int(default)
    action = s.action or "store"
    if s.nargs == "?":
        action = "optional"
    if action == "store" and s.cli and getattr(s.type, "__name__", "") in ("int", "auto_int"):
        action = s.type.__name__
    rows[s.name] = (s.cli or [], action, kind, default)
print(json.dumps(rows))
"""


def release(wheel):
    return tuple(map(int, re.search(r"gunicorn-([\d.]+)-", wheel).group(1).split(".")))


def read(wheel):
    env = dict(os.environ, PYTHONPATH=os.path.abspath(wheel))
    out = subprocess.run([sys.executable, "-W", "ignore", "-c", READ], env=env, cwd="/", check=True, capture_output=True)
    return json.loads(out.stdout)


def main(wheels):
    wheels = sorted(wheels, key=release)
    tables = [read(w) for w in wheels]
    names = sorted({name for t in tables for name in t})
    print("# gunicorn %s: made by exact/settings.py" % ".".join(map(str, release(wheels[-1]))))
    for name in names:
        had = [name in t for t in tables]
        first, last = had.index(True), len(had) - 1 - had[::-1].index(True)
        cli, action, kind, default = tables[last][name]
        since = "" if first == 0 else ".".join(map(str, release(wheels[first])))
        until = "" if last == len(had) - 1 else ".".join(map(str, release(wheels[last + 1])))
        print("\t".join([name, " ".join(cli), action, kind, json.dumps(default), since, until]))


main(sys.argv[1:])
