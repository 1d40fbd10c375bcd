package nginx

import (
	"strings"
	"testing"
)

func TestSpeed(t *testing.T) {
	cases := map[speed][]string{
		exponential: {
			`^(a+)+$`, `^(a*)*$`, `(a+)+b`, `^/(\w+\s?)*$`, `^(a|a)*$`, `^(a|ab|b)*$`, `^(\w|_)+$`, `^(?:[^/]|\.)*x`, `^(a?b?)*$`,
			`^/([a-z]+/?)+$`, `^/(?:[^/]+/?)*\.php$`, `^(([a-z])+.)+[A-Z]([a-z])+$`, `^(?:.*a){20}$`, `^(\d+|[0-9a-f]+)*$`, `^/(?<x>(?:[\w-]+-?)+)$`,
			`((a+)+b)*`, `^(a{1,3})*$`, `^((ab)*|(abab)*)*$`, `(?i)^(x|X)*$`, `^(a+){0,50}$`, `^(.+)+$`, `^(a+?)+?$`, `^(b|(a+)+)c`,
		},
		polynomial: {
			`^/.*.*x`, `\d+\d+$`, `^/\w*\d+$`, `^(.*)(.*)\.php`, `^/.*/.*/.*\.php$`, `^[^?]*a[^?]*b[^?]*c`, `^/[a-z]+-?[a-z]+$`, `^(\s*)(\s+)x`, `^/x*x?x*y`,
		},
		fast: {
			// What locations, rewrites and maps are made of.
			`\.(?:css|js)$`, `^/([^/]+)/(.+)$`, `\.php(/|$)`, `^(.+\.php)(/.+)$`, `^(.*)$`, `^/(.*)/$`, `/\.(?!well-known/)`, `^/(?<id>\d+)/(?<rest>.*)$`,
			`^~/\.ht`, `^/(\d{4})/(\d{2})/(.*)\.html$`, `^/static/(.*)\.[0-9a-f]{8}\.(css|js)$`, `^(www\.)?(.+)$`, `^/wp-json(/.*)?$`,
			`(?i)\.(?:jpe?g|gif|png|ico|cur|gz|svgz?|mp4|webm|og[gv]|htc)$`, `^/(?:[^/]+/)*$`, `^/(?:[a-z0-9-]+/)+index\.html$`, `(?:\.(?:bak|conf|dist|sql|sw[op])|~)$`,
			`^/([a-z]{2})(/.*)?$`, `^[^.]+\.example\.com$`, `^(?:[a-z0-9-]+\.)+example\.com$`, `^/((?:\d{3})*)x`, `^/([0-9a-f]{2})+$`, `^(%[0-9A-F]{2})*$`,
			`^(.+)$`, `^/.*\.php$`, `^/(.*)/(.*)\.html$`, `bot|crawl|spider`, `^https?://([^/]+\.)?example\.com(/|$)`, `^(.*)\?(.*)$`,
			// Nothing behind the repetition can fail, or nothing is tried again.
			`^/(a+)+`, `(\w+\s?)*`, `^(a++)+$x?|b`, `^(?>a+)+b`, `^(?>(a+)+)b`, `^((a+)+)?+b`, `^/(.*)(.*)`,
			// The parts tell each other apart.
			`^(ab*c)*$`, `^(a|b)*$`, `^(a+b)+$`, `^(?:a|b+c)*d`, `^(x[ab]?y?z)*$`, `^a*b*c*$`, `^\d+\.\d+\.\d+$`, `^(\.[^.]+)*$`, `^([^\n]|\n)*$`,
		},
	}
	for want, sources := range cases {
		for _, source := range sources {
			re := parseRegex(source, false)
			if re == nil {
				t.Errorf("%s is not read", source)
				continue
			}
			if got := re.speed(); got != want {
				t.Errorf("%s: speed %d, want %d", source, got, want)
			}
		}
	}
}

// TestSpeedOfLongExpressions has expressions that would cost a careless
// judgement dear.
func TestSpeedOfLongExpressions(t *testing.T) {
	for _, source := range []string{
		strings.Repeat("a*", 2000) + "b", strings.Repeat("(", 90) + "a" + strings.Repeat(")*", 90) + "b", "(" + strings.Repeat("ab|", 1300) + "a)*b",
		strings.Repeat("(a|b)*", 600) + "c", "(" + strings.Repeat("a{1,9}", 600) + ")*b", strings.Repeat("(a*b)*", 600) + "c", strings.Repeat("[a-z]*[0-9]*", 300) + "$",
		"((a{60}){60}){60,}b",
	} {
		if re := parseRegex(source, false); re != nil {
			re.speed()
		} else {
			t.Errorf("%.20s… is not read", source)
		}
	}
}
