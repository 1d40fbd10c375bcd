package django

import "preflight/rules/pyconf"

import "strings"

// Database is an entry of DATABASES.
type Database struct {
	Alias string
	Value *pyconf.Value
}

// Databases gives the entries of DATABASES that are seen.
func (s *Settings) Databases() []Database {
	var all []Database
	for _, c := range pyconf.ChoicesOf(s.held("DATABASES")) {
		for _, p := range c.Value.Pairs {
			if p.Key.Whole() {
				all = append(all, Database{p.Key.Text, p.Value})
			}
		}
	}
	return all
}

// Get gives an entry of the database, such as "PASSWORD": Absent where there is
// none.
func (d Database) Get(key string) *pyconf.Value { return pyconf.Entry(d.Value, key) }

// Option gives an entry of the database's OPTIONS.
func (d Database) Option(key string) *pyconf.Value { return pyconf.Entry(d.Get("OPTIONS"), key) }

// Engine is the last part of the ENGINE, such as "postgresql"; empty where it
// is not seen.
func (d Database) Engine() string {
	engine := d.Get("ENGINE")
	if !engine.Whole() {
		return ""
	}
	return engine.Text[strings.LastIndexByte(engine.Text, '.')+1:]
}

// SQLite reports whether the database is a file.
func (d Database) SQLite() bool {
	return strings.Contains(d.Engine(), "sqlite") || d.Engine() == "spatialite"
}
