package apache

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/secret"
)

func init() { Rules.Add("secret-written", secretWritten) }

// passphrases are the directives whose argument of the number is a secret.
var passphrases = map[string]int{
	"AuthLDAPBindPassword": 0, "SessionCryptoPassphrase": 0, "OIDCClientSecret": 0, "OIDCCryptoPassphrase": 0,
	"AuthFormSitePassphrase": 0, "MDExternalAccountBinding": 1,
}

// secretWritten checks that passwords of the server itself do not stand in its
// configuration. Those of the application are another rule's.
func secretWritten(c *Config, r *audit.Reporter) {
	for name, n := range passphrases {
		for _, u := range c.Uses(name) {
			c.judgeSecret(r, u, name, u.Value(n))
		}
	}
	for _, u := range c.Uses("DBDParams") {
		for _, part := range strings.FieldsFunc(strings.Join(u.Values(), " "), func(r rune) bool { return r == ' ' || r == ',' || r == ';' }) {
			if key, value, _ := strings.Cut(part, "="); strings.EqualFold(key, "pass") || strings.EqualFold(key, "password") {
				c.judgeSecret(r, u, "the password in DBDParams", value)
			}
		}
	}
	for _, name := range []string{"ProxyPass", "BalancerMember"} {
		for _, u := range c.Uses(name) {
			if value, found := u.option("secret"); found {
				c.judgeSecret(r, u, "the secret of the backend", value)
			}
		}
	}
	for _, u := range c.Uses("RequestHeader") {
		if h := headerOf(u); h.name == "authorization" && h.sets() {
			kind, value, _ := strings.Cut(h.value, " ")
			if strings.EqualFold(kind, "basic") || strings.EqualFold(kind, "bearer") {
				c.judgeSecret(r, u, "a sign-in for the backend", value)
			}
		}
	}
	for _, u := range c.Uses("Define") {
		if secret.Named(u.Value(0)) {
			c.judgeSecret(r, u, brief(u.Value(0)), u.Value(1))
		}
	}
}

// judgeSecret answers for one value. What a command gives at the start, or a
// variable, is not written here.
func (c *Config) judgeSecret(r *audit.Reporter, u *Use, what, value string) {
	switch {
	case value == "":
	case strings.HasPrefix(value, "exec:"), strings.Contains(value, "%{"), isOpen(value), secret.Reference(value):
		r.Pass(u.Head())
	default:
		v := c.doubt(u, r.Fail(u.Head(), what+" is written here: "+audit.Mask(value)))
		if secret.Placeholder(value) {
			v.Lower(audit.Low)
		}
	}
}
