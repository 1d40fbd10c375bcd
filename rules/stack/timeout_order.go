package stack

import (
	"fmt"

	"preflight/rules/audit"
	"preflight/rules/gunicorn"
)

func init() { Rules.Add("timeout-order", timeoutOrder) }

// usual is how many seconds nginx waits unless somebody says otherwise.
const usual = 60

// timeoutOrder finds web servers that give up on a request before gunicorn
// does. Only synchronous workers limit a request by their timeout.
func timeoutOrder(d *Deployment, r *audit.Reporter) {
	if d.App == nil || !synchronous(d.App) {
		return
	}
	timeout, known := held(d.App, "timeout")
	if !known || timeout <= 0 {
		return // without a limit gunicorn's own rule speaks
	}
	binds, known := listens(d.App)
	for _, w := range d.Ways {
		patience, settle := w.Lines.patience()
		switch {
		case known && len(w.Targets) > 0 && !reaches(binds, w.Targets[0].Text):
		case settle != "" && timeout > usual:
			r.Unknown(w.Place, settle)
		case settle != "":
		case int64(patience) >= timeout:
			r.Pass(w.Place)
		default:
			v := r.Fail(w.Place, fmt.Sprintf("nginx gives up after %d s, gunicorn after %d s", patience, timeout))
			d.weigh(w, v).Also(d.App.Get("timeout").Place)
		}
	}
}

// synchronous reports whether each worker surely works on one request at a time.
func synchronous(s *gunicorn.Server) bool {
	threads, known := held(s, "threads")
	class := s.Get("worker_class").Value
	return known && threads <= 1 && class.Whole() && class.Text == "sync"
}
