package apache

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/httpdconf"
)

// static are the modules that Debian and the httpd project compile in.
var static = map[string]bool{
	"core": true, "so": true, "http_core": true, "log_config": true, "logio": true, "version": true, "unixd": true, "watchdog": true,
}

// holds says whether the condition of a section such as <IfModule> is met, as
// far as the files tell.
func (c *Config) holds(d *httpdconf.Directive) audit.Truth {
	word, negated := strings.CutPrefix(c.expand(d.Arg(0)), "!")
	answer := audit.Maybe
	switch strings.ToLower(d.Name.Value) {
	case "ifmodule":
		return c.moduleHolds(word, negated)
	case "ifdefine":
		if c.defines[word].set {
			answer = audit.Yes
		}
	case "ifversion":
		answer, negated = versionHolds(d, c.releases), false
	}
	if negated {
		return answer.Not()
	}
	return answer
}

// moduleHolds answers for <IfModule>. A module that is nowhere seen is taken for
// loaded, as the author of the section meant it, unless every LoadModule line
// was given.
func (c *Config) moduleHolds(word string, negated bool) audit.Truth {
	answer := c.loads(moduleName(word))
	if negated {
		return answer.Not()
	}
	if answer == audit.Maybe {
		return audit.Yes
	}
	return answer
}

// loads says whether a module is loaded, by its bare name such as "headers": no
// only where every LoadModule line was given.
func (c *Config) loads(module string) audit.Truth {
	switch {
	case c.modules[module], static[module]:
		return audit.Yes
	case c.Complete && c.gaps == 0 && len(c.modules) > 0:
		return audit.No
	}
	return audit.Maybe
}

// moduleName makes one name of "mod_ssl.c", "mod_ssl.so" and "ssl_module".
func moduleName(word string) string {
	word = strings.ToLower(word)
	word = strings.TrimSuffix(strings.TrimSuffix(word, ".c"), ".so")
	return strings.TrimSuffix(strings.TrimPrefix(word, "mod_"), "_module")
}

// releases are those that the server may be: the one that was named, or any of
// 2.4.
type releases struct{ low, high audit.Version }

func releasesOf(stack *audit.Stack) releases {
	if v := stack.Targets["apache"]; stack.Named("apache") && v != audit.MustVersion("2.4") {
		return releases{v, v}
	}
	return releases{audit.MustVersion("2.4.1"), audit.MustVersion("2.4.9999")}
}

// versionHolds answers for <IfVersion>. A part that is not written counts as 0,
// so that every release of 2.4 is later than "2.4".
func versionHolds(d *httpdconf.Directive, own releases) audit.Truth {
	op, text := d.Arg(0), d.Arg(1)
	if len(d.Args) == 1 {
		op, text = "=", op
	}
	op, negated := strings.CutPrefix(op, "!")
	v, err := audit.ParseVersion(text)
	if err != nil { // a regular expression, or a variable
		return audit.Maybe
	}
	answer := own.compare(op, v)
	if negated {
		return answer.Not()
	}
	return answer
}

// compare says whether all of the releases stand to v as the operator says.
func (own releases) compare(op string, v audit.Version) audit.Truth {
	holds := func(r audit.Version) bool {
		switch op {
		case ">":
			return v.Less(r)
		case ">=":
			return !r.Less(v)
		case "<":
			return r.Less(v)
		case "<=":
			return !v.Less(r)
		}
		return v == r
	}
	switch {
	case !strings.Contains("= == > >= < <=", op):
		return audit.Maybe
	case holds(own.low) != holds(own.high), strings.HasPrefix(op, "=") && own.low.Less(v) && v.Less(own.high):
		return audit.Maybe
	}
	return audit.TruthOf(holds(own.low))
}

// define is a variable of Define.
type define struct {
	set   bool
	value string
	known bool // one value only, and no condition around it
}

// expand replaces ${NAME} by what Define gave it; others stay as they are.
func (c *Config) expand(text string) string {
	if !strings.Contains(text, "${") {
		return text
	}
	var out strings.Builder
	for {
		i := strings.Index(text, "${")
		j := -1
		if i >= 0 {
			j = strings.IndexByte(text[i:], '}')
		}
		if j < 0 || out.Len() > 4096 {
			return out.String() + text
		}
		out.WriteString(text[:i])
		if d := c.defines[text[i+2:i+j]]; d.known {
			out.WriteString(d.value)
		} else {
			out.WriteString(text[i : i+j+1])
		}
		text = text[i+j+1:]
	}
}

// isOpen reports whether a value still holds a variable or a placeholder.
func isOpen(value string) bool {
	for _, mark := range []string{"${", "{{", "<%", "%("} {
		if strings.Contains(value, mark) {
			return true
		}
	}
	return false
}
