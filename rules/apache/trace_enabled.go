package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("trace-enabled", traceEnabled) }

// traceEnabled checks that the TRACE method is refused.
func traceEnabled(c *Config, r *audit.Reporter) {
	c.judge(r, question{
		name: "TraceEnable", bad: unless(says("off")), fix: setTo("Off"),
		unset: "TraceEnable is not set: TRACE is answered", want: "TraceEnable Off",
	})
}
