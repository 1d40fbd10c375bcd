package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("upload-limit-off", uploadLimitOff) }

// uploadLimitOff checks that requests cannot fill the memory.
func uploadLimitOff(s *Settings, r *audit.Reporter) {
	for _, limit := range []struct {
		name string
		most int64
	}{
		{"DATA_UPLOAD_MAX_MEMORY_SIZE", 50 << 20}, {"DATA_UPLOAD_MAX_NUMBER_FIELDS", 100_000}, {"DATA_UPLOAD_MAX_NUMBER_FILES", 10_000},
		{"FILE_UPLOAD_MAX_MEMORY_SIZE", 100 << 20},
	} {
		if !s.Has(limit.name) {
			continue
		}
		a := s.Ask(limit.name, func(v *pyconf.Value) audit.Truth {
			return v.IsNone().Or(pyconf.IntThat(func(n int64) bool { return n > limit.most })(v))
		})
		pyconf.Decide(r, a, limit.name+" is "+pyconf.Shown(a.Value), nil)
	}
}
