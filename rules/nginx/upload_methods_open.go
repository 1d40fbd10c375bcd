package nginx

import "preflight/rules/audit"

func init() { Rules.Add("upload-methods-open", uploadMethodsOpen) }

// uploadMethodsOpen finds WebDAV writes that everybody may make.
func uploadMethodsOpen(s *Site, r *audit.Reporter) {
	s.eachOwn("dav_methods", func(b *Block, d *Directive) {
		if len(d.Args) == 0 || d.Arg(0) == "off" {
			return
		}
		auth := b.EffectiveAny("auth_basic", "auth_request", "auth_jwt")
		rules := b.EffectiveAny("allow", "deny")
		guarded := false
		for _, c := range b.Blocks {
			guarded = guarded || c.Context == InLimitExcept && (c.closed() || c.Has("auth_basic"))
		}
		switch {
		case b.closed(), guarded, b.Has("internal"), auth.State == Set && !auth.Is("off"):
			r.Pass(d.Head())
		case auth.State == Unseen, rules.State == Unseen, len(rules.Holes) > 0:
			r.Unknown(d.Head(), auth.Settle())
		default:
			r.Fail(d.Head(), "everybody may write files ("+shorten(d.Arg(0), 12)+")")
		}
	})
}
