package nginx

import "preflight/rules/audit"

func init() { Rules.Add("quic-without-reuseport", quicWithoutReuseport) }

// quicWithoutReuseport checks that quic_bpf has sockets to choose from: without
// reuseport there is one for all workers.
func quicWithoutReuseport(s *Site, r *audit.Reporter) {
	var bpf *Directive
	s.each(func(b *Block) {
		if d := b.First("quic_bpf"); d != nil && d.Arg(0) == "on" {
			bpf = d
		}
	})
	if bpf == nil {
		return
	}
	first, reused := map[string]*Directive{}, map[string]bool{}
	var order []string
	for _, v := range s.Servers {
		for _, l := range v.Listens {
			if !l.QUIC || l.Directive == nil {
				continue
			}
			if first[l.Socket] == nil {
				first[l.Socket] = l.Directive
				order = append(order, l.Socket)
			}
			for _, a := range l.Directive.Args {
				reused[l.Socket] = reused[l.Socket] || a.Value == "reuseport"
			}
		}
	}
	for _, socket := range order {
		switch d := first[socket]; {
		case reused[socket]:
			r.Pass(d.Head())
		case s.complete():
			fix := replaceWord("Add reuseport", d.Args[len(d.Args)-1], d.Args[len(d.Args)-1].Span.Text()+" reuseport")
			r.Fail(d.Head(), "quic_bpf is on, but the socket has no reuseport", fix.Careful()).Also(bpf.Head())
		}
	}
}
