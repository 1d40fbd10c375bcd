"""Makes random configurations and asks gunicorn itself what they come to.

    python3 compare.py COUNT SEED > results.tsv

A row: the configuration file, the words of the command line, the environment,
and the outcome: "refused", or the settings that are not at their default. All
but the last are JSON too. Needs an installed gunicorn; nothing is served.
"""

import json
import os
import random
import shlex
import subprocess
import sys
import tempfile

ASK = """
import json, os, sys
os.environ.pop("PORT", None) if "PORT" not in sys.argv[1] else None
sys.stderr = open(os.devnull, "w")
real = sys.stdout
sys.stdout = sys.stderr
sys.argv = json.loads(sys.argv[2])
from gunicorn.app.wsgiapp import WSGIApplication
from gunicorn import config
fresh = config.make_settings()
app = WSGIApplication("gunicorn")
out = {}
for name, setting in app.cfg.settings.items():
    value = setting.get()
    if callable(value) or name in ("chdir", "user", "group", "control_socket", "default_proc_name", "config"):
        continue
    if name == "statsd_host" and value is not None:
        continue
    if value != fresh[name].get() or type(value) is not type(fresh[name].get()):
        out[name] = int(value) if name in ("cert_reqs", "ssl_version") and not isinstance(value, str) else value
print(json.dumps(out), file=real)
"""

TEXTS = ["", "abc", " padded ", "True", "false", "0", "7", "007", "0x10", "-1", "1_000", "debug", "none", "*", "127.0.0.1", "10.0.0.0/8",
         "10.0.0.1/8", "::1", "fe80::/10", "a,b", "127.0.0.1,,::1", "drop", "Refuse", "dangerous", "v1", "auto", "off", "prior-knowledge",
         "both", "on", "h1", "h1,h1", "H1", "fast", "poll", "unix:/run/x.sock", "0.0.0.0:80", "[::]:80", ":8000", "fd://3", "sync", "gthread", "é"]
WHOLES = [0, 1, 2, 7, 22, 30, 100, 4094, 16384, 65536] * 4 + [2**31, -5]
CONSTANTS = ["None", "True", "False", "1.5", "[]", "{}", "()"]


WORDS = {
    "header_map_behaviour": ["drop", "Refuse", "dangerous", " drop "], "proxy_protocol": ["off", "v1", "V2", "auto", "true", "none", "0"],
    "http2_cleartext": ["off", "prior-knowledge", "upgrade", "Both"], "http_protocols": ["h1", "H1", "", "h1,"],
    "asgi_loop": ["auto", "asyncio", "UVLOOP"], "asgi_lifespan": ["auto", "on", "off"], "http_parser": ["auto", "fast", "Python"],
    "reload_engine": ["auto", "poll", "inotify"],
    "string_to_addr_list": ["*", "127.0.0.1", "10.0.0.0/8", "127.0.0.1,,::1", " 10.0.0.2 , ::1", "", "fe80::/10"],
}
WHOLE_KINDS = ("pos_int", "http2_window_size", "http2_stream_limit", "http2_frame_size")


