package uwsgi

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("forwarded-address-logged", forwardedAddressLogged) }

// forwardedAddressLogged finds the fault that the log holds addresses that visitors choose.
func forwardedAddressLogged(in *Instance, r *audit.Reporter) {
	in.dangerous(r, "log-x-forwarded-for", "the log trusts X-Forwarded-For, which visitors can forge")
}
