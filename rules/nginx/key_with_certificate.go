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
		for _, d := range b.Own("ssl_certificate_key") {
			if strings.ContainsAny(d.Arg(0), "$:") {
				continue
			}
			same := false
			for _, certificate := range b.Own("ssl_certificate") {
				if certificate.Arg(0) == d.Arg(0) {
					r.Fail(d.Head(), "the private key lies in the file of the certificate").Also(certificate.Head())
					same = true
					break
				}
			}
			if !same {
				r.Pass(d.Head())
			}
		}
	})
}
