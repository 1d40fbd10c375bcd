package systemd

import (
	"net/netip"
	"strconv"
	"strings"
)

// addressSet is IPAddressAllow= or IPAddressDeny= as it is in force.
type addressSet struct {
	any4, any6 bool // everything, of IPv4 and of IPv6
	local      bool // an address of this host's loopback
	other      bool // any other address
}

var (
	loopback4 = netip.MustParsePrefix("127.0.0.0/8")
	loopback6 = netip.MustParseAddr("::1")
)

// newAddressSet applies the assignments in their order.
func newAddressSet(values []string) addressSet {
	var s addressSet
	for _, value := range values {
		if value == "" {
			s = addressSet{}
		}
		for _, t := range cut(value, false).words {
			s.add(t.text)
		}
	}
	return s
}

func (s *addressSet) add(word string) {
	switch {
	case word == "any":
		s.any4, s.any6, s.other = true, true, true
	case isLocalhost(word):
		s.local = true
	case word == "link-local" || word == "multicast":
		s.other = true
	default:
		if p, ok := parsePrefix(word); ok {
			s.addPrefix(p)
		}
	}
}

func (s *addressSet) addPrefix(p netip.Prefix) {
	a := p.Addr()
	switch {
	case a.Is4() && loopback4.Contains(a) || a == loopback6:
		s.local = true
	default:
		s.other = true
		s.any4 = s.any4 || p.Bits() == 0 && a.Is4()
		s.any6 = s.any6 || p.Bits() == 0 && a.Is6()
	}
}

// isLocalhost knows the names that stand for this host.
func isLocalhost(word string) bool {
	name := strings.TrimSuffix(strings.ToLower(word), ".")
	return name == "localhost" || name == "localhost.localdomain" ||
		strings.HasSuffix(name, ".localhost") || strings.HasSuffix(name, ".localhost.localdomain")
}

// parsePrefix reads an address with or without the length of its prefix, and
// cuts the address to it.
func parsePrefix(word string) (netip.Prefix, bool) {
	text, bits, has := strings.Cut(word, "/")
	a, err := netip.ParseAddr(text)
	if err != nil || a.Zone() != "" {
		return netip.Prefix{}, false
	}
	n := a.BitLen()
	if has {
		u, err := strconv.ParseUint(bits, 0, 8)
		if err != nil || int(u) > n || strings.Contains(bits, "_") {
			return netip.Prefix{}, false
		}
		n = int(u)
	}
	p := netip.PrefixFrom(a, n)
	return p.Masked(), true
}
