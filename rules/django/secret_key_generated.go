package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("secret-key-generated", secretKeyGenerated) }

// secretKeyGenerated checks that the key is the same after the next start.
func secretKeyGenerated(s *Settings, r *audit.Reporter) {
	if !s.Has("SECRET_KEY") {
		return
	}
	choices := pyconf.ChoicesOf(s.held("SECRET_KEY"))
	if readElsewhere(choices) {
		return // made once, then kept in a file
	}
	for _, c := range choices {
		v := c.Value
		made := v
		if v.Type == pyconf.Env && v.Default != nil {
			made = v.Default
		}
		place := spanOr(v.At, s.Place("SECRET_KEY"))
		switch {
		case made.Type != pyconf.Unknown || made.Reason != pyconf.MadeAnew:
		case s.keeps(made.Span):
			r.Unknown(place, "whether the key that is made is kept for the next start is not seen")
		default:
			r.Fail(place, "SECRET_KEY is made anew at every start")
		}
	}
}

// keeps reports whether the statement or function in which a key is made also
// writes to a file.
func (s *Settings) keeps(made audit.Span) bool {
	if s.inPython(made).File == nil {
		return false
	}
	found := false
	for _, stmt := range pyconf.Tree(s.stack, made.File).Body {
		if at := stmt.Span(); made.Start < at.Start || made.End > at.End {
			continue
		}
		python.Walk(stmt, func(n python.Node) bool {
			call, ok := n.(*python.Call)
			found = found || ok && writes(call)
			return !found
		})
	}
	return found
}

var writers = namesOf("write", "write_text", "write_bytes", "writelines", "set_key", "dump")

func writes(call *python.Call) bool {
	switch f := call.Func.(type) {
	case *python.Attribute:
		return writers[f.Attr]
	case *python.Name:
		return writers[f.ID]
	}
	return false
}

// readElsewhere reports whether the key may also come from somewhere that is
// not seen, such as the file that it was written to.
func readElsewhere(choices []pyconf.Choice) bool {
	for _, c := range choices {
		if c.Value.Type == pyconf.Unknown && c.Value.Reason != pyconf.MadeAnew {
			return true
		}
	}
	return false
}
