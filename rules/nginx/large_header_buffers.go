package nginx

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("large-header-buffers", largeHeaderBuffers) }

// largeHeaderBuffers finds buffers for headers that use up the memory.
func largeHeaderBuffers(s *Site, r *audit.Reporter) {
	s.eachOwn("large_client_header_buffers", func(_ *Block, d *Directive) {
		if len(d.Args) != 2 || !digits(d.Arg(0)) || !size(d.Arg(1)) {
			return
		}
		if total := number(d.Arg(0)) * kilobytes(d.Arg(1)); total > 256 {
			r.Fail(d.Head(), fmt.Sprintf("one connection may take %d KB for its headers", total), replaceArgs("Set nginx's default", d, "4 8k").Careful())
			return
		}
		r.Pass(d.Head())
	})
	s.eachOwn("max_headers", func(_ *Block, d *Directive) {
		if d.Arg(0) == "0" {
			r.Fail(d.Head(), "max_headers 0 takes any number of headers", replaceArgs("Set max_headers to 1000", d, "1000"))
			return
		}
		r.Pass(d.Head())
	})
}

// kilobytes reads a size of nginx, rounded up.
func kilobytes(text string) int {
	n := number(strings.TrimRight(text, "kKmMgG"))
	switch text[len(text)-1] | 0x20 {
	case 'k':
		return n
	case 'm':
		return n << 10
	case 'g':
		return n << 20
	}
	return (n + 1023) >> 10
}
