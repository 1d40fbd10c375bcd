package nginx

import "preflight/rules/audit"

func init() { Rules.Add("bodies-kept", bodiesKept) }

// bodiesKept finds servers that leave the body of every request on the disk.
func bodiesKept(s *Site, r *audit.Reporter) {
	s.eachOwn("client_body_in_file_only", func(_ *Block, d *Directive) {
		switch d.Arg(0) {
		case "on":
			r.Fail(d.Head(), "the body of every request stays on the disk", replaceArgs("Remove the files after use", d, "clean"))
		case "clean", "off":
			r.Pass(d.Head())
		}
	})
}
