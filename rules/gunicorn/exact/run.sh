#!/bin/sh
# Compares what we read of random configurations with gunicorn itself, which is
# installed from PyPI into build/. COUNT and SEED choose the configurations.
set -eu
cd "$(dirname "$0")/../../.."
venv=build/gunicorn
[ -x "$venv/bin/gunicorn" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install --quiet gunicorn==27.0.1; }
"$venv/bin/python" rules/gunicorn/exact/compare.py "${COUNT:-300}" "${SEED:-$(date +%s)}" > build/gunicorn.tsv
GUNICORN_RESULTS=$PWD/build/gunicorn.tsv go test -count=1 ./rules/gunicorn/exact -v | grep -v 'is not known'
