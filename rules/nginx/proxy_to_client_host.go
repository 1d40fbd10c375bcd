package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("proxy-to-client-host", proxyToClientHost) }

// proxyToClientHost checks that a client does not choose where a request is
// handed on to.
func proxyToClientHost(s *Site, r *audit.Reporter) {
	for _, name := range passes {
		s.eachOwn(name, func(b *Block, d *Directive) {
			authority := hostPart(d.Arg(0))
			refs := references(authority)
			if len(refs) == 0 || b.Has("internal") || b.named() {
				return
			}
			for _, ref := range refs {
				if from := b.chosenByClient(ref.name, 0); from != "" {
					r.Fail(d.Head(), "the client chooses the upstream through "+shorten(from, 26))
					return
				}
			}
		})
	}
}

// hostPart gives the part of an address up to the path.
func hostPart(address string) string {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	host, _, _ := strings.Cut(address, "/")
	return host
}

// named reports whether the block is inside a named location, which only
// nginx itself leads to.
func (b *Block) named() bool {
	for ; b != nil; b = b.Parent {
		if b.Context == InLocation && b.Opener != nil && strings.HasPrefix(b.Opener.Arg(0), "@") {
			return true
		}
	}
	return false
}

// chosenByClient gives the variable through which a client sets the value as
// it likes, or "".
func (b *Block) chosenByClient(name string, depth int) string {
	switch {
	case fromClient(name), name == "host", name == "args", name == "query_string", name == "uri", name == "request_uri", name == "document_uri",
		strings.HasPrefix(name, "http_") && !strings.HasPrefix(name, "http_upgrade"):
		return "$" + name
	case digits(name):
		return b.openCapture(number(name), "$"+name)
	case depth > 5:
		return ""
	}
	for _, source := range b.Site.variables[name] {
		if source.regex != nil {
			if source.from == "$uri" && source.regex.chars(source.group).has('.') {
				return "$" + name
			}
			continue
		}
		for _, ref := range references(source.text) {
			if source.at.Name.Value == "set" && digits(ref.name) {
				if from := source.block.openCapture(number(ref.name), "$"+name); from != "" {
					return from
				}
			} else if from := source.block.chosenByClient(ref.name, depth+1); from != "" && source.at.Name.Value == "set" {
				return from
			}
		}
	}
	return ""
}

// openCapture gives the variable if the capture of the path around the block
// can hold a dot, and with it any host name.
func (b *Block) openCapture(group int, variable string) string {
	for ; b != nil; b = b.Parent {
		if re := b.regex(); re != nil {
			if re.chars(group).has('.') {
				return variable
			}
			return ""
		}
	}
	return ""
}
