package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("slow-timeouts", slowTimeouts) }

// slowTimeouts finds timeouts that let one client hold a connection for long.
func slowTimeouts(s *Site, r *audit.Reporter) {
	limits := map[string]int{"client_header_timeout": 120, "client_body_timeout": 120, "send_timeout": 120, "keepalive_timeout": 120}
	s.eachHTTP(func(b *Block) {
		for _, d := range b.Own("client_header_timeout", "client_body_timeout", "send_timeout", "keepalive_timeout") {
			switch n := seconds(d.Arg(0)); {
			case n < 0:
			case n > limits[d.Name.Value]:
				r.Fail(d.Head(), d.Name.Value+" of "+shorten(d.Arg(0), 15)+" lets slow clients hold on", replaceWord("Set it to 60s", d.Args[0], "60s").Careful())
			default:
				r.Pass(d.Head())
			}
		}
	})
}

// seconds reads a time of nginx; -1 where it is none.
func seconds(text string) int {
	if !duration(text) {
		return -1
	}
	units := map[byte]int{'s': 1, 'm': 60, 'h': 3600, 'd': 86400, 'w': 604800, 'M': 2592000, 'y': 31536000}
	total := 0
	for text != "" {
		n := 0
		for n < len(text) && digits(text[n:n+1]) {
			n++
		}
		value, unit := number(text[:n]), 1
		text = text[n:]
		switch {
		case strings.HasPrefix(text, "ms"):
			value, text = value/1000, text[2:]
		case text != "":
			unit, text = units[text[0]], text[1:]
		}
		total = min(total+min(value, 1_000_000_000/unit)*unit, 1_000_000_000)
		text = strings.TrimLeft(text, " ")
	}
	return total
}
