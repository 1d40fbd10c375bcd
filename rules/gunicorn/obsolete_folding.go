package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("obsolete-folding", obsoleteFolding) }

// obsoleteFolding finds a server that joins header lines as HTTP once allowed.
func obsoleteFolding(s *Server, r *audit.Reporter) {
	s.judge(r, "permit_obsolete_folding", (*pyconf.Value).Truth, s.Get("permit_obsolete_folding").Said+" accepts headers folded over lines", s.Set("permit_obsolete_folding", "False", "", "Switch permit_obsolete_folding off"))
}
