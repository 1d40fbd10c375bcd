package django

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
)

// Questions that many rules put to a value. Each answers Maybe for what it
// cannot tell.

// textQ asks something of a text that is wholly known.
func textQ(q func(string) bool) func(*Value) audit.Truth {
	return func(v *Value) audit.Truth {
		switch {
		case v.Whole():
			return audit.TruthOf(q(v.Text))
		case v.Type == Unknown || v.Type == Env || v.Type == Text || v.Type == Path || v.Type == Code:
			return audit.Maybe
		}
		return audit.No
	}
}

// isText asks whether a value is one of the texts.
func isText(texts ...string) func(*Value) audit.Truth {
	set := setOf(texts...)
	return textQ(func(s string) bool { return set[s] })
}

// intQ asks something of a whole number.
func intQ(q func(int64) bool) func(*Value) audit.Truth {
	return func(v *Value) audit.Truth {
		switch v.Type {
		case Int, Bool:
			return audit.TruthOf(q(whole(v)))
		case Float, Span:
			return audit.TruthOf(q(int64(v.Float)))
		case Unknown, Env:
			return audit.Maybe
		}
		return audit.No
	}
}

// isTrue asks whether a value counts as true; nothing set counts as not.
func isTrue(v *Value) audit.Truth { return truthOrAbsent(v) }

// listed asks whether any element of a list, or a text alone, passes a test.
func listed(q func(string) bool) func(*Value) audit.Truth {
	return func(v *Value) audit.Truth {
		switch {
		case v.Sequence():
			return anyItem(textQ(q))(v)
		case v.Type == None || v.Type == Absent:
			return audit.No
		}
		return textQ(q)(v)
	}
}

// findItem gives the first element of a list that passes a test for sure.
func findItem(v *Value, q func(*Value) audit.Truth) *Value {
	for _, c := range choicesOf(v) {
		for _, it := range c.Value.Items {
			if itemTruth(it, q) == audit.Yes {
				return it.Value
			}
		}
	}
	return nil
}

// judge is decide for a setting whose default is good: it is silent where the
// setting is not assigned.
func (s *Settings) judge(r *audit.Reporter, name string, bad func(*Value) audit.Truth, message string, fix *audit.Fix) {
	if !s.Has(name) {
		return
	}
	decide(r, s.Ask(name, bad), message, fix)
}

// judgeItems reports every element of a list that is bad, at its own line.
func (s *Settings) judgeItems(r *audit.Reporter, name string, bad func(string) bool, message func(string) string) {
	if !s.Has(name) {
		return
	}
	a := s.Ask(name, listed(bad))
	if !a.Yes() {
		decide(r, a, "", nil)
		return
	}
	found := false
	for _, c := range choicesOf(s.Get(name)) {
		for _, it := range c.Value.Items {
			if itemTruth(it, textQ(bad)) == audit.Yes {
				r.Fail(spanOr(s.inPython(it.Value.Span), a.Place), message(it.Value.Text))
				found = true
			}
		}
	}
	if !found {
		r.Fail(a.Place, message(a.Value.Text))
	}
}

// inPython drops a place that is in no Python file, such as a line of an
// environment file: what is wrong there is told where the module reads it.
func (s *Settings) inPython(span audit.Span) audit.Span {
	if span.File == nil || span.File.Kind != "django" && span.File.Kind != "python" {
		return audit.Span{}
	}
	return span
}

// host is the host of a URL-like text, without user, port and path.
func host(location string) string {
	if _, after, ok := strings.Cut(location, "://"); ok {
		location = after
	}
	location, _, _ = strings.Cut(location, "/")
	if i := strings.LastIndexByte(location, '@'); i >= 0 {
		location = location[i+1:]
	}
	if strings.HasPrefix(location, "[") {
		h, _, _ := strings.Cut(location[1:], "]")
		return h
	}
	h, _, _ := strings.Cut(location, ":")
	return h
}

// quoted writes an address for messages, without the user and password in it.
func quoted(location string) string {
	scheme, rest, found := strings.Cut(location, "://")
	if !found {
		scheme, rest = "", location
	} else {
		scheme += "://"
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	at := strings.LastIndexByte(rest[:end], '@')
	if at < 0 {
		at = strings.LastIndexByte(rest, '@') // a password with a slash in it
	}
	return strconv.Quote(scheme + rest[at+1:])
}

// nearby reports whether a host is this machine, a local socket or a container
// beside it: a name without a dot is not reached over the internet.
func nearby(host string) bool {
	host = strings.ToLower(host)
	return host == "" || host == "localhost" || strings.HasPrefix(host, "127.") || host == "::1" || strings.HasPrefix(host, "/") ||
		!strings.Contains(host, ".")
}
