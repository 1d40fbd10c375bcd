package systemd

import "preflight/rules/audit"

func init() { Rules.Add("keyring-shared", keyringShared) }

// keyringShared finds services that share the keys of the kernel's keyring.
func keyringShared(u *Unit, r *audit.Reporter) {
	if !u.confinable() {
		return
	}
	switch v := u.Enum("KeyringMode", choices["KeyringMode"]...); v.Value {
	case "shared", "inherit":
		r.Fail(v.Span, short("KeyringMode=%s shares keys with other services", v.Value), u.Set("KeyringMode", "private"))
	case "private":
		r.Pass(v.Span)
	}
}
