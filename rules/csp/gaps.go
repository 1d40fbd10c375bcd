package csp

// Gaps says what the policies leave open that browsers then allow. Policies
// with another purpose, such as frame-ancestors alone, have no gaps.
func (l List) Gaps() []Fault {
	var all []Fault
	last := l.fetching()
	if last == nil {
		return nil
	}
	if !l.Governed() {
		return []Fault{{Type: NoScripts, Policy: last, Source: -1, Message: "the policy has neither script-src nor default-src"}}
	}
	if !l.some("object-src") {
		all = append(all, Fault{Type: NoObjects, Policy: last, Source: -1, Message: "the policy has neither object-src nor default-src"})
	}
	if !l.some("base-uri") && !l.scriptless() {
		all = append(all, Fault{Type: NoBase, Policy: last, Source: -1, Message: "the policy does not limit base-uri"})
	}
	return all
}

// fetching gives the last policy that limits what pages load, or nil if none
// does, or if an unknown word may limit more.
func (l List) fetching() (last *Policy) {
	for _, p := range l {
		if p.Open {
			return nil
		}
		for _, d := range p.Directives {
			if known[d.Name] == sources && d.Name != "base-uri" && d.Name != "form-action" {
				last = p
			}
			if d.any(Unseen) {
				return nil // a variable may hold a semicolon
			}
		}
	}
	return last
}

// some reports whether one of the policies decides about the name.
func (l List) some(name string) bool {
	for _, p := range l {
		if p.Governing(name) != nil {
			return true
		}
	}
	return false
}

// scriptless reports whether some policy lets no script run at all.
func (l List) scriptless() bool {
	for _, p := range l {
		if d := p.Governing("script-src-elem"); d != nil && d.Nothing() {
			return true
		}
	}
	return false
}

// Nonced reports whether scripts are told apart by nonce or hash, so that a
// base element in the page would turn their addresses elsewhere.
func (l List) Nonced() bool {
	for _, p := range l {
		if d := p.Governing("script-src-elem"); d != nil && d.any(Nonce, Hash) {
			return true
		}
	}
	return false
}

// Framing says who may put the pages into frames.
type Framing uint8

// The answers to who may frame.
const (
	NotSaid  Framing = iota // no policy has frame-ancestors
	MayFrame                // every site
	Limited                 // some, or none
	NotSeen                 // an unknown word may say it
)

// Framing tells who may put the pages into frames, and by which directive.
func (l List) Framing() (Framing, *Directive) {
	answer, by := NotSaid, (*Directive)(nil)
	for _, p := range l {
		d := p.Get("frame-ancestors")
		switch {
		case d == nil:
			if p.Open && answer == NotSaid {
				answer = NotSeen
			}
		case d.any(Unseen):
			answer, by = NotSeen, d
		case !d.anyHost():
			return Limited, d
		case answer != NotSeen:
			answer, by = MayFrame, d
		}
	}
	return answer, by
}

func (d *Directive) anyHost() bool {
	for _, s := range d.Sources {
		if everyHost(s) {
			return true
		}
	}
	return false
}
