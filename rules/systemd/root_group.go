package systemd

import "preflight/rules/audit"

func init() { Rules.Add("root-group", rootGroup) }

// mightyGroups are groups whose members can become root, each with how.
var mightyGroups = map[string]string{
	"docker": "start containers as root", "lxd": "start containers as root", "incus-admin": "start containers as root",
	"disk": "read and write the disks", "shadow": "read password hashes", "kmem": "read the kernel's memory",
	"root": "read what is for root only", "0": "read what is for root only", "sudo": "become root with sudo", "wheel": "become root with sudo",
}

// rootGroup finds services of a user in a group that amounts to root.
func rootGroup(u *Unit, r *audit.Reporter) {
	if !u.confinable() || !u.Partial() && u.confinement().privileged() {
		return
	}
	words := u.Words("Service", "SupplementaryGroups")
	if g := u.Text("Group"); g.Set {
		words = append(words, Word{Text: g.Value, Span: g.Span})
	}
	for _, w := range words {
		if how := mightyGroups[w.Text]; how != "" {
			r.Fail(w.Span, short("members of %s can ", w.Text)+how)
		} else {
			r.Pass(w.Span)
		}
	}
}
