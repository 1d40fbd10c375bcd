package nginx

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/spell"
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
		if n := spell.Slips(strings.ToLower(strings.ReplaceAll(name, "-", "_")), known, most); n <= most && (n < least || n == least && known < best) {
			best, least = known, n
		}
	}
	return best
}
