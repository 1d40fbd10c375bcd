package stack

import (
	"strings"

	"preflight/rules/apache"
	"preflight/rules/audit"
	"preflight/rules/nginx"
)

func (d *Deployment) addNginx(s *nginx.Site) {
	fronts := map[*nginx.Server]*Front{}
	for _, v := range s.Servers {
		f := &Front{Place: v.Place(), TLS: audit.TruthOf(v.TLS()), Redirects: v.OnlyRedirects() || v.Refuses(), Local: v.Local()}
		f.Plain = v.Plain() != nil && !f.Local
		for _, directive := range v.Own("server_name") {
			for _, a := range directive.Args {
				f.Names = append(f.Names, Name{strings.ToLower(a.Value), a.Span})
			}
		}
		fronts[v] = f
		d.Fronts = append(d.Fronts, f)
	}
	for _, b := range s.Roots {
		d.Whole = d.Whole && len(b.Holes) == 0
		d.Single = d.Single || b.Fragment
	}
	applications := map[string]bool{}
	for _, h := range s.Handoffs() {
		w := &Way{Place: h.Pass.Head(), Front: fronts[h.At], Lines: nginxLines{h}}
		for _, t := range h.Targets() {
			w.Targets = append(w.Targets, Name{t.Address, t.Place})
		}
		d.Ways = append(d.Ways, w)
		applications[w.Targets.String()] = true
	}
	d.Shared = d.Shared || len(applications) > 1
}

func (d *Deployment) addApache(c *apache.Config) {
	d.Whole = d.Whole && c.Complete
	for _, h := range c.Hosts {
		f := &Front{Place: h.Head(), TLS: h.TLS(), Redirects: h.OnlyRedirects()}
		f.Plain = f.TLS == audit.No
		for _, name := range []string{"ServerName", "ServerAlias"} {
			for _, u := range h.Uses(name) {
				for _, v := range u.Values() {
					f.Names = append(f.Names, Name{strings.ToLower(v), u.Head()})
				}
			}
		}
		d.Fronts = append(d.Fronts, f)
		if u := h.Backend(); u != nil {
			d.Ways = append(d.Ways, &Way{Place: u.Head(), Front: f, Lines: apacheLines{h}})
		}
	}
}

type nginxLines struct{ h nginx.Handoff }

func (l nginxLines) request(name string) Field { return fieldOf(l.h.Request(name)) }

func (l nginxLines) beside(name string) Field {
	if l.h.Hides(name) {
		return Field{Set: audit.No}
	}
	h := l.h.Answer(name)
	if h.Above {
		h.Settle = "" // nothing here speaks for a second header
	}
	return fieldOf(h)
}

func (l nginxLines) patience() (int, string) { return l.h.Patience() }

func (l nginxLines) set(name, value string) *audit.Fix {
	return l.h.FixRequest(name, value).Careful() // a proxy further out may know better
}

func (l nginxLines) weigh(v *audit.Verdict) *audit.Verdict { return v }

func fieldOf(h nginx.Header) Field {
	switch h.State {
	case nginx.Set:
		return Field{Set: audit.Yes, Value: h.Value, Place: h.Directive.Head()}
	case nginx.Unseen:
		return Field{Set: audit.Maybe, Settle: h.Settle}
	}
	return Field{Set: audit.No}
}

type apacheLines struct{ h *apache.Host }

func (l apacheLines) request(name string) Field {
	u, settle := l.h.Request(name)
	switch {
	case u != nil:
		return Field{Set: audit.Yes, Place: u.Head()}
	case settle != "":
		return Field{Set: audit.Maybe, Settle: settle}
	}
	return Field{Set: audit.No}
}

func (l apacheLines) beside(name string) Field {
	if u, value := l.h.Doubles(name); u != nil {
		return Field{Set: audit.Yes, Value: value, Place: u.Head()}
	}
	return Field{Set: audit.No}
}

func (l apacheLines) patience() (int, string) { return forever, "" }

// forever stands for a limit that is not read.
const forever = 1 << 30

func (l apacheLines) set(string, string) *audit.Fix { return nil }

func (l apacheLines) weigh(v *audit.Verdict) *audit.Verdict { return l.h.Likely(v) }
