package gunicorn

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("root-user", rootUser) }

// rootUser finds workers that run as root.
func rootUser(s *Server, r *audit.Reporter) {
	for _, name := range []string{"user", "group"} {
		s.judge(r, name, isRoot, "workers run as the "+name+" root", nil)
	}
}

func isRoot(v *pyconf.Value) audit.Truth {
	if v.Type == pyconf.Int {
		return audit.TruthOf(v.Int == 0)
	}
	return pyconf.IsText("root", "0")(v)
}
