package nginx

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/cipher"
)

func init() { Rules.Add("cipher-order-forced", cipherOrderForced) }

// cipherOrderForced finds servers that insist on their own order among suites
// that are all good, where clients know better what their hardware does fast.
func cipherOrderForced(s *Site, r *audit.Reporter) {
	s.each(func(b *Block) {
		for _, d := range b.Own("ssl_prefer_server_ciphers") {
			list := b.Effective("ssl_ciphers").Last()
			if !strings.EqualFold(d.Arg(0), "on") || list == nil || !modern(list.Arg(0)) {
				continue
			}
			for _, conf := range b.Effective("ssl_conf_command").Directives {
				if strings.Contains(conf.Arg(1), "PrioritizeChaCha") {
					return
				}
			}
			r.Fail(d.Head(), "the server's order rules though every suite is good", replaceArgs("Leave the order to clients", d, "off")).Also(list.Head())
		}
	})
}

// modern reports whether a list admits forward-secret AEAD suites alone.
func modern(list string) bool {
	chosen := cipher.Select(list, false)
	for _, suite := range chosen.Suites {
		if !suite.ForwardSecret() || !suite.AEAD() {
			return false
		}
	}
	return !chosen.Empty() && !strings.Contains(list, "$")
}
