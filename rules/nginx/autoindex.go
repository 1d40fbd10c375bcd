package nginx

import "preflight/rules/audit"

func init() { Rules.Add("autoindex", autoindex) }

// autoindex checks that directories are not listed.
func autoindex(s *Site, r *audit.Reporter) {
	s.eachOwn("autoindex", func(b *Block, d *Directive) {
		if d.Arg(0) != "on" {
			r.Pass(d.Head())
			return
		}
		v := r.Fail(d.Head(), "directory listing is on", replaceArgs("Set autoindex to off", d, "off"))
		if b.Has("internal") || b.Effective("auth_basic").State == Set && !b.Effective("auth_basic").Is("off") || b.closed() {
			v.Lower(audit.Low)
		}
	})
}

// closed reports whether access rules end with a refusal of everyone else.
func (b *Block) closed() bool {
	v := b.EffectiveAny("allow", "deny")
	return v.State == Set && v.Last().Name.Value == "deny" && v.Last().Arg(0) == "all"
}
