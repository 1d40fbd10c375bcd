package nginx

import "preflight/rules/audit"

func init() { Rules.Add("merge-slashes-off", mergeSlashesOff) }

// mergeSlashesOff finds servers that keep doubled slashes in the path.
func mergeSlashesOff(s *Site, r *audit.Reporter) {
	s.eachOwn("merge_slashes", func(_ *Block, d *Directive) {
		if d.Arg(0) == "off" {
			r.Fail(d.Head(), "doubled slashes are kept and slip past locations", replaceArgs("Set merge_slashes to on", d, "on"))
			return
		}
		r.Pass(d.Head())
	})
}
