package systemd

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/commandline"
)

func init() { Rules.Add("jit-denied", jitDenied) }

// jits are programs that make code while they run, and the options that keep
// them from it.
var jits = map[string]string{"node": "--jitless", "nodejs": "--jitless", "java": "", "pypy": "", "pypy3": "", "luajit": "", "dotnet": "", "julia": "", "bun": "", "deno": ""}

// jitDenied finds programs that need memory which is both written and run, and
// may not have it.
func jitDenied(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Bool("MemoryDenyWriteExecute").Truth != audit.Yes {
		return
	}
	for _, c := range u.CommandsOf("ExecStart") {
		for _, p := range append(c.programs(), c.Path) {
			name := baseName(p)
			without, known := jits[name]
			if !known {
				without, known = "", strings.HasPrefix(name, "pypy")
			}
			if _, off := c.Has(without); known && (without == "" || !off) {
				r.Fail(c.PathSpan, short("%s makes code while it runs, and may not", name)).Also(u.placeOf("MemoryDenyWriteExecute"))
				break
			}
		}
	}
}

// programs names what the command comes to start, behind shells, env and the
// like.
func (c *Command) programs() []string {
	words := []audit.Word{{Text: c.Path, Span: c.PathSpan}}
	for _, a := range c.Args {
		words = append(words, audit.Word{Text: a.Text, Span: a.Span})
	}
	var names []string
	for _, p := range commandline.Unwrap(words) {
		names = append(names, p.Name)
	}
	return names
}
