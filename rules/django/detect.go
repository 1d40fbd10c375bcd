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
	settings := assignedSettings(text)
	if ext == ".py" {
		return detectPy(name, base, settings, text)
	}
	if settings >= 2 {
		return 60 + min(settings, 10)*2
	}
	return 0
}

// detectPy judges a file that is called .py.
func detectPy(name, base string, settings int, text string) int {
	dir := path.Base(path.Dir(strings.ReplaceAll(name, `\`, "/")))
	switch {
	case base == "settings.py" && (settings > 0 || assignsAny(text) || strings.Contains(text, "import *")):
		return 100
	case base == "settings.py":
		return 40
	case settings >= 2 && (dir == "settings" || strings.Contains(base, "settings")):
		return 98
	case settings >= 3, settings >= 2 && !strings.Contains(text, "def "):
		return 90
	case dir == "settings" && !strings.HasPrefix(base, "test_"):
		return 85
	case strings.Contains(base, "settings") && !strings.HasPrefix(base, "test_") && settings >= 1:
		return 85
	case strings.HasPrefix(text, "from .base import *"), strings.Contains(text, "\nfrom .base import *"):
		return 80
	}
	return 0
}

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
func assignedSettings(text string) int {
	seen := map[string]bool{}
	for len(text) > 0 {
		line, rest, _ := strings.Cut(text, "\n")
		text = rest
		if name := assignedName(line); releaseOf[name] != nil {
			seen[name] = true
		}
	}
	return len(seen)
}

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
