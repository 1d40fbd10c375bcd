#!/bin/sh
# Compares the audit of settings with Django's own checks, on generated modules.
# Virtual environments with Django are made under $EXACT_VENVS (default: a
# directory under /tmp) from the package index, and kept. PYTHON6 is a Python
# that Django 6 runs on (3.12 or newer); without one, Django 6 is left out.
set -eu
venvs=${EXACT_VENVS:-/tmp/exact-django}
python=${PYTHON:-python3}
python6=${PYTHON6:-$python}
releases=
for pair in "4.2 $python" "5.2 $python" "6.1 $python6"; do
	version=${pair%% *}
	interpreter=${pair#* }
	venv=$venvs/$version
	if ! [ -x "$venv/bin/python" ]; then
		"$interpreter" -m venv "$venv"
		if ! "$venv/bin/pip" install -q "django==$version.*"; then
			echo "Django $version does not install on $interpreter; it is left out" >&2
			rm -r "$venv"
			continue
		fi
	fi
	releases="$releases $version=$venv/bin/python"
done
# shellcheck disable=SC2086
exec go run ./rules/django/exact "$@" $releases
