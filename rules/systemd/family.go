package systemd

import "strings"

// families are the socket address families that systemd knows by name, each
// with the name it stands for.
var families = func() map[string]string {
	known := map[string]string{"AF_LOCAL": "AF_UNIX", "AF_FILE": "AF_UNIX", "AF_ROUTE": "AF_NETLINK"}
	for _, name := range strings.Fields(`
		UNIX INET AX25 IPX APPLETALK NETROM BRIDGE ATMPVC X25 INET6 ROSE DECNET NETBEUI SECURITY KEY NETLINK PACKET ASH
		ECONET ATMSVC RDS SNA IRDA PPPOX WANPIPE LLC IB MPLS CAN TIPC BLUETOOTH IUCV RXRPC ISDN PHONET IEEE802154 CAIF
		ALG NFC VSOCK KCM QIPCRTR SMC XDP MCTP`) {
		known["AF_"+name] = "AF_" + name
	}
	return known
}()

// familyFilter is RestrictAddressFamilies= as it is in force.
type familyFilter struct {
	set    bool // a list has decided the kind
	allow  bool // only the families listed may be used
	listed map[string]bool
}

// newFamilyFilter applies the assignments in their order.
func newFamilyFilter(values []string, release int) *familyFilter {
	f := &familyFilter{listed: map[string]bool{}}
	for _, value := range values {
		switch value {
		case "":
			*f = familyFilter{listed: map[string]bool{}}
			continue
		case "none":
			*f = familyFilter{allow: true, listed: map[string]bool{}}
			continue
		}
		value, deny := strings.CutPrefix(value, "~")
		if !f.set {
			f.set, f.allow = true, !deny
		}
		f.apply(value, deny, release)
	}
	return f
}

func (f *familyFilter) apply(value string, deny bool, release int) {
	for _, t := range cut(value, true).words {
		family := families[strings.ToUpper(t.text)]
		switch {
		case family == "" && release >= 262:
			return
		case family == "":
		case deny != f.allow:
			f.listed[family] = true
		default:
			delete(f.listed, family)
		}
	}
}

// restricted reports whether systemd counts the families as restricted: one
// that is listed decides, as in its own score.
func (f *familyFilter) restricted(group func(family string) bool) bool {
	for family := range f.listed {
		if group(family) {
			return !f.allow
		}
	}
	return f.allow
}
