package nginx

import (
	"path"
	"strings"
)

// detect says how surely a text is nginx configuration, from 0 to 100.
func detect(name, text string) int {
	name = strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
	base := path.Base(name)
	switch {
	case notConfig[path.Ext(base)]:
		return 0
	case base == "nginx.conf", strings.HasSuffix(base, ".nginx"), strings.HasSuffix(base, ".nginxconf"):
		return 100
	case base == "mime.types" && strings.Contains(text, "types"):
		return 90
	}
	score := content(text)
	if named(name) {
		score = max(score+10, 50)
	}
	return min(score, 95)
}

// notConfig are endings that speak against configuration whatever the text.
var notConfig = map[string]bool{
	".md": true, ".markdown": true, ".rst": true, ".html": true, ".py": true, ".pyi": true, ".js": true, ".ts": true,
	".json": true, ".service": true, ".socket": true, ".timer": true, ".sh": true, ".toml": true, ".htaccess": true,
	".go": true, ".css": true, ".ini": true, ".env": true,
}

// named reports whether the path is one where nginx keeps its files.
func named(name string) bool {
	for _, dir := range []string{"sites-available/", "sites-enabled/", "nginx/conf.d/", "nginx/snippets/", "nginx/"} {
		if at := strings.LastIndex(name, dir); at == 0 || at > 0 && name[at-1] == '/' {
			return true
		}
	}
	return false
}

// content looks for lines that only nginx's language has.
func content(text string) int {
	if strings.HasPrefix(text, "# configuration file /") || strings.Contains(text, "\n# configuration file /") {
		return 95
	}
	score, seen := 0, 0
	for line := range strings.SplitSeq(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if seen++; seen > 2000 {
			break
		}
		score += lineScore(line)
		if score >= 85 {
			return 85
		}
	}
	return max(score, 0)
}

// lineScore weighs one line; prose and other languages weigh against.
func lineScore(line string) int {
	word, rest, _ := strings.Cut(line, " ")
	end := line[len(line)-1]
	switch {
	case strings.HasPrefix(line, "```"), strings.HasPrefix(line, "<"), strings.HasPrefix(line, "import "), strings.HasPrefix(line, "["):
		return -40
	case end == '{' && (line == "server {" || line == "http {" || line == "events {" || line == "stream {" ||
		line == "server{" || line == "http{" || word == "location" || word == "upstream"):
		return 40
	case end == ';' && telling[word] && rest != "":
		return 30
	case end == ';' && directiveLike(word) && rest != "" && !strings.Contains(rest, "=") && Known(word):
		return 15
	}
	return 0
}

// telling are directives whose names no other language uses.
var telling = map[string]bool{
	"proxy_pass": true, "server_name": true, "proxy_set_header": true, "add_header": true, "fastcgi_pass": true,
	"uwsgi_pass": true, "ssl_certificate": true, "ssl_protocols": true, "server_tokens": true, "listen": true,
	"limit_req_zone": true, "client_max_body_size": true, "try_files": true, "ssl_ciphers": true, "worker_processes": true,
	"proxy_redirect": true, "limit_req": true, "access_log": true, "error_log": true, "sendfile": true, "fastcgi_param": true,
}

// directiveLike reports whether a word is written as directives are.
func directiveLike(word string) bool {
	for i := 0; i < len(word); i++ {
		if c := word[i]; (c < 'a' || c > 'z') && c != '_' && (c < '0' || c > '9') {
			return false
		}
	}
	return word != ""
}
