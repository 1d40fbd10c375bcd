package uvicorn

import "preflight/rules/audit"

func init() { Rules.Add("key-password-shown", keyPasswordShown) }

// keyPasswordShown finds the password of a TLS key among the processes, where every
// user reads it.
func keyPasswordShown(s *Server, r *audit.Reporter) {
	password := s.Get("ssl-keyfile-password")
	if password.Set && !password.Open && password.Value != "" {
		s.fail(r, password.Span, "the key's password is on the command line ("+audit.Mask(password.Value)+")")
	}
}
