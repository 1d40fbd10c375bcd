package apache

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/csp"
)

// policies are the Content-Security-Policies that one scope sends together, and
// the directives that they are read from.
type policies struct {
	csp.List
	reportOnly bool
	from       map[*csp.Policy]header
	first      header
}

// eachPolicies calls visit for the policies of each scope. The two tables of
// headers are looked at one by one: errors carry one of them only.
func (c *Config) eachPolicies(visit func(*policies)) {
	type place struct {
		scope              *Scope
		always, reportOnly bool
	}
	found := map[place]*policies{}
	var order []*policies
	for _, h := range c.headers() {
		reportOnly := h.name == "content-security-policy-report-only"
		if h.name != "content-security-policy" && !reportOnly || !h.sets() {
			continue
		}
		at := place{h.Scope, h.always, reportOnly}
		p := found[at]
		fresh := policies{reportOnly: reportOnly, first: h, from: map[*csp.Policy]header{}}
		switch replaces := h.action == "set" && !h.tested && h.When == audit.Yes; {
		case p != nil && replaces: // what stands before it is never sent
			*p = fresh
		case p == nil || h.action == "set" || h.tested:
			p = &fresh
			order = append(order, p)
			found[at] = p
		}
		p.add(h)
	}
	for _, p := range order {
		visit(p)
	}
}

func (p *policies) add(h header) {
	list := csp.Parse(h.value, openInPolicy)
	for _, policy := range list {
		p.from[policy] = h
	}
	p.List = append(p.List, list...)
}

// openInPolicy reports whether a word is put in when the answer is sent.
func openInPolicy(word string) bool { return isOpen(word) || strings.Contains(word, "%{") }

// span gives the bytes of the file that are those of a policy's text, or the
// whole directive where escapes or macros shift them.
func (h header) span(start, end int) audit.Span {
	i := h.valueIndex()
	if i < 0 || i >= len(h.Args) || !h.plain(i) {
		return h.Head()
	}
	at := h.Args[i].Span.Start
	if h.Args[i].Quote != 0 {
		at++
	}
	return h.File.Span(at+start, at+end)
}

// plain reports whether an argument stands in the file as httpd sees it.
func (h header) plain(i int) bool {
	text := h.Args[i].Span.Text()
	if h.Args[i].Quote != 0 {
		text = text[1:max(1, len(text)-1)]
	}
	return !h.Filled && text == h.Value(i)
}

// place is where a fault of a policy is shown.
func (p *policies) place(f csp.Fault) audit.Span {
	start, end := f.Range()
	return p.from[f.Policy].span(start, end)
}

// edit makes a fix of a part of a policy's text that a person looks at first: it
// changes what browsers let through. There is none where the text does not stand
// as it is, in double quotes, in the file.
func (p *policies) edit(policy *csp.Policy, title string, start, end int, text string) *audit.Fix {
	h := p.from[policy]
	i := h.valueIndex()
	if i < 0 || i >= len(h.Args) || h.Args[i].Quote != '"' || !h.plain(i) {
		return nil
	}
	return (&audit.Fix{Title: title, Edits: []audit.Edit{{Span: h.span(start, end), Text: text}}}).Careful()
}

// failed reports a fault of a policy.
func (p *policies) failed(c *Config, r *audit.Reporter, f csp.Fault, fix *audit.Fix) *audit.Verdict {
	return c.doubt(p.from[f.Policy].Use, r.Fail(p.place(f), f.Message, fix))
}