class Maker:
    def __init__(self, seed):
        from gunicorn import config
        self.r = random.Random(seed)
        skip = ("callable", "chdir", "user", "group", "class", "dict", "statsd_address", "post_request", "list_of_files_or_patterns")
        self.settings = []
        for s in config.KNOWN_SETTINGS:
            validator = getattr(s.validator, "__func__", s.validator)
            kind = validator.__name__.removeprefix("_").removeprefix("validate_")
            if kind not in skip and s.name not in ("paste", "config", "wsgi_app", "default_proc_name", "ssl_version"):
                self.settings.append((s, kind))

    def literal(self, kind):
        """A value as Python, fitting more often than not."""
        r = self.r
        if r.random() < 0.03:
            return r.choice([r.choice(CONSTANTS), repr(r.choice(TEXTS)), repr(r.choice(WHOLES))])
        if kind == "bool":
            return r.choice(["True", "False", '"true"', "None", '" False "'])
        if kind in WHOLE_KINDS:
            if kind == "http2_frame_size":
                return r.choice(["16384", '"0x4000"', "1_000_000"])
            return r.choice([repr(r.choice(WHOLES)), repr(str(r.choice(WHOLES))), "True", "2 * 8 + 1", "0o27", '"0o27"', "1_000"])
        if kind in WORDS:
            return repr(r.choice(WORDS[kind]))
        if kind == "list_string":
            return r.choice([repr(r.choice(TEXTS)), repr([r.choice(TEXTS) for _ in range(r.randint(0, 3))]), repr(tuple(TEXTS[3:5])), "None"])
        return repr(r.choice(TEXTS))

    def expression(self, kind):
        """A value, written in one of the ways that people write values."""
        r = self.r
        value = self.literal(kind)
        ways = ["{v}"] * 6 + ["({v})", "{v} if DEBUG else {v}", "[{v}, 1][0]", '{{"k": {v}}}["k"]', '{{"k": 1}}.get("x", {v})', "_same({v})"]
        if value[0] in "'\"":
            ways += ["{v}.strip()", 'os.environ.get("UNSET_NAME", {v})', 'os.getenv("GIVEN", {v})', "f\"{{{v}}}\"" if '"' not in value else "{v}",
                     "{v}.upper()", "{v} + ''", '"%s" % {v}']
        if value.isdigit():
            ways += ["int({v})", 'int(os.environ.get("NUMBER", "{v}"))', "{v} + 0", "max({v}, 0)", "min({v}, 10 ** 9)"]
        return r.choice(ways).replace("{v}", value).replace("{{", "{").replace("}}", "}")

    def file(self):
        r = self.r
        lines = ["import os", "DEBUG = %s" % r.choice(["True", "False"]), "", "def _same(x):", "    return x", ""]
        for _ in range(r.randint(0, 6)):
            s, kind = r.choice(self.settings)
            line = "%s = %s" % (s.name, self.expression(kind))
            form = r.random()
            if form < 0.12:
                lines += ["if %s:" % r.choice(["DEBUG", "not DEBUG", 'os.environ.get("GIVEN")']), "    " + line]
            elif form < 0.18:
                lines += ["try:", "    " + line, "except KeyError:", "    %s = None" % s.name]
            elif form < 0.24 and kind == "list_string":
                lines += ["%s = ['a']" % s.name, "%s += ['b']" % s.name]
            elif form < 0.28:
                lines += ["%s: object = %s" % tuple(line.split(" = ", 1))]
            elif form < 0.32:
                lines += ["unknown_%s = 1" % s.name, line]
            else:
                lines.append(line)
        return "\n".join(lines) + "\n"

    def words(self, least=0):
        r = self.r
        words = []
        for _ in range(r.randint(least, 4)):
            s, kind = r.choice(self.settings)
            if not s.cli:
                continue
            flag = r.choice(s.cli)
            if flag.startswith("--") and r.random() < 0.08:
                flag = flag[:r.randint(min(10, len(flag)), len(flag))]
            if s.action in ("store_true", "store_const"):
                words.append(flag)
                continue
            value = r.choice(TEXTS)
            if r.random() < 0.96 and kind in WORDS:
                value = r.choice(WORDS[kind])
            elif r.random() < 0.96 and kind in WHOLE_KINDS:
                value = "16384" if kind == "http2_frame_size" else str(r.choice(WHOLES))
            if flag.startswith("--") and r.random() < 0.5:
                words.append(flag + "=" + value)
            elif not flag.startswith("--") and r.random() < 0.4:
                words.append(flag + value)
            else:
                words += [flag, value]
        if r.random() < 0.04:
            words.append(r.choice(["--no-such", "-Z", "--work", "-DR", "--log-file=x", "--reload=1"]))
        return words

    def case(self):
        r = self.r
        env = {}
        if r.random() < 0.3:
            env["GIVEN"] = r.choice(TEXTS[1:8])
        if r.random() < 0.2:
            env["NUMBER"] = str(r.choice(WHOLES))
        if r.random() < 0.1:
            env["WEB_CONCURRENCY"] = "3"
        if r.random() < 0.1:
            env["FORWARDED_ALLOW_IPS"] = r.choice(["*", "10.0.0.2"])
        if r.random() < 0.05:
            env["PORT"] = "9000"
        if r.random() < 0.3:
            env["GUNICORN_CMD_ARGS"] = shlex.join(self.words(1))
        return self.file() if r.random() < 0.9 else None, self.words() + (["shop.wsgi"] if r.random() < 0.97 else []), env


def ask(case, folder):
    config, words, env = case
    path = os.path.join(folder, "gunicorn.conf.py")
    if os.path.exists(path):
        os.remove(path)
    if config is not None:
        with open(path, "w") as f:
            f.write(config)
    env = dict(env, PATH=os.environ["PATH"], LANG="C.UTF-8", PYTHONDONTWRITEBYTECODE="1")
    run = subprocess.run([sys.executable, "-c", ASK, json.dumps(sorted(env)), json.dumps(["gunicorn"] + words)], cwd=folder, env=env,
                         capture_output=True, text=True, check=False)
    return json.loads(run.stdout) if run.returncode == 0 else "refused"


def main(count, seed):
    import gunicorn
    print("# gunicorn %s, made by compare.py %d %d" % (gunicorn.__version__, count, seed))
    maker = Maker(seed)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(count):
            case = maker.case()
            print("\t".join(json.dumps(part) for part in (*case, ask(case, folder))))


main(int(sys.argv[1]), int(sys.argv[2]))
