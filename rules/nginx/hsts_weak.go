package nginx

import (
	"fmt"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("hsts-weak", hstsWeak) }

// hstsWeak looks at the value of Strict-Transport-Security.
func hstsWeak(s *Site, r *audit.Reporter) {
	s.eachOwn("add_header", func(b *Block, d *Directive) {
		if !strings.EqualFold(d.Arg(0), hsts) || len(d.Args) < 2 || strings.Contains(d.Arg(1), "$") {
			return
		}
		age, subdomains, preload := readHSTS(d.Arg(1))
		const halfYear, year = 15_768_000, 31_536_000
		switch {
		case age < 0:
			r.Fail(d.Head(), "Strict-Transport-Security has no valid max-age", lastAYear(d))
		case age == 0:
			r.Fail(d.Head(), "max-age=0 switches HSTS off", lastAYear(d))
		case preload && (!subdomains || age < year):
			r.Fail(d.Head(), "preload needs includeSubDomains and a year of max-age").Lower(audit.Low)
		case age < halfYear:
			r.Fail(d.Head(), fmt.Sprintf("HSTS lasts %d seconds only", age), lastAYear(d)).Lower(audit.Low)
		default:
			r.Pass(d.Head())
		}
	})
}

// lastAYear makes a fix with a max-age of a year. It promises something to
// browsers that cannot be taken back at once, so a person looks first.
func lastAYear(d *Directive) *audit.Fix {
	return replaceWord("Promise a year", d.Args[1], `"max-age=31536000"`).Careful()
}

// readHSTS takes the value apart; age -1 means that there is none.
func readHSTS(value string) (age int, subdomains, preload bool) {
	age = -1
	for part := range strings.SplitSeq(value, ";") {
		name, text, _ := strings.Cut(strings.TrimSpace(part), "=")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "max-age":
			if text = strings.Trim(strings.TrimSpace(text), `"`); digits(text) {
				age = 0
				for i := 0; i < len(text) && age < 1_000_000_000; i++ {
					age = age*10 + int(text[i]-'0')
				}
			}
		case "includesubdomains":
			subdomains = true
		case "preload":
			preload = true
		}
	}
	return age, subdomains, preload
}
