package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("h2c-upgrade-passed", h2cUpgradePassed) }

// h2cUpgradePassed finds a location for everything that hands on whatever
// protocol a client wants to switch to. After a switch to h2c nginx no longer
// sees the requests, nor do its rules.
func h2cUpgradePassed(s *Site, r *audit.Reporter) {
	s.eachOwn("proxy_pass", func(b *Block, d *Directive) {
		if b.Context != InLocation || b.Opener == nil {
			return
		}
		if modifier, pattern := location(b.Opener); pattern != "/" || modifier == "=" {
			return
		}
		sent := b.Effective("proxy_set_header").Directives
		upgrade, connection := headerSet(sent, "upgrade"), headerSet(sent, "connection")
		switch {
		case upgrade == nil || connection == nil:
		case upgrade.Arg(1) == "$http_upgrade" && s.upgrades(connection.Arg(1)):
			r.Fail(upgrade.Head(), "every protocol that a client asks for is handed on").Also(d.Head())
		case upgrade.Arg(1) != "":
			r.Pass(upgrade.Head())
		}
	})
}

// headerSet gives the directive that sets a header, or nil.
func headerSet(directives []*Directive, name string) *Directive {
	for _, d := range directives {
		if len(d.Args) == 2 && strings.EqualFold(d.Arg(0), name) {
			return d
		}
	}
	return nil
}

// upgrades reports whether a value of Connection lets a switch through.
func (s *Site) upgrades(value string) bool {
	if strings.EqualFold(value, "upgrade") || value == "$http_connection" {
		return true
	}
	for _, d := range s.maps[variableName(value)] {
		if d.Arg(0) != "$http_upgrade" {
			return false
		}
		for _, e := range d.Block {
			if e.Name.Value == "default" && strings.EqualFold(e.Arg(0), "upgrade") {
				return true
			}
		}
	}
	return false
}
