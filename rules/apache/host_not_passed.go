package apache

import "preflight/rules/audit"

func init() { Rules.Add("host-not-passed", hostNotPassed) }

// hostNotPassed checks that an application on this machine hears the name that
// visitors asked for.
func hostNotPassed(c *Config, r *audit.Reporter) {
	for _, h := range c.sites() {
		app := h.localBackend()
		if app == nil || h.setsHost() {
			continue
		}
		s := app.Scope.Setting("ProxyPreserveHost")
		switch {
		case s.Use != nil && s.Use.On():
			r.Pass(s.Use.Head())
		case len(s.Maybe) > 0, s.Use != nil && !s.Use.Known():
			r.Unknown(app.Head(), "ProxyPreserveHost depends on a condition or a variable")
		case s.State == Unseen:
			r.Unknown(app.Head(), s.Settle)
		default:
			h.likely(r.Fail(app.Head(), "the application is not told the host that visitors asked for", h.add("ProxyPreserveHost On").Careful()))
		}
	}
}

// localBackend gives the directive that passes all pages to a server on this
// machine, or nil. Other machines may want their own name.
func (h *Host) localBackend() *Use {
	for _, t := range h.config.routesOf(h.Scope) {
		scheme, host, _ := t.address()
		if scheme == "http" && isLocal(host) && (t.pattern == "/" || t.regex && wholePath(t.pattern)) {
			return t.Use
		}
	}
	return nil
}

// setsHost reports whether a directive writes the Host header itself.
func (h *Host) setsHost() bool {
	for _, u := range append(append([]*Use{}, h.config.Server.Uses("RequestHeader")...), h.Uses("RequestHeader")...) {
		if d := headerOf(u); d.name == "host" && d.sets() {
			return true
		}
	}
	return false
}
