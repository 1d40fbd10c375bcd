package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("key-with-certificate", keyWithCertificate) }

// keyWithCertificate finds private keys in the same file as the certificate,
// which is copied, shown and mailed without a thought.
func keyWithCertificate(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		certificates := map[string]*Directive{}
		for _, d := range b.Own("ssl_certificate") {
			certificates[d.Arg(0)] = d
		}
		for _, d := range b.Own("ssl_certificate_key") {
			switch certificate := certificates[d.Arg(0)]; {
			case strings.ContainsAny(d.Arg(0), "$:"):
			case certificate != nil:
				r.Fail(d.Head(), "the private key lies in the file of the certificate").Also(certificate.Head())
			default:
				r.Pass(d.Head())
			}
		}
	})
}
