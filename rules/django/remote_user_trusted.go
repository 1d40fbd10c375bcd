package django

import "preflight/rules/audit"

func init() { Rules.Add("remote-user-trusted", remoteUserTrusted) }

// remoteUserTrusted tells that a header or the server says who the user is.
func remoteUserTrusted(s *Settings, r *audit.Reporter) {
	for _, list := range []struct {
		setting string
		names   []string
	}{
		{"MIDDLEWARE", []string{"django.contrib.auth.middleware.RemoteUserMiddleware", "django.contrib.auth.middleware.PersistentRemoteUserMiddleware"}},
		{"AUTHENTICATION_BACKENDS", []string{"django.contrib.auth.backends.AllowAllUsersRemoteUserBackend", "django.contrib.auth.backends.AllowAllUsersModelBackend", remoteUserBackend}},
	} {
		for _, name := range list.names {
			if a := s.Contains(list.setting, name); a.Yes() {
				v := r.Fail(a.Place, hasherName(name)+" trusts what it is told")
				if name == remoteUserBackend {
					v.Lower(audit.Medium) // harmless without a middleware that calls it
				}
			}
		}
	}
}

const remoteUserBackend = "django.contrib.auth.backends.RemoteUserBackend"
