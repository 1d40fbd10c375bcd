package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("php-path-guessed", phpPathGuessed) }

// phpPathGuessed finds PHP locations that hand names of no existing script on.
func phpPathGuessed(s *Site, r *audit.Reporter) {
	s.eachHTTP(func(b *Block) {
		if b.Context != InLocation || b.Opener == nil || !b.Has("fastcgi_pass") {
			return
		}
		modifier, pattern := location(b.Opener)
		if !strings.HasPrefix(modifier, "~") || !strings.Contains(pattern, "php") {
			return
		}
		switch {
		case b.Has("try_files") || checksFile(b):
			r.Pass(b.Place())
		case len(b.holes([]string{"try_files"})) > 0:
			r.Unknown(b.Place(), "add the included file "+shorten(b.holes([]string{"try_files"})[0].Arg(0), 40))
		default:
			after := b.First("fastcgi_pass")
			r.Fail(b.Place(), "PHP gets names of files that do not exist", insertBefore("Check that the script exists", after, "try_files $uri =404;"))
		}
	})
}

func checksFile(b *Block) bool {
	for _, c := range b.Blocks {
		if c.Opener != nil && c.Opener.Name.Value == "if" && strings.Contains(c.Opener.Head().Text(), "-f") {
			return true
		}
	}
	return false
}
