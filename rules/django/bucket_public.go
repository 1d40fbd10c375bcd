package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

func init() { Rules.Add("bucket-public", bucketPublic) }

// bucketPublic checks that uploads in a bucket are not for everybody.
func bucketPublic(s *Settings, r *audit.Reporter) {
	s.judge(r, "AWS_DEFAULT_ACL", pyconf.TextThat(func(acl string) bool { return strings.HasPrefix(acl, "public-") }), "everybody may read the files in the bucket", nil)
	for _, name := range []string{"AWS_S3_USE_SSL", "AWS_S3_VERIFY"} {
		off := func(v *pyconf.Value) audit.Truth { return audit.TruthOf(v.Type == pyconf.Bool && !v.Bool) }
		if where := s.Get("AWS_S3_ENDPOINT_URL"); s.Has("AWS_S3_ENDPOINT_URL") && where.Whole() && nearby(host(where.Text)) {
			continue // a store beside the site
		}
		s.judge(r, name, off, name+" is False: files travel unprotected", s.Set(name, "True", "Set "+name+" to True"))
	}
	s.openUploads(r)
}

// openUploads finds uploads in a bucket whose addresses are not signed.
func (s *Settings) openUploads(r *audit.Reporter) {
	storage := pyconf.Entry(s.Get("STORAGES"), "default")
	backend, options := pyconf.Entry(storage, "BACKEND"), pyconf.Entry(storage, "OPTIONS")
	if old := s.Get("DEFAULT_FILE_STORAGE"); s.Has("DEFAULT_FILE_STORAGE") && s.before("5.1") {
		backend = old
	}
	if !backend.Whole() || !strings.HasPrefix(backend.Text, "storages.backends.s3") {
		return
	}
	if acl := pyconf.Entry(options, "default_acl"); acl.Whole() && strings.HasPrefix(acl.Text, "public-") {
		r.Fail(spanOr(s.inPython(acl.Span), s.Place("STORAGES")), "everybody may read the files in the bucket")
	}
	signed, place := pyconf.Entry(options, "querystring_auth"), s.Place("STORAGES")
	if signed.Type == pyconf.Absent && s.Has("AWS_QUERYSTRING_AUTH") {
		signed, place = s.Get("AWS_QUERYSTRING_AUTH"), s.Place("AWS_QUERYSTRING_AUTH")
	}
	if signed.Type == pyconf.Bool && !signed.Bool {
		r.Fail(spanOr(s.inPython(signed.Span), place), "addresses of uploads are not signed").Lower(audit.Medium).Doubt(audit.Likely)
	}
}
