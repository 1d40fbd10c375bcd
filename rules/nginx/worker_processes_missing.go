package nginx

import "preflight/rules/audit"

func init() { Rules.Add("worker-processes-missing", workerProcessesMissing) }

// workerProcessesMissing checks that the main configuration says how many
// workers there are: one, if nothing does.
func workerProcessesMissing(s *Site, r *audit.Reporter) {
	for _, b := range s.Roots {
		if b.Context != InMain || !b.Has("events") || !b.Has("http") {
			continue
		}
		switch v := b.Effective("worker_processes"); v.State {
		case Set:
			r.Pass(v.Last().Head())
		case Unseen:
			r.Unknown(b.First("events").Head(), v.Settle())
		default:
			first := b.Items[0]
			r.Fail(first.Head(), "worker_processes is not set: one worker does everything", insertBefore("Start a worker for each core", first, "worker_processes auto;"))
		}
	}
}
