package apache

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/httpdconf"
)

// class is the kind of a fault that keeps httpd from starting.
type class uint8

const (
	noFault class = iota
	unknownName
	misplaced
	argumentCount
)

// fault says what httpd finds wrong with a directive before it looks at what
// its values mean.
func (u *Use) fault() (class, string) {
	s, known := specOf(u.Name.Value, u.Section)
	name := brief(u.Name.Value)
	switch {
	case u.Scope.Within("macro"), strings.ContainsAny(u.Name.Value, "$@{%"):
		return noFault, ""
	case !known && isForeign(u.Name.Value) && u.Scope.config.nearest(u) == "":
		return noFault, ""
	case !known:
		return unknownName, fmt.Sprintf("httpd has no directive %s", name)
	}
	if where := u.Scope.refuses(u, s); where != "" {
		return misplaced, fmt.Sprintf("%s is not allowed %s", name, where)
	}
	if want := arity(s.args, u); want != "" && !hasPlaceholder(u) {
		return argumentCount, fmt.Sprintf("%s %s", name, want)
	}
	return noFault, ""
}

func hasPlaceholder(u *Use) bool {
	return strings.Contains(u.Text, "{{") || strings.Contains(u.Text, "<%")
}

// onRead are the directives that httpd carries out while it reads, wherever
// they stand.
var onRead = map[string]bool{
	"define": true, "undefine": true, "include": true, "includeoptional": true, "error": true, "loadmodule": true,
	"loadfile": true, "macro": true, "undefmacro": true, "use": true, "serverroot": true,
}

// refuses says where the directive would stand in the scope, if httpd does not
// allow it there, or nothing.
func (s *Scope) refuses(u *Use, known spec) string {
	if name := strings.ToLower(u.Name.Value); s.Kind != ".htaccess" && (onRead[name] || httpdconf.IsCondition(name)) {
		return ""
	}
	switch s.Kind {
	case "server":
		if (known.places[0] == 'd' || u.Is("RewriteBase")) && s.config.certain(u) {
			return "outside of sections"
		}
		if u.Is("ServerAlias") && s.config.certain(u) {
			return "outside of <VirtualHost>"
		}
	case "virtualhost":
		return s.refusesInHost(u, known)
	case ".htaccess":
		if !strings.ContainsAny(known.places, "AFILON") {
			return "in .htaccess files"
		}
	case "authnprovideralias", "authzprovideralias", "mdomain", "mdomainset", "<":
	default:
		if !strings.Contains(known.places[:min(2, len(known.places))], "d") {
			return "in <" + s.Node.Name.Value + ">"
		}
		if s.nested(u) || s.requires() && !strings.Contains(known.places, "A") {
			return "in <" + s.Node.Name.Value + ">"
		}
	}
	return ""
}

func (s *Scope) refusesInHost(u *Use, known spec) string {
	switch {
	case known.places[0] == 'g', u.Section && u.Is("VirtualHost"):
		return "in <VirtualHost>"
	case known.places[0] == 'd', u.Is("RewriteBase"):
		return "outside of sections"
	}
	return ""
}

// nested reports whether the section may not stand inside the one around it,
// though both may stand in the server.
func (s *Scope) nested(u *Use) bool {
	if !u.Section || !u.Is("Files") && !u.Is("FilesMatch") {
		return false
	}
	return s.Within("location") || s.Within("locationmatch")
}

// requires reports whether the section holds nothing but what decides access.
func (s *Scope) requires() bool {
	return s.Kind == "requireall" || s.Kind == "requireany" || s.Kind == "requirenone"
}

// certain reports whether the directive is known to stand outside of all
// sections: a file that nothing includes here may be included in a section.
func (c *Config) certain(u *Use) bool {
	if c.memo.certain == nil {
		c.memo.certain = map[*audit.File]bool{}
		for _, p := range c.Parsed {
			c.memo.certain[p.File] = isMain(p) || holdsSections(p)
		}
	}
	return c.memo.certain[u.File]
}

// holdsSections reports whether the file has sections that stand in no other.
func holdsSections(p *httpdconf.Config) bool {
	for _, d := range p.Body {
		if d.Section && (d.Is("VirtualHost") || d.Is("Directory")) {
			return true
		}
	}
	return false
}

// arity says what the directive wants if the number of its arguments is wrong.
// An empty argument ends the list, as it does in httpd.
func arity(code string, u *Use) string {
	n := 0
	for n < len(u.Args) && u.Args[n].Value != "" {
		n++
	}
	if rest := len(u.Args) - n; rest > 1 && code != "*" {
		n = len(u.Args)
	}
	if n < len(u.Args) && len(u.Args) == 1 && code != "*" {
		return "has an empty argument"
	}
	low, high := int(code[0]-'0'), int(code[len(code)-1]-'0')
	switch code {
	case "*":
		return ""
	case "?":
		if n == 0 || !u.On() && !u.Off() && !isOpen(u.Value(0)) {
			return "wants On or Off"
		}
		return "" // httpd does not look at what follows
	case "1+", "2+":
		high = len(u.Args) + n
	case "13":
		if n == 2 {
			return "wants 1 or 3 arguments"
		}
	}
	if n < low || n > high {
		return "wants " + counted(low, high, strings.HasSuffix(code, "+"))
	}
	return ""
}

func counted(low, high int, open bool) string {
	word := "arguments"
	switch {
	case open && low == 1:
		return "at least 1 argument"
	case open:
		return fmt.Sprintf("at least %d arguments", low)
	case low == 0:
		return "no arguments"
	case high == 1:
		word = "argument"
	}
	if low == high {
		return fmt.Sprintf("%d %s", low, word)
	}
	return fmt.Sprintf("%d to %d arguments", low, high)
}

// maxFaults caps the findings of one class: after so many, the text is no
// configuration of httpd.
const maxFaults = 100

// faults reports the faults of one class.
func (c *Config) faults(r *audit.Reporter, of class, fix func(*Use) *audit.Fix) {
	count := 0
	for _, u := range c.ordered {
		if count == maxFaults {
			return
		}
		if kind, message := u.fault(); kind == of {
			count++
			var f *audit.Fix
			if fix != nil {
				f = fix(u)
			}
			c.doubt(u, r.Fail(u.Head(), message, f))
		}
	}
}
