package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("post-quantum-required", postQuantumRequired) }

// postQuantumRequired finds key exchange groups that older OpenSSL releases
// refuse to load.
func postQuantumRequired(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, d := range b.Own("ssl_ecdh_curve") {
			for group := range strings.SplitSeq(d.Arg(0), ":") {
				name := strings.ToLower(group)
				if strings.HasPrefix(name, "?") {
					continue
				}
				if strings.Contains(name, "mlkem") || strings.Contains(name, "kyber") {
					r.Fail(d.Head(), shorten(group, 30)+" stops nginx on OpenSSL before 3.5")
					return
				}
			}
			r.Pass(d.Head())
		}
	})
}
