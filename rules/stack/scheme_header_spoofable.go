package stack

import "preflight/rules/audit"

func init() { Rules.Add("scheme-header-spoofable", schemeHeaderSpoofable) }

// schemeHeaderSpoofable checks that every way to Django sets the header that
// SECURE_PROXY_SSL_HEADER makes it believe.
func schemeHeaderSpoofable(d *Deployment, r *audit.Reporter) {
	name, secure, ok := d.proxyHeader()
	if !ok {
		return
	}
	value := "$scheme"
	if secure != "https" {
		value = "" // no variable of nginx says it in that word
	}
	d.trusts(r, name, "SECURE_PROXY_SSL_HEADER", value)
}

// trusts checks that every way sets a header of the request, which Django
// believes because of a setting. Without a value there is no fix.
func (d *Deployment) trusts(r *audit.Reporter, header, setting, value string) {
	for _, w := range d.Ways {
		switch f := w.Lines.request(header); f.Set {
		case audit.Yes:
			r.Pass(f.Place)
		case audit.No:
			var fix *audit.Fix
			if value != "" {
				fix = w.Lines.set(header, value)
			}
			v := r.Fail(w.Place, "Django trusts "+header+", which clients set here", fix)
			d.weigh(w, v).Also(d.Settings.Place(setting))
		default:
			r.Unknown(w.Place, f.Settle)
		}
	}
}
