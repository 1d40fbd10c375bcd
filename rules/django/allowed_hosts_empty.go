package django

import (
	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("allowed-hosts-empty", allowedHostsEmpty) }

// allowedHostsEmpty checks that the site answers to some host.
func allowedHostsEmpty(s *Settings, r *audit.Reporter) {
	a := s.Off("ALLOWED_HOSTS")
	message := "ALLOWED_HOSTS is empty"
	switch {
	case a.Default:
		message = "ALLOWED_HOSTS is not set"
	case a.No() && a.Value.Sequence() && onlyEmpty(a.Value):
		r.Fail(a.Place, "ALLOWED_HOSTS holds only an empty text")
		return
	}
	if a.Yes() && a.Doubt {
		// A site that answers to no host is none: the optional module names them.
		r.Unknown(a.Place, s.Get("ALLOWED_HOSTS").Settle())
		return
	}
	if v := a.Value; a.Maybe() && v.Type == pyconf.Env && v.AnyText && v.Default != nil && onlyEmpty(v.Default) {
		r.Fail(a.Place, "ALLOWED_HOSTS is [\"\"] where "+v.Name+" is not set")
		return
	}
	pyconf.Decide(r, a, message, nil)
}

// onlyEmpty reports whether a list holds the empty text and nothing else: what
// splitting an empty text gives.
func onlyEmpty(v *pyconf.Value) bool {
	for _, it := range v.Items {
		if it.Rest || !it.Value.Whole() || it.Value.Text != "" {
			return false
		}
	}
	return len(v.Items) > 0
}
