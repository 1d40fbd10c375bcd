package systemd

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("few-open-files", fewOpenFiles) }

// manyConnections are servers that hold many connections open at once.
var manyConnections = map[string]bool{"uvicorn": true, "daphne": true, "hypercorn": true, "granian": true}

// fewOpenFiles finds servers of many connections that may open 1,024 files, and
// a connection is one.
func fewOpenFiles(u *Unit, r *audit.Reporter) {
	if !u.IsService() || u.Partial() {
		return
	}
	for _, c := range u.CommandsOf("ExecStart") {
		worker, _ := c.Flag("--worker-class", "-k")
		async := strings.HasPrefix(c.Program(), "gunicorn") && (strings.HasPrefix(worker.Text, "g") && worker.Text != "gthread" ||
			strings.HasPrefix(worker.Text, "eventlet") || strings.HasPrefix(worker.Text, "uvicorn"))
		if !manyConnections[c.Program()] && !async {
			continue
		}
		if v := u.Text("LimitNOFILE"); v.Set {
			r.Pass(v.Span)
		} else {
			r.Fail(c.Span, "the server may open 1,024 files, and a connection is one", u.Set("LimitNOFILE", "65536"))
		}
		return
	}
}
