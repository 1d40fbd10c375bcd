package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("private-network-open", privateNetworkOpen) }

// privateNetworkOpen tells that public sites may reach this one in a private
// network.
func privateNetworkOpen(s *Settings, r *audit.Reporter) {
	s.judge(r, "CORS_ALLOW_PRIVATE_NETWORK", pyconf.Truthy, "public sites may reach into the private network",
		s.Set("CORS_ALLOW_PRIVATE_NETWORK", "False", "Set it to False"))
}
