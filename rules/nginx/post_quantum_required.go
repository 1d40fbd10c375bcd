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
			judgeGroups(d, r)
		}
	})
}

// judgeGroups looks at the groups of one list. Those with a question mark are
// left out by the releases since 3.3 that do not know them; older ones refuse
// the mark itself, so that such a list is no pass.
func judgeGroups(d *Directive, r *audit.Reporter) {
	var keep []string
	bad, marked := "", false
	for group := range strings.SplitSeq(d.Arg(0), ":") {
		name := strings.ToLower(group)
		switch quantum := strings.Contains(name, "mlkem") || strings.Contains(name, "kyber"); {
		case quantum && strings.HasPrefix(name, "?"):
			marked = true
			keep = append(keep, group)
		case quantum && bad == "":
			bad = group
		case !quantum:
			keep = append(keep, group)
		}
	}
	switch {
	case bad != "" && len(keep) > 0:
		fix := replaceArgs("Leave the group out", d, strings.Join(keep, ":")).Careful()
		r.Fail(d.Head(), shorten(bad, 30)+" stops nginx on OpenSSL before 3.5", fix)
	case bad != "":
		r.Fail(d.Head(), shorten(bad, 30)+" stops nginx on OpenSSL before 3.5")
	case !marked:
		r.Pass(d.Head())
	}
}
