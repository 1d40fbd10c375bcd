package apache

import "preflight/rules/audit"

func init() { Rules.Add("wsgi-subinterpreter", wsgiSubinterpreter) }

// wsgiSubinterpreter checks that an application with processes of its own runs
// in their main interpreter, the only one that all C extensions are made for.
func wsgiSubinterpreter(c *Config, r *audit.Reporter) {
	all := c.applications()
	only := map[string]string{} // the script of a process group; "" where there are several
	for _, a := range all {
		group := a.processGroup()
		if script, known := only[group]; known && script != a.Value(1) {
			only[group] = ""
		} else {
			only[group] = a.Value(1)
		}
	}
	for _, a := range all {
		group := a.processGroup()
		if group == "" || only[group] == "" { // interpreters keep applications of one process apart
			continue
		}
		name, own := a.Use.option("application-group")
		set := a.Scope.Setting("WSGIApplicationGroup")
		switch {
		case own && name == "%{GLOBAL}", !own && set.Use != nil && says("%{GLOBAL}")(set.Use):
			r.Pass(a.Head())
		case len(set.Maybe) > 0, c.below(a.Scope, "WSGIApplicationGroup"), !a.Known():
		case !own && set.Use == nil && a.Scope.GapHere("WSGIApplicationGroup") != "":
			r.Unknown(a.Head(), a.Scope.GapHere("WSGIApplicationGroup"))
		default:
			c.doubt(a.Use, r.Fail(a.Head(), "the application runs in a sub-interpreter", a.global(set, own)))
		}
	}
}

// global is the fix that gives the application the main interpreter.
func (a application) global(set Setting, own bool) *audit.Fix {
	const line = "WSGIApplicationGroup %{GLOBAL}"
	if own || set.Use != nil {
		return nil
	}
	return titled(a.Scope.add(line), "Add "+line).Careful()
}
