package env

import (
	"net/netip"
	"net/url"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/secret"
)

func init() { Rules.Add("cleartext-url", cleartextURL) }

// clearSchemes send their password over the network unencrypted.
var clearSchemes = map[string]string{"redis": "rediss", "amqp": "amqps", "smtp": "smtps", "http": "https", "ldap": "ldaps"}

// cleartextURL checks that a password inside a URL does not cross a network
// unencrypted.
func cleartextURL(e *Environment, r *audit.Reporter) {
	for _, a := range e.InForce() {
		if _, ok := secret.URLPassword(a.Value); !ok {
			continue
		}
		u, err := url.Parse(a.Value)
		if err != nil || clearSchemes[u.Scheme] == "" || nearby(u.Hostname()) {
			continue
		}
		r.Fail(a.Span(), cut(a.Name)+" sends its password over "+u.Scheme+" in clear text")
	}
}

// nearby reports whether the host is this machine or, by its one-word name or
// private address, on the same private network.
func nearby(host string) bool {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip.IsLoopback() || ip.IsPrivate()
	}
	return !strings.Contains(host, ".") || strings.HasSuffix(host, ".internal") || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".svc")
}
