package apache

import "preflight/rules/audit"

func init() { Rules.Add("certificate-missing", certificateMissing) }

// certificateMissing checks that whoever speaks TLS has a certificate: httpd does
// not start otherwise.
func certificateMissing(c *Config, r *audit.Reporter) {
	managed := len(c.Uses("MDomain"))+len(c.Uses("<MDomainSet")) > 0
	for _, u := range c.Uses("SSLEngine") {
		if u.Off() || !u.certain() || c.superseded(u) || u.Scope.Within("macro") {
			continue
		}
		s := u.Scope.Setting("SSLCertificateFile")
		switch {
		case s.Use != nil:
			r.Pass(u.Head())
		case managed, len(s.Maybe) > 0: // mod_md brings it
		case s.State == Unseen:
			r.Unknown(u.Head(), s.Settle)
		case u.Scope == c.Server && len(c.Hosts) > 0: // each host may bring its own
		default:
			r.Fail(u.Head(), "TLS is on, and no SSLCertificateFile names a certificate")
		}
	}
}
