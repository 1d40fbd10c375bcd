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
	best, least := InMain, int(^uint(0)>>1)
	for _, c := range guesses {
		budget := maxInferred
		faults := 2 * misplaced(body, c, &budget)
		if hinted(name) == c {
			faults--
		}
		if faults < least {
			best, least = c, faults
		}
	}
	return best
}

// maxInferred is how many directives are looked at for a guess.
const maxInferred = 2000

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
func misplaced(body []*Directive, c Context, budget *int) int {
	n := 0
	for _, d := range body {
		if *budget--; *budget < 0 {
			break
		}
		info := directives()[d.Name.Value]
		if info == nil {
			continue
		}
		if info.contexts&c == 0 || d.Name.Value == "server" && d.HasBlock() == (c&(InUpstream|InStreamUpstream) != 0) {
			n++
		}
		if d.HasBlock() && !d.Entries && !d.Raw {
			n += misplaced(d.Block, child(c, d.Name.Value), budget)
		}
	}
	return n
}
