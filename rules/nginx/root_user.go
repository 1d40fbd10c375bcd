package nginx

import "preflight/rules/audit"

func init() { Rules.Add("root-user", rootUser) }

// rootUser checks that the workers do not run as root.
func rootUser(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, d := range b.Own("user") {
			if b.Context != InMain || len(d.Args) == 0 {
				continue
			}
			if d.Arg(0) == "root" {
				r.Fail(d.Head(), "nginx's workers run as root", replaceArgs("Run as www-data", d, "www-data"))
				continue
			}
			r.Pass(d.Head())
		}
	})
}
