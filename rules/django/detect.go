package django

import (
	"path"
	"strings"
)

// detectSettings says how sure it is that a text is a settings module: by its
// name, and by the settings that it assigns at the start of lines, which also
// text pasted without its indentation does.
func detectSettings(name, text string) int {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	ext := path.Ext(base)
	if ext != "" && ext != ".py" && ext != ".txt" && ext != ".sample" && ext != ".example" && ext != ".dist" && ext != ".template" {
		return 0
	}
	if ext == ".py" {
		return detectPy(name, base, text)
	}
	settings := assignedSettings(text, false)
	if settings >= 2 {
		return 60 + min(settings, 10)*2
	}
	return 0
}

// detectPy judges a file that is called .py.
func detectPy(name, base, text string) int {
	dir := path.Base(path.Dir(strings.ReplaceAll(name, `\`, "/")))
	settings := assignedSettings(text, true)
	switch {
	case base == "formats.py":
		return 0 // of a language
	case ofFlask(text):
		return 0 // SECRET_KEY, DEBUG and more are Flask's as well
	case base == "global_settings.py" && dir == "conf":
		return 0 // Django's own defaults
	case base == "settings.py" && (settings > 0 || plainSettings(text)):
		return 100
	case base == "settings.py":
		return 40
	case settings >= 2 && (dir == "settings" || strings.Contains(base, "settings")):
		return 98
	case settings >= 3, settings >= 2 && !strings.Contains(text, "def "):
		return 90
	case settings >= 1 && (dir == "settings" || strings.Contains(base, "settings")) && !strings.HasPrefix(base, "test_"):
		return 85
	case extendsSettings(dir, base, text):
		return 80
	}
	return 0
}

// ofFlask reports whether the file is of an application of Flask's: it imports
// that, and speaks nowhere of Django.
func ofFlask(text string) bool {
	for _, start := range []string{"from flask", "import flask"} {
		if strings.HasPrefix(text, start) || strings.Contains(text, "\n"+start) {
			return !strings.Contains(strings.ToLower(text), "django")
		}
	}
	return false
}

// plainSettings reports whether a file called settings.py, which assigns no
// known setting where settings stand, may be a part of a settings module: it
// assigns names or imports all of another, and neither defines classes nor
// reads the settings of the site.
func plainSettings(text string) bool {
	if strings.HasPrefix(text, "class ") || strings.Contains(text, "\nclass ") || strings.Contains(text, "django.conf import settings") {
		return false
	}
	return assignsAny(text) || strings.Contains(text, "import *") || includesSettings(text)
}

// includesSettings reports whether a file puts settings together from others
// with django-split-settings.
func includesSettings(text string) bool {
	return strings.HasPrefix(text, "from split_settings") || strings.Contains(text, "\nfrom split_settings")
}

// extendsSettings reports whether a file imports all of a settings module, told
// by its own place and name and by the name of what it imports.
func extendsSettings(dir, base, text string) bool {
	stem := strings.TrimSuffix(base, ".py")
	if includesSettings(text) {
		return true
	}
	if dir != "settings" && (stem == "__init__" || !strings.Contains(stem, "settings") && !deployments[stem]) {
		return false
	}
	for len(text) > 0 {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		module, found := strings.CutPrefix(line, "from ")
		if !found {
			continue
		}
		module, all, _ := strings.Cut(module, " import ")
		if strings.TrimSpace(all) == "*" || strings.HasPrefix(all, "* ") {
			last := module[strings.LastIndexByte(module, '.')+1:]
			if dir == "settings" && strings.HasPrefix(module, ".") || strings.Contains(module, "settings") || deployments[last] {
				return true
			}
		}
	}
	return false
}

// deployments are what settings modules are called after.
var deployments = namesOf("base", "common", "defaults", "production", "prod", "live", "staging", "stage", "dev", "development", "local", "test", "testing", "ci")

// assignsAny reports whether some line assigns a name in capitals.
func assignsAny(text string) bool {
	for len(text) > 0 {
		line, rest, _ := strings.Cut(text, "\n")
		if assignedName(line) != "" {
			return true
		}
		text = rest
	}
	return false
}

// assignedSettings counts the known settings that the text assigns, each once.
// In a file of code only the lines count on which a settings module has them:
// those of the module, of its branches, and of the bodies of its classes.
func assignedSettings(text string, code bool) int {
	seen := map[string]bool{}
	at := outline{counts: true}
	for len(text) > 0 {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		if code {
			at.enter(line)
		}
		if name := assignedName(line); at.counts && releaseOf[name] != nil {
			seen[name] = true
		}
	}
	return len(seen)
}

// outline follows lines of code: whether the one read may assign a setting.
type outline struct {
	owner  string // the first word of the last line without indentation
	inner  int    // the indentation of the body of a class
	counts bool
}

func (p *outline) enter(line string) {
	bare := strings.TrimLeft(line, " \t")
	indent := len(line) - len(bare)
	switch {
	case bare == "" || bare[0] == '#':
	case indent == 0:
		p.owner, _, _ = strings.Cut(strings.TrimRight(line, " \r"), " ")
		p.owner = strings.TrimRight(p.owner, ":")
		p.inner, p.counts = 0, true
	case p.owner == "class":
		if p.inner == 0 {
			p.inner = indent
		}
		p.counts = indent == p.inner
	default:
		p.counts = blocks[p.owner]
	}
}

// blocks are the words that open a branch of a module.
var blocks = namesOf("if", "elif", "else", "try", "except", "finally", "with", "for", "while", "match")

// assignedName is the upper-case name that a line assigns, if it does.
func assignedName(line string) string {
	line = strings.TrimLeft(line, " \t")
	n := 0
	for n < len(line) && (line[n] >= 'A' && line[n] <= 'Z' || line[n] == '_' || line[n] >= '0' && line[n] <= '9') {
		n++
	}
	if n < 3 {
		return ""
	}
	rest := strings.TrimLeft(line[n:], " \t")
	switch {
	case strings.HasPrefix(rest, "=="), rest == "":
		return ""
	case rest[0] == '=', strings.HasPrefix(rest, "+="), rest[0] == '[' && strings.Contains(rest, "="):
		return line[:n]
	case rest[0] == ':' && strings.Contains(rest, "="):
		return line[:n]
	}
	return ""
}

// detectPython says how sure it is that a text is Python and nothing narrower.
func detectPython(name, text string) int {
	base := strings.ToLower(path.Base(name))
	switch {
	case strings.HasSuffix(base, ".py") && !strings.Contains(base, "gunicorn"):
		return 70
	case strings.HasPrefix(text, "#!") && strings.Contains(strings.SplitN(text, "\n", 2)[0], "python"):
		return 70
	}
	return 0
}
