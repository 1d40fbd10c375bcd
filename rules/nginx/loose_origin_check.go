package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("loose-origin-check", looseOriginCheck) }

// looseOriginCheck finds expressions over Origin and Referer that also fit
// names of foreign sites.
func looseOriginCheck(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		if b.Opener != nil && b.Opener.Name.Value == "if" {
			t := condition(b.Opener)
			judgeOrigin(t.left, t.regex(), b.Opener.Head(), r)
		}
		for _, d := range b.Own("map") {
			for _, e := range d.Block {
				if key, ok := strings.CutPrefix(e.Name.Value, "~"); ok && e.Arg(0) != "" && e.Arg(0) != "0" {
					judgeOrigin(d.Arg(0), parseRegex(strings.TrimPrefix(key, "*"), strings.HasPrefix(key, "*")), e.Head(), r)
				}
			}
		}
	})
}

func judgeOrigin(variable string, re *regex, place audit.Span, r *audit.Reporter) {
	if strings.HasPrefix(variable, "$http_referrer") {
		r.Fail(place, "$http_referrer is always empty: the header is called Referer")
		return
	}
	if re == nil || variable != "$http_origin" && variable != "$http_referer" {
		return
	}
	samples := re.root.samples()
	if len(samples) == 0 {
		return // too long to try
	}
	for _, sample := range samples {
		if variable == "$http_origin" {
			// An Origin ends with its host: what stands before a dot is a subdomain.
			sample = strings.ReplaceAll(sample, openSlash+".", "x.")
		}
		if foreign(sample) {
			r.Fail(place, "the expression also fits "+shorten(readable(sample), 40))
			return
		}
	}
	r.Pass(place)
}

// foreign reports whether a text that an expression fits names another site.
// Where the expression leaves an end open, anything may stand there.
func foreign(sample string) bool {
	text := readable(sample)
	_, rest, ok := strings.Cut(text, "://")
	if !ok {
		return strings.HasPrefix(sample, lineStart) && strings.Contains(sample, openSlash)
	}
	host := rest
	if end := strings.IndexAny(rest, "/?#:"); end >= 0 {
		host = rest[:end]
	}
	return host == "evil.example" || strings.HasSuffix(host, ".evil.example") || strings.Contains(sample, openSlash) && !strings.Contains(host, ".")
}

// Marks in samples: where the expression is anchored, and a slash that stands
// where the author thought of something else.
const (
	lineStart = "\x01"
	lineEnd   = "\x02"
	openSlash = "\x03"
)

// readable puts a foreign name at the open ends of a sample.
func readable(sample string) string {
	text := strings.ReplaceAll(sample, openSlash, "/")
	if at := strings.LastIndex(text, lineStart); at >= 0 {
		text = text[at+1:]
	} else {
		text = "http://evil.example/" + text
	}
	if at := strings.Index(text, lineEnd); at >= 0 {
		return text[:at]
	}
	if text == "" || strings.ContainsRune("/?#", rune(text[len(text)-1])) {
		return text
	}
	return text + ".evil.example"
}

const (
	maxSamples = 200  // of one expression
	maxSample  = 1000 // bytes
)

// samples gives texts that the expression fits, at most maxSamples.
func (n *regexNode) samples() []string {
	switch n.kind {
	case regexStart:
		return []string{lineStart}
	case regexEnd:
		return []string{lineEnd}
	case regexSet:
		return []string{n.set.sample()}
	case regexAlt:
		var all []string
		for _, sub := range n.subs {
			all = append(all, sub.samples()...)
		}
		return all[:min(len(all), maxSamples)]
	case regexCat, regexGroup:
		all := []string{""}
		for _, sub := range n.subs {
			all = combine(all, sub.samples())
		}
		return all
	case regexRepeat:
		return n.repeats()
	}
	return []string{""}
}

// repeats gives samples of a repetition: as few as it can be, one more, and a
// foreign name where it is open for one.
func (n *regexNode) repeats() []string {
	once := n.subs[0].samples()
	all := []string{""}
	for range min(n.min, 3) {
		all = combine(all, once)
	}
	if n.min == 0 {
		all = append(all, once...)
	}
	if set := n.subs[0]; set.kind == regexSet && n.max < 0 && set.set.has('.') && set.set.has('e') && set.set.has('v') && set.set.has('x') {
		all = append(all, ".evil.example")
	}
	return all[:min(len(all), maxSamples)]
}

func combine(left, right []string) []string {
	var all []string
	for _, l := range left {
		for _, r := range right {
			if len(all) < maxSamples && len(l)+len(r) < maxSample {
				all = append(all, l+r)
			}
		}
	}
	return all
}

// sample gives a byte of the set: a slash before all, if it is not alone.
func (s charSet) sample() string {
	if s.has('/') {
		if s == setOf("/") {
			return "/"
		}
		if s.has('x') {
			return openSlash
		}
		return "/"
	}
	for _, c := range []byte("xa0.-") {
		if s.has(c) {
			return string(c)
		}
	}
	for c := 0; c < 256; c++ {
		if s.has(byte(c)) {
			return string([]byte{byte(c)})
		}
	}
	return ""
}
