package django

import (
	"strconv"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("static-names-stable", staticNamesStable) }

// staticNamesStable finds static files that browsers keep for long although
// their names do not change with their content.
func staticNamesStable(s *Settings, r *audit.Reporter) {
	const day = 86400
	storage := s.staticStorage()
	backend := pyconf.Entry(storage, "BACKEND")
	if !backend.Whole() {
		return
	}
	hashed := strings.Contains(backend.Text, "Manifest") || strings.Contains(backend.Text, "Cached")
	tell := func(place audit.Span, age int64) {
		switch {
		case age <= day:
		case hashed:
			r.Pass(place)
		default:
			r.Fail(place, "static files keep their names and are cached for "+duration(age))
		}
	}
	if age := s.Get("WHITENOISE_MAX_AGE"); s.Has("WHITENOISE_MAX_AGE") && age.Type == pyconf.Int {
		tell(s.Place("WHITENOISE_MAX_AGE"), age.Int)
	}
	parameters := pyconf.Entry(pyconf.Entry(storage, "OPTIONS"), "object_parameters")
	name := "STORAGES"
	if parameters.Type != pyconf.Dict && s.Has("AWS_S3_OBJECT_PARAMETERS") && strings.HasPrefix(backend.Text, "storages.backends.s3") {
		name = "AWS_S3_OBJECT_PARAMETERS"
		parameters = s.Get(name)
	}
	if header := pyconf.Entry(parameters, "CacheControl"); header.Whole() {
		tell(spanOr(s.inPython(header.Span), s.Place(name)), maxAge(header.Text))
	}
}

// staticStorage is the entry of STORAGES for static files, or what the setting
// before it says.
func (s *Settings) staticStorage() *pyconf.Value {
	if old := s.Get("STATICFILES_STORAGE"); s.Has("STATICFILES_STORAGE") && s.before("5.1") {
		key := &pyconf.Value{Type: pyconf.Text, Text: "BACKEND"}
		return &pyconf.Value{Type: pyconf.Dict, Pairs: []pyconf.Pair{{Key: key, Value: old}}}
	}
	return pyconf.Entry(s.Get("STORAGES"), "staticfiles")
}

// maxAge gives the seconds of a Cache-Control header, or 0.
func maxAge(header string) int64 {
	_, after, _ := strings.Cut(header, "max-age=")
	digits := after[:len(after)-len(strings.TrimLeft(after, "0123456789"))]
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return 0
	}
	return n
}
