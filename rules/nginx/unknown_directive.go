package nginx

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("unknown-directive", unknownDirective) }

// unknownDirective finds names that no release of nginx knows. Other modules
// bring directives of their own, so only a likely misspelling is a finding.
func unknownDirective(s *Site, r *audit.Reporter) {
	const enough = 200
	told := 0
	s.each(func(b *Block) {
		for _, d := range b.Items {
			name := d.Name.Value
			if Known(name) || d.Name.Quote != 0 || removed[name] != (audit.Version{}) || d.Name.Template || thirdParty(name) || b.Context == InEntries {
				continue
			}
			if told++; told > enough {
				return
			}
			if near := b.nearest(name); near != "" {
				r.Fail(d.Name.Span, shorten(name, 28)+" is no directive; near: "+near, replaceWord("Write "+near, d.Name, near))
				continue
			}
			r.Unknown(d.Name.Span, "a module that nginx does not ship may define "+shorten(name, 25))
		}
	})
}

// modules are the first words of directives that well-known other modules
// define.
var modules = []string{
	"lua_", "more_", "brotli", "zstd", "pagespeed", "modsecurity", "passenger_", "echo", "vhost_traffic_", "srcache_",
	"geoip2", "fancyindex", "upload_", "push_stream_", "nchan_", "js_", "security_headers", "hide_server_tokens", "app_protect",
	"auth_pam", "dav_ext_", "redis", "memc_", "rds_", "drizzle_", "postgres_", "set_", "array_", "encrypted_", "xss_", "eval",
	"cache_purge", "opentracing", "opentelemetry", "otel_", "aws_", "testcookie", "headers_", "substitutions", "subs_filter",
	"rtmp", "hls", "vod_", "unit_", "waf", "naxsi", "Basic", "Main", "LearningMode", "SecRules", "quic_", "stream_lua_", "ssl_ct", "balancer_", "check", "shm_", "limit_traffic", "consul", "vts_", "sysguard", "concat", "pinba", "rewrite_by", "access_by", "content_by", "header_filter", "body_filter", "log_by", "init_", "preread_by", "exit_worker",
}

func thirdParty(name string) bool {
	if strings.Contains(name, "_by_lua") {
		return true
	}
	for _, m := range modules {
		if strings.HasPrefix(name, m) {
			return true
		}
	}
	return false
}

// nearest gives the directive of this context that the name misspells, or "".
func (b *Block) nearest(name string) string {
	if len(name) < 4 || len(name) > 60 {
		return ""
	}
	best, least := "", 3
	for known, info := range directives() {
		if info.contexts&b.Context == 0 && b.Parent != nil {
			continue
		}
		most := 2
		if len(known) < 8 {
			most = 1
		}
		if n := distance(strings.ToLower(strings.ReplaceAll(name, "-", "_")), known, most); n <= most && (n < least || n == least && known < best) {
			best, least = known, n
		}
	}
	return best
}

// distance counts the letters to change, add, drop or swap between two words;
// more than most is not counted out.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most {
		return most + 1
	}
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
