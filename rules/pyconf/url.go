package pyconf

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"preflight/rules/audit"
)

func init() {
	register(map[string]function{
		"dj_database_url.config":  (*evaluator).databaseConfig,
		"dj_database_url.parse":   (*evaluator).databaseParse,
		"dj_email_url.config":     func(e *evaluator, c *call) *Value { return e.urlConfig("EMAIL_URL", c) },
		"django_cache_url.config": func(e *evaluator, c *call) *Value { return e.urlConfig("CACHE_URL", c) },
	})
}

// databaseConfig is dj_database_url.config(default=…).
func (e *evaluator) databaseConfig(c *call) *Value {
	name := "DATABASE_URL"
	if v := c.keyword("env"); v != nil && v.Whole() {
		name = v.Text
	} else if len(c.args) > 0 && c.args[0].Whole() && !strings.Contains(c.args[0].Text, ":") {
		name = c.args[0].Text
	}
	fallback := c.keyword("default")
	if fallback == nil {
		fallback = noneValue(c.at)
	}
	return e.withOptions(e.databaseURL(e.readEnv(name, fallback, c.at), c.at), c)
}

// databaseParse is dj_database_url.parse(url).
func (e *evaluator) databaseParse(c *call) *Value {
	return e.withOptions(e.databaseURL(first(e, c), c.at), c)
}

// withOptions adds what the call says beside the URL.
func (e *evaluator) withOptions(v *Value, c *call) *Value {
	if v.Type == Env {
		if v.Default == nil {
			return v
		}
		w := v.clone()
		w.Default = e.withOptions(v.Default, c)
		return &w
	}
	if v.Type != Dict {
		return v
	}
	for _, k := range c.keywords {
		switch k.name {
		case "conn_max_age", "conn_health_checks", "engine":
			v = v.with(textValue(strings.ToUpper(k.name), k.value.Span), k.value, c.at)
		case "ssl_require":
			if k.value.Type == Bool && k.value.Bool {
				v = v.withOption("sslmode", textValue("require", k.value.Span), c.at)
			}
		}
	}
	return v
}

// withOption sets an entry of the dict OPTIONS in the dict of a database.
func (v *Value) withOption(key string, value *Value, at audit.Span) *Value {
	options := &Value{Type: Dict, Span: at}
	if p, there := v.pair("OPTIONS"); there == audit.Yes && p.Value.Type == Dict {
		options = p.Value
	}
	return v.with(textValue("OPTIONS", value.Span), options.with(textValue(key, value.Span), value, at), at)
}

// databaseURL reads a database URL as the dict that it stands for.
func (e *evaluator) databaseURL(v *Value, at audit.Span) *Value {
	switch {
	case v.Type == Env:
		return e.lift(v, "db", Dict, at, func(d *Value) *Value { return e.databaseURL(d, at) })
	case v.Type == None:
		return &Value{Type: Dict, Span: at, ident: e.nextIdent()}
	case v.Type == Path:
		return e.unknown("this database URL is not followed", at)
	case v.Type != Text:
		return e.unknown(cmp.Or(v.Settle(), "this database URL is not followed"), at)
	}
	d := &Value{Type: Dict, Span: v.Span, ident: e.nextIdent()}
	scheme, rest, ok := strings.Cut(v.Head(), ":")
	put := func(key, value string) {
		d.Pairs = append(d.Pairs, Pair{Key: textValue(key, v.Span), Value: textValue(value, v.Span)})
	}
	if !ok || !v.Whole() {
		d.Open, d.Reason = true, cmp.Or(v.Settle(), "this database URL is not followed")
	}
	put("ENGINE", engines[scheme])
	u, err := url.Parse(v.Text)
	if v.Whole() && err == nil && (u.User != nil || u.Host != "" && !strings.HasPrefix(scheme, "sqlite")) {
		password, _ := u.User.Password()
		put("USER", u.User.Username())
		put("PASSWORD", password)
		put("HOST", u.Hostname())
		put("PORT", u.Port())
		put("NAME", strings.TrimPrefix(u.Path, "/"))
	} else if v.Whole() {
		name, _, _ := strings.Cut(strings.TrimLeft(rest, "/"), "?")
		put("NAME", name)
		put("PASSWORD", "")
	}
	if v.Whole() && err == nil {
		return d.withQuery(u.Query(), v.Span)
	}
	return d
}

// withQuery adds what stands behind the "?" of a database URL: options of the
// driver, and the few settings of Django's that django-environ takes there.
func (v *Value) withQuery(query url.Values, at audit.Span) *Value {
	for _, key := range slices.Sorted(maps.Keys(query)) {
		value := queryValue(query.Get(key), at)
		if upper := strings.ToUpper(key); ofDjango[upper] {
			v = v.with(textValue(upper, at), value, at)
		} else {
			v = v.withOption(key, value, at)
		}
	}
	return v
}

// queryValue reads numbers and truths as django-environ does.
func queryValue(text string, at audit.Span) *Value {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return intValue(n, at)
	}
	switch strings.ToLower(text) {
	case "true":
		return boolValue(true, at)
	case "false":
		return boolValue(false, at)
	}
	return textValue(text, at)
}

// ofDjango are the entries of a database that are no options of its driver.
var ofDjango = map[string]bool{
	"CONN_MAX_AGE": true, "ATOMIC_REQUESTS": true, "AUTOCOMMIT": true, "DISABLE_SERVER_SIDE_CURSORS": true, "CONN_HEALTH_CHECKS": true,
}

var engines = map[string]string{
	"postgres": "django.db.backends.postgresql", "postgresql": "django.db.backends.postgresql", "pgsql": "django.db.backends.postgresql",
	"psql": "django.db.backends.postgresql", "postgis": "django.contrib.gis.db.backends.postgis",
	"mysql": "django.db.backends.mysql", "mysql2": "django.db.backends.mysql", "sqlite": "django.db.backends.sqlite3",
	"sqlite3": "django.db.backends.sqlite3", "oracle": "django.db.backends.oracle", "cockroach": "django_cockroachdb",
}

// urlConfig is a URL reader whose result is a dict that is not followed.
func (e *evaluator) urlConfig(name string, c *call) *Value {
	v := e.readEnv(name, c.keyword("default"), c.at)
	if v.Type != Env {
		return e.unknown("this URL is not followed", c.at)
	}
	return e.lift(v, "url", Dict, c.at, func(*Value) *Value { return nil })
}
