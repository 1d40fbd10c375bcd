package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("url-slash-missing", urlSlashMissing) }

// urlSlashMissing checks that the prefixes of files end with a slash and are
// not plain HTTP.
func urlSlashMissing(s *Settings, r *audit.Reporter) {
	for _, name := range []string{"STATIC_URL", "MEDIA_URL"} {
		if !s.Has(name) {
			continue
		}
		a := s.Ask(name, noSlash)
		if insecure := s.Ask(name, pyconf.TextThat(func(u string) bool { return strings.HasPrefix(u, "http://") })); insecure.Yes() {
			pyconf.Decide(r, insecure, name+" is plain HTTP, which browsers block on HTTPS pages", nil)
			continue
		}
		pyconf.Decide(r, a, name+" does not end with a slash", s.slashed(name, a.Value))
	}
}

func (s *Settings) slashed(name string, v *pyconf.Value) *audit.Fix {
	value := s.assigned(name)
	text := value.Text()
	if value.IsZero() || !v.Whole() || len(text) < 2 || text[len(text)-1] != '"' && text[len(text)-1] != '\'' {
		return nil
	}
	quote := text[len(text)-1:]
	return s.Set(name, text[:len(text)-1]+"/"+quote, "Add the slash")
}
