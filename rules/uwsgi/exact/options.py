#!/usr/bin/env python3
"""Write the table of uWSGI's options from its sources: options.py SOURCES > options.txt

Each line: name, kind, and where they differ from the kind's habit: a = what
follows the name on a command line (n nothing, o optional, r required), flags
(I acted upon when read, M needs the master process), -x the short option, and
=name the first option that sets the same variable.
"""
import glob
import re
import sys

KINDS = {
    "uwsgi_opt_true": "bool", "uwsgi_opt_false": "unset", "uwsgi_opt_logic": "logic",
    "uwsgi_opt_set_int": "int", "uwsgi_opt_set_rawint": "int", "uwsgi_opt_set_64bit": "int", "uwsgi_opt_set_16bit": "int",
    "uwsgi_opt_set_megabytes": "megabytes", "uwsgi_opt_set_str": "text", "uwsgi_opt_set_uid": "text", "uwsgi_opt_set_gid": "text",
    "uwsgi_opt_chmod_socket": "text", "uwsgi_opt_set_umask": "text", "uwsgi_opt_load_ini": "load", "uwsgi_opt_load": "load",
    "uwsgi_opt_load_config": "load", "uwsgi_opt_load_xml": "load", "uwsgi_opt_load_yml": "load", "uwsgi_opt_load_json": "load",
    "uwsgi_opt_deprecated": "deprecated",
}
HABIT = {"bool": "no_argument", "unset": "no_argument"}


def clean(text):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    return re.sub(r"^\s*(//|#).*$", "", text, flags=re.M)


def split(text, opening, closing, separator):
    """The parts between separators that lie in no bracket and no string."""
    parts, current, depth, i = [], "", 0, 0
    while i < len(text):
        c = text[i]
        if c == '"':
            end = i + 1
            while text[end] != '"':
                end += 2 if text[end] == "\\" else 1
            current, i = current + text[i:end + 1], end + 1
            continue
        depth += (c in opening) - (c in closing)
        if c in separator and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += c
        i += 1
    return parts + [current.strip()]


def arrays(text):
    for start in re.finditer(r"struct\s+uwsgi_option\s+\w+\[\]\s*=\s*\{", text):
        yield body(text, start.end())


def body(text, start):
    depth, i = 1, start
    while depth:
        if text[i] == '"':
            i += 1
            while text[i] != '"':
                i += 2 if text[i] == "\\" else 1
        depth += (text[i] == "{") - (text[i] == "}")
        i += 1
    return text[start:i - 1]


def rows(root):
    files = [root + "/core/uwsgi.c"] + sorted(glob.glob(root + "/plugins/*/*"))
    for path in files:
        if not path.endswith((".c", ".cc", ".m")):
            continue
        for array in arrays(open(path, errors="replace").read()):
            for entry in split(clean(array), "{([", "})]", ","):
                fields = split(entry.strip("{} \n\t"), "([{", ")]}", ",")
                if fields[0].startswith('"'):
                    yield fields


def main(root):
    seen, first = set(), {}
    for f in rows(root):
        name = f[0].strip('"')
        if name in seen:
            continue
        seen.add(name)
        kind = KINDS.get(f[4], "list" if "_add_" in f[4] else "other")
        cells = [name, kind]
        if f[1] != HABIT.get(kind, "required_argument"):
            cells.append("a" + f[1][0])
        flags = f[6] if len(f) > 6 else ""
        letters = "I" * ("IMMEDIATE" in flags) + "M" * ("MASTER" in flags)
        if letters:
            cells.append(letters)
        if f[2].startswith("'"):
            cells.append("-" + f[2][1])
        variable = (f[5] if f[5].startswith("&") and kind != "other" else f[4] + f[5])
        if kind not in ("logic",) and f[4] not in ("uwsgi_opt_noop", "uwsgi_opt_print", "uwsgi_opt_deprecated"):
            canonical = first.setdefault(variable, name)
            if canonical != name:
                cells.append("=" + canonical)
        print(" ".join(cells))


main(sys.argv[1])
