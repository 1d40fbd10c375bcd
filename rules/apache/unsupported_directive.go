package apache

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"preflight/rules/audit"
)

func init() { Rules.Add("unsupported-directive", unsupportedDirective) }

// sinceTable names the first release of each directive that is younger than 2.4,
// from the lines "Compatibility" of httpd's manual.
//
//go:embed since.txt
var sinceTable string

var sinces = sync.OnceValue(func() map[string]audit.Version {
	all := map[string]audit.Version{}
	for _, row := range strings.Split(strings.TrimSpace(sinceTable), "\n") {
		name, release, _ := strings.Cut(row, "\t")
		all[strings.ToLower(name)] = audit.MustVersion(release)
	}
	return all
})

// unsupportedDirective checks that the release has every directive.
func unsupportedDirective(c *Config, r *audit.Reporter) {
	release := r.Target("apache")
	if release[0] == 2 && release[1] == 4 && release[2] == 0 {
		return // only the series is named
	}
	for _, u := range c.ordered {
		since, young := sinces()[u.key()]
		if !young || u.guarded() || u.Scope.Within("macro") {
			if u.Is("SSLEngine") && says("optional")(u) {
				c.judgeOptional(r, u, release)
			}
			continue
		}
		switch name := brief(u.Name.Value); {
		case !release.Less(since):
			r.Pass(u.Head())
		case !r.Named("apache"):
			r.Unknown(u.Head(), fmt.Sprintf("%s needs httpd %s: name the release that you run", name, since))
		default:
			c.doubt(u, r.Fail(u.Head(), fmt.Sprintf("%s needs httpd %s", name, since)))
		}
	}
}

// judgeOptional answers for the one word that newer releases gave up.
func (c *Config) judgeOptional(r *audit.Reporter, u *Use, release audit.Version) {
	if !release.Less(audit.MustVersion("2.4.64")) {
		v := c.doubt(u, r.Fail(u.Head(), "SSLEngine optional is gone since httpd 2.4.64"))
		if !r.Named("apache") {
			v.Doubt(audit.Likely)
		}
	}
}

// key is the directive's name as tables write it.
func (u *Use) key() string {
	name := strings.ToLower(u.Name.Value)
	if u.Section {
		return "<" + name
	}
	return name
}

// guarded reports whether a condition asks for the release, or for the directive
// itself.
func (u *Use) guarded() bool {
	return u.Guard != nil && (u.Guard.Is("IfVersion") || u.Guard.Is("IfDirective"))
}
