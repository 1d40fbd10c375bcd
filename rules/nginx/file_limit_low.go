package nginx

import (
	"fmt"

	"preflight/rules/audit"
)

func init() { Rules.Add("file-limit-low", fileLimitLow) }

// fileLimitLow checks that a worker may open the files that its connections
// need: two for a proxied one.
func fileLimitLow(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		if b.Context != InMain {
			return
		}
		limit := b.First("worker_rlimit_nofile")
		for _, events := range b.Blocks {
			d := events.First("worker_connections")
			if events.Context != InEvents || d == nil || limit == nil || !digits(d.Arg(0)) || !digits(limit.Arg(0)) {
				continue
			}
			need := 2 * number(d.Arg(0))
			if number(limit.Arg(0)) < need {
				fix := replaceArgs(fmt.Sprintf("Set worker_rlimit_nofile to %d", need), limit, fmt.Sprint(need))
				r.Fail(limit.Head(), "fewer open files than twice worker_connections", fix).Also(d.Head())
				continue
			}
			r.Pass(limit.Head())
		}
	})
}
