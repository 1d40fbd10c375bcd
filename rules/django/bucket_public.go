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
		s.judge(r, name, off, name+" is False: files travel unprotected", s.Set(name, "True", "Set "+name+" to True"))
	}
}
