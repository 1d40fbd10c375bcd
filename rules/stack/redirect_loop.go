package stack

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("redirect-loop", redirectLoop) }

// redirectLoop finds sites that redirect to https for ever: Django asks for TLS,
// and the server in front, which ended it, does not say so. Where it does,
// gunicorn and its kin may believe X-Forwarded-Proto by themselves.
func redirectLoop(d *Deployment, r *audit.Reporter) {
	if !d.on("SECURE_SSL_REDIRECT") || !d.inForce("django.middleware.security.SecurityMiddleware") {
		return
	}
	if d.Settings.Get("SECURE_PROXY_SSL_HEADER").Type != pyconf.None {
		return
	}
	for _, w := range d.Ways {
		if w.Front == nil || w.Front.TLS != audit.Yes {
			continue
		}
		switch f := w.Lines.request("X-Forwarded-Proto"); f.Set {
		case audit.Yes:
			r.Pass(f.Place)
		case audit.No:
			v := r.Fail(d.Settings.Place("SECURE_SSL_REDIRECT"), "Django is not told of TLS and redirects to https for ever")
			d.weigh(w, v).Also(w.Place)
		default:
			r.Unknown(w.Place, f.Settle)
		}
	}
}
