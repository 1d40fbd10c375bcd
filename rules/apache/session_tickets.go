package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("session-tickets", sessionTickets) }

// sessionTickets checks that TLS sessions are not kept under one long-lived key.
func sessionTickets(c *Config, r *audit.Reporter) {
	q := question{name: "SSLSessionTickets", module: "ssl", bad: when(says("on")), fix: setTo("off")}
	if c.speaksTLS() {
		q.unset, q.want = "SSLSessionTickets is not set: ticket keys live until a restart", "SSLSessionTickets off"
	}
	c.judge(r, q)
}

// speaksTLS reports whether some virtual host does.
func (c *Config) speaksTLS() bool {
	if c.loads("ssl") == audit.No {
		return false
	}
	for _, h := range c.Hosts {
		if h.TLS() == audit.Yes {
			return true
		}
	}
	return false
}
