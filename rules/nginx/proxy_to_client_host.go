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
			refs := b.hostVariables(d)
			if len(refs) == 0 || b.Has("internal") || b.named() {
				return
			}
			for _, ref := range refs {
				if from := b.chosenByClient(ref.name, d, 0); from != "" {
					r.Fail(d.Head(), "the client chooses the upstream through "+shorten(from, 26))
					return
				}
			}
		})
	}
}

// hostPart gives the part of an address up to the path, without a user name
// and password.
func hostPart(address string) string {
	if _, rest, ok := strings.Cut(address, "://"); ok {
		address = rest
	}
	host, _, _ := strings.Cut(address, "/")
	for _, ref := range references(host) {
		if ref.start > 0 && pathVariables[ref.name] {
			host = host[:ref.start]
			break
		}
	}
	return host[strings.LastIndexByte(host, '@')+1:]
}

// pathVariables always begin with a slash, for nginx refuses any other
// request, or with the question mark of a query.
var pathVariables = map[string]bool{"request_uri": true, "uri": true, "document_uri": true, "is_args": true}

// hostVariables gives the variables that can be part of the host that requests are
// handed on to. One that holds a path, or nothing at all, is none of them.
func (b *Block) hostVariables(d *Directive) []reference {
	var refs []reference
	for _, ref := range references(hostPart(d.Arg(0))) {
		if ref.start == 0 || !b.rooted(ref.name, d, 0) {
			refs = append(refs, ref)
		}
	}
	return refs
}

// rooted reports whether a variable's value begins with a slash at a directive
// of the block, or is empty.
func (b *Block) rooted(name string, at *Directive, depth int) bool {
	switch {
	case pathVariables[name]:
		return true
	case digits(name):
		return b.captures(at).slashed(number(name))
	case depth > 5:
		return false
	}
	sources := b.Site.variables[name]
	for _, source := range sources {
		if !source.rooted(depth) {
			return false
		}
	}
	return len(sources) > 0
}

func (s source) rooted(depth int) bool {
	switch {
	case s.at.Name.Value == "map":
		return false // it has other values too
	case s.regex != nil:
		return s.regex.slashed(s.group)
	case strings.HasPrefix(s.text, "/"):
		return true
	}
	refs := references(s.text)
	return len(refs) > 0 && refs[0].start == 0 && s.block.rooted(refs[0].name, s.at, depth+1)
}

// captures gives the expression that $1 comes from at a directive, or nil.
func (b *Block) captures(at *Directive) *regex {
	for ; b != nil; b = b.Parent {
		if d := b.rewriteBefore(at); d != nil {
			return parseRegex(d.Arg(0), false)
		}
		if re := b.regex(); re != nil {
			return re
		}
	}
	return nil
}

// slashed reports whether every match of the group begins with a slash, or is
// empty.
func (r *regex) slashed(group int) bool {
	if r == nil || group >= len(r.groups) {
		return false
	}
	first, _ := r.groups[group].first()
	return first == setOf("/")
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
func (b *Block) chosenByClient(name string, at *Directive, depth int) string {
	switch {
	case fromClient(name), name == "host", name == "args", name == "query_string", name == "uri", name == "request_uri", name == "document_uri",
		strings.HasPrefix(name, "http_") && !strings.HasPrefix(name, "http_upgrade"):
		return "$" + name
	case digits(name):
		return b.openCapture(number(name), "$"+name, at)
	case depth > 5:
		return ""
	}
	for _, source := range b.Site.variables[name] {
		if source.regex != nil {
			if (source.from == "$uri" || source.from == "$host" && source.block.Context == InServer) && source.regex.chars(source.group).has('.') {
				return "$" + name
			}
			continue
		}
		for _, ref := range references(source.text) {
			if source.at.Name.Value == "set" && digits(ref.name) {
				if from := source.block.openCapture(number(ref.name), "$"+name, source.at); from != "" {
					return from
				}
			} else if from := source.block.chosenByClient(ref.name, source.at, depth+1); from != "" && source.at.Name.Value == "set" {
				return from
			}
		}
	}
	return ""
}

// openCapture gives the variable if the capture at a directive can hold a dot,
// and with it any host name.
func (b *Block) openCapture(group int, variable string, at *Directive) string {
	if re := b.captures(at); re != nil {
		if re.chars(group).has('.') {
			return variable
		}
		return ""
	}
	for ; b != nil; b = b.Parent {
		for _, re := range b.nameExpressions() {
			if re.chars(group).has('.') {
				return variable
			}
		}
	}
	return ""
}
