package stack

import "preflight/rules/audit"

func init() { Rules.Add("scheme-header-spoofable", schemeHeaderSpoofable) }

// schemeHeaderSpoofable checks that every way to Django sets the header that
// SECURE_PROXY_SSL_HEADER makes it believe.
func schemeHeaderSpoofable(d *Deployment, r *audit.Reporter) {
	name, ok := d.proxyHeader()
	if !ok {
		return
	}
	d.trusts(r, name, "SECURE_PROXY_SSL_HEADER", "https")
}

// trusts checks that every way sets a header of the request, which Django
// believes because of a setting.
func (d *Deployment) trusts(r *audit.Reporter, header, setting, value string) {
	for _, w := range d.Ways {
		switch f := w.Lines.request(header); f.Set {
		case audit.Yes:
			r.Pass(f.Place)
		case audit.No:
			v := r.Fail(w.Place, "Django trusts "+header+", which clients set here", w.Lines.set(header, value))
			d.weigh(w, v).Also(d.Settings.Place(setting))
		default:
			r.Unknown(w.Place, f.Settle)
		}
	}
}
