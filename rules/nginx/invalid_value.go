package nginx

import "preflight/rules/audit"

func init() { Rules.Add("invalid-value", invalidValue) }

// invalidValue finds switches, sizes, times and conditions that nginx refuses.
func invalidValue(s *Site, r *audit.Reporter) { s.reportRefused(r, "value") }
