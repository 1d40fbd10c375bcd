package systemd

import (
	"strings"

	"preflight/rules/audit"
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
		for _, name := range []string{c.Program(), baseName(c.Path)} {
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
