package nginx

import "strings"

// guesses are the contexts that a file may be written for, outermost first:
// among those that fit equally well the first is taken.
var guesses = []Context{
	InMain, InHTTP, InServer, InLocation, InUpstream, InStream, InStreamServer, InEvents, InMail, InMailServer,
	InLocationIf, InStreamUpstream,
}

// infer guesses the context that a file's directives are written for: the one
// in which the fewest of them are misplaced. The name of the file decides
// between equals.
func infer(name string, body []*Directive) Context {
	if len(body) == 0 {
		return InMain
	}
	best, least := InMain, -1
	for _, c := range guesses {
		faults := 2 * misplaced(body, c)
		if hinted(name) == c {
			faults--
		}
		if least < 0 || faults < least-1 || faults < least && hinted(name) == c {
			best, least = c, faults
		}
	}
	return best
}

// hinted gives the context that the path of a file suggests, or 0.
func hinted(name string) Context {
	for _, dir := range []string{"sites-enabled/", "sites-available/", "conf.d/", "http.d/", "vhosts/"} {
		if strings.Contains(name, dir) {
			return InHTTP
		}
	}
	return 0
}

// misplaced counts the directives that may not stand where they would.
func misplaced(body []*Directive, c Context) int {
	n := 0
	for _, d := range body {
		info := directives()[d.Name.Value]
		if info == nil {
			continue
		}
		if info.contexts&c == 0 || d.Name.Value == "server" && d.HasBlock() == (c&(InUpstream|InStreamUpstream) != 0) {
			n++
		}
		if d.HasBlock() && !d.Entries && !d.Raw {
			n += misplaced(d.Block, child(c, d.Name.Value))
		}
	}
	return n
}
