package stack

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/spell"
)

func init() { Rules.Add("variable-misspelt", variableMisspelt) }

// variableMisspelt finds environment variables that nothing reads, a letter away
// from one that the settings read and nobody sets.
func variableMisspelt(d *Deployment, r *audit.Reporter) {
	reads := d.Settings.Reads()
	set := map[string]bool{}
	for _, v := range d.defined {
		set[v.Name] = true
	}
	var open []string // read and not set
	for name := range reads {
		if !set[name] {
			open = append(open, name)
		}
	}
	for _, v := range d.defined {
		if _, read := reads[v.Name]; read {
			r.Pass(v.Span)
			continue
		}
		if meant := nearest(v.Name, open); meant != "" && !d.mentions(v.Name) {
			r.Fail(v.Span, clip(v.Name)+" is read by nobody; "+clip(meant)+" is", rename(v, meant)).Also(reads[meant])
		}
	}
}

// maxOpen caps the pairs of names that are compared.
const maxOpen = 200_000

// nearest gives the name that another one almost is, by one slip of the hand; two
// would make DB_PORT of DB_HOST. Of several it is the first of the alphabet.
func nearest(name string, among []string) string {
	best := ""
	if len(name) < 5 || len(name) > 60 || len(among)*len(name) > maxOpen {
		return best
	}
	for _, other := range among {
		near := strings.EqualFold(other, name) || spell.Slips(other, name, 1) <= 1 && letters(other) != letters(name)
		if near && (best == "" || other < best) {
			best = other
		}
	}
	return best
}

// letters drops the digits of a name: DB1_HOST is no slip of DB2_HOST.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, name)
}

// rename is a fix where the variable stands by its name at the start of its
// place.
func rename(v audit.Variable, meant string) *audit.Fix {
	at, ok := strings.CutPrefix(v.Span.Text(), v.Name)
	if !ok || !strings.HasPrefix(strings.TrimSpace(at), "=") {
		return nil
	}
	span := v.Span.File.Span(v.Span.Start, v.Span.Start+len(v.Name))
	return (&audit.Fix{Title: "Rename to " + meant, Edits: []audit.Edit{{Span: span, Text: meant}}}).Careful()
}
