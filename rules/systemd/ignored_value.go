package systemd

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

func init() { Rules.Add("ignored-value", ignoredValue) }

// ignoredValue finds values that systemd does not understand and therefore
// ignores: the line might as well not be there.
func ignoredValue(u *Unit, r *audit.Reporter) {
	u.eachEntry(func(e *unitfile.Entry) {
		d := lookup(e.Key)
		if e.Value == "" || d == nil || !d.in(e.Section.Name, u.Version) {
			return
		}
		if why, better := u.misread(d, e); why != "" {
			var fix *audit.Fix
			if better != "" {
				fix = &audit.Fix{Title: "Write " + e.Key + "=" + better, Edits: []audit.Edit{{Span: e.ValueSpan(), Text: better}}}
			}
			r.Fail(e.Span, why, fix)
		}
	})
}

// words are the settings whose value is one word of several; those in choices
// are among them.
var words = map[string][]string{
	"Type":       {"simple", "exec", "forking", "oneshot", "dbus", "notify", "notify-reload", "idle"},
	"Restart":    {"no", "on-success", "on-failure", "on-abnormal", "on-watchdog", "on-abort", "always"},
	"KillMode":   {"control-group", "mixed", "process", "none"},
	"ExitType":   {"main", "cgroup"},
	"OOMPolicy":  {"continue", "stop", "kill"},
	"PrivateTmp": {"yes", "no", "disconnected", "connected"}, "PrivateUsers": {"yes", "no", "self", "identity", "full", "managed"},
	"ProtectControlGroups": {"yes", "no", "private", "strict"}, "RuntimeDirectoryPreserve": {"yes", "no", "restart"},
}

// misread says why a value is ignored, and offers the one that was meant where
// that is plain.
func (u *Unit) misread(d *directive, e *unitfile.Entry) (why, better string) {
	value := e.Value
	known, isWord := wordsOf(e)
	_, isYes := parseBool(value)
	switch {
	case isWord && e.Key == "Restart" && isYes && value != "no":
		return short("Restart=%s is ignored", value), ""
	case isWord:
		if _, ok := enumWord(value, known); !ok {
			return short("%s=%s is ignored", e.Key, value), cleaned(value, known)
		}
	case d.kind == "bool" && !isYes && e.Key != "Delegate" && !(e.Key == "PrivateMounts" && value == ""):
		return short("%s=%s is ignored: neither yes nor no", e.Key, value), cleaned(value, []string{"yes", "no"})
	case e.Key == "UMask" || d.kind == "mode" && strings.HasSuffix(e.Key, "Mode"):
		if _, err := strconv.ParseUint(value, 8, 13); err != nil && strings.Trim(value, "01234567") != "" && value[0] >= '0' && value[0] <= '9' {
			return short("%s=%s is ignored: not octal", e.Key, value), ""
		}
	case e.Key == "RestrictNamespaces":
		if _, ok := namespaceList(strings.TrimPrefix(value, "~")); !ok && !isYes && !strings.Contains(value, ",") {
			return short("RestrictNamespaces=%s is ignored", value), ""
		}
	case e.Key == "ProtectHostname":
		if mode, valid := u.protectHostname(value); !valid || !isYes && !(u.at(258) && (mode == "private" || mode != value)) {
			return short("ProtectHostname=%s is ignored", value), cleaned(value, []string{"yes", "no"})
		}
	case e.Key == "Environment":
		return u.misreadEnvironment(value), ""
	default:
		if why := u.unreadable(e.Key, value); why != "" {
			return audit.Clip(short("%s=%s is ignored: ", e.Key, value)+why, 72), ""
		}
	}
	return "", ""
}

// wordsOf gives the words that a setting takes, if it takes words only. Type=
// means something else in a mount.
func wordsOf(e *unitfile.Entry) ([]string, bool) {
	if e.Key == "Type" && e.Section.Name != "Service" {
		return nil, false
	}
	known, ok := words[e.Key]
	if !ok {
		known, ok = choices[e.Key]
	}
	return known, ok
}

// cleaned takes off what makes a value unreadable, such as quotes or a comment,
// if a known word is left.
func cleaned(value string, known []string) string {
	head, _, _ := strings.Cut(value, "#")
	head = strings.ToLower(strings.Trim(head, wordBlanks+`"'`))
	for _, w := range known {
		if head == w {
			return w
		}
	}
	if _, ok := enumWord(head, known); ok {
		return head
	}
	return ""
}

// misreadEnvironment finds a word that assigns nothing.
func (u *Unit) misreadEnvironment(value string) string {
	for _, t := range cutCommand(value).words {
		name, _, ok := strings.Cut(t.text, "=")
		if !ok || name == "" {
			return "a word in Environment= assigns nothing and is ignored" // it may be part of a secret
		}
		if _, known := u.expand(t.text); !known {
			return short("%s is ignored: it has an unknown specifier", name)
		}
	}
	return ""
}
