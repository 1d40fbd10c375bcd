package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("referrer-policy-weak", referrerPolicyWeak) }

// referrerPolicyWeak checks that addresses of the site do not go to others.
func referrerPolicyWeak(s *Settings, r *audit.Reporter) {
	const name = "SECURE_REFERRER_POLICY"
	if !s.Has(name) || !s.secured(r) {
		return
	}
	fix := s.Set(name, `"same-origin"`, "Set the policy to same-origin")
	a := s.Ask(name, (*pyconf.Value).IsNone)
	if a.Yes() {
		pyconf.Decide(r, a, "SECURE_REFERRER_POLICY is None", fix)
		return
	}
	if b := s.Ask(name, badReferrer); b.Yes() {
		pyconf.Decide(r, b, "SECURE_REFERRER_POLICY has a value that is no policy", fix)
		return
	}
	leaks := pyconf.Listed(func(policy string) bool { return leakyReferrer(policy) })
	pyconf.Decide(r, s.Ask(name, leaks), "SECURE_REFERRER_POLICY lets full addresses out", fix)
}

// leakyReferrer looks at the last word, the one that browsers take.
func leakyReferrer(policy string) bool {
	words := strings.Split(policy, ",")
	last := strings.TrimSpace(words[len(words)-1])
	return last == "unsafe-url" || last == "no-referrer-when-downgrade"
}
