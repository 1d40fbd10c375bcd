package nginx

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("hsts-missing", hstsMissing) }

const hsts = "strict-transport-security"

// hstsMissing checks that TLS servers send Strict-Transport-Security.
func hstsMissing(s *Site, r *audit.Reporter) {
	for _, v := range s.Servers {
		if !v.TLS() || v.Refuses() || v.Local() {
			continue
		}
		h, state, value := v.answer(hsts)
		switch {
		case state == Set:
			r.Pass(h.d.Head())
		case state == Unseen:
			r.Unknown(v.Place(), value.Settle())
		default:
			if sent := v.everywhere(hsts); sent != nil {
				r.Pass(sent.Head())
				continue
			}
			reportHSTS(v, value, r)
		}
	}
}

func reportHSTS(v *Server, value Value, r *audit.Reporter) {
	var fix *audit.Fix
	line := `add_header Strict-Transport-Security "max-age=31536000" always;`
	switch {
	case value.State == Set && value.Level == v.Block:
		fix = insertAfter("Send Strict-Transport-Security", value.Last(), line)
	case value.State == Default:
		if d := lastOf(v.Block, "ssl_certificate_key", "ssl_certificate", "server_name", "listen"); d != nil {
			fix = insertAfter("Send Strict-Transport-Security", d, line)
		}
	}
	verdict := r.Fail(v.Place(), "no Strict-Transport-Security on a TLS server", fix.Careful())
	if v.onlyProxies() || v.someLocation(hsts) {
		verdict.Lower(audit.Low).Doubt(audit.Likely)
	}
}

// everywhere gives the directive that adds a header in the location for
// everything, where that is the only one; or nil.
func (s *Server) everywhere(name string) *Directive {
	var found *Directive
	for _, b := range s.Blocks {
		if b.Context != InLocation || b.Opener == nil {
			continue
		}
		h, state, _ := b.answer(name)
		if state != Set {
			return nil
		}
		if modifier, pattern := location(b.Opener); pattern == "/" && modifier != "=" {
			found = h.d
		}
	}
	return found
}

// lastOf gives the last directive of the first name that the level has.
func lastOf(b *Block, names ...string) *Directive {
	for _, name := range names {
		if own := b.Own(name); len(own) > 0 {
			return own[len(own)-1]
		}
	}
	return nil
}

// passes are the directives that hand a request to an application.
var passes = []string{"proxy_pass", "uwsgi_pass", "fastcgi_pass", "scgi_pass", "grpc_pass"}

// onlyProxies reports whether location / hands everything to an application,
// which may add headers of its own.
func (s *Server) onlyProxies() bool {
	for _, b := range s.Blocks {
		if _, pattern := location(orEmpty(b.Opener)); b.Context == InLocation && pattern == "/" && b.Has(passes...) {
			return true
		}
	}
	return false
}

// someLocation reports whether a block inside the server adds the header.
func (s *Server) someLocation(name string) bool {
	found := false
	s.each(func(b *Block) {
		for _, h := range added(b.Own("add_header")) {
			found = found || h.name == name
		}
	})
	return found
}

func orEmpty(d *Directive) *Directive {
	if d == nil {
		return &Directive{}
	}
	return d
}
