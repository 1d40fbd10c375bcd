package nginx

import (
	"path"
	"strings"
)

// detect says how surely a text is nginx configuration, from 0 to 100.
func detect(name, text string) int {
	name = strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
	base := path.Base(name)
	ext := path.Ext(base)
	switch {
	case notConfig[ext]:
		return 0
	case base == "nginx.conf", ext == ".nginx", ext == ".nginxconf":
		return 100
	case base == "mime.types" && strings.Contains(strings.ReplaceAll(text, " ", ""), "types{"):
		return 90
	case strings.HasPrefix(text, dumpMark) || strings.Contains(text, "\n"+dumpMark):
		return 95
	}
	e := weigh(text)
	switch {
	case named(name) && (ext == "" || configEndings[ext] || strings.Contains(name, "sites-")):
		return e.named()
	case ext == "", configEndings[ext]:
		return e.alone()
	case e.strong-e.against >= surely:
		return surely
	}
	return 0
}

const (
	dumpMark = "# configuration file /" // of the output of nginx -T
	surely   = 85                       // the content leaves no doubt
)

// notConfig are endings that speak against configuration whatever the text.
var notConfig = endings(`
	.md .markdown .rst .html .htm .py .pyi .js .mjs .cjs .jsx .ts .tsx .vue .json .service .socket .timer .sh .bash .toml .htaccess .go .css
	.scss .less .ini .env .php .phtml .pm .pod .c .h .hpp .hh .cpp .cxx .cu .tcl .java .rb .rs .lua .sql .xml .svg .diff .patch .po .rules`)

// configEndings are the endings that nginx's configuration files are seen with.
var configEndings = endings(`
	.conf .cfg .config .tpl .tmpl .template .j2 .jinja .jinja2 .erb .inc .include .types .txt .vhost .site .dist .example .sample
	.default .in .bak .old .orig .off .disabled .save`)

func endings(list string) map[string]bool {
	set := map[string]bool{}
	for _, ext := range strings.Fields(list) {
		set[ext] = true
	}
	return set
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

// evidence is what speaks for and against nginx's language in a text.
type evidence struct {
	strong    int // only nginx writes so
	weak      int // known names with an underscore
	shared    int // known names that other languages have too
	against   int
	strangers int // statements that begin with no known name
}

// alone is the score of a text whose name tells nothing: words of other
// languages count where nothing else is said.
func (e evidence) alone() int {
	score := e.strong + e.weak - e.against
	if e.strangers == 0 {
		score += e.shared
	}
	return max(0, min(score, surely))
}

// named is the score of a text from a folder of nginx's.
func (e evidence) named() int {
	score := e.strong + e.weak + e.shared - e.against
	if score > 0 || e == (evidence{}) {
		return min(max(score+10, 50), 95)
	}
	return 0
}

// maxWeighed is how many statements are looked at.
const maxWeighed = 2000

// weigh looks at the statements of a text, which ";", "{" and "}" end.
func weigh(text string) (e evidence) {
	seen := 0
	for line := range strings.SplitSeq(text, "\n") {
		if seen >= maxWeighed {
			break
		}
		line = strings.TrimSpace(strings.TrimPrefix(line, "\uFEFF"))
		if strings.HasPrefix(line, "#") && !elsewhere(line) {
			continue
		}
		for line != "" && seen < maxWeighed {
			seen++
			end := strings.IndexAny(line, ";{") + 1
			if end == 0 {
				e.statement(line)
				break
			}
			e.statement(line[:end])
			line = strings.TrimLeft(line[end:], " \t}")
			if strings.HasPrefix(line, "#") {
				break
			}
		}
	}
	return e
}

// statement weighs one, with its terminator if it has one.
func (e *evidence) statement(text string) {
	end := text[len(text)-1]
	word, rest := text, ""
	if blank := strings.IndexAny(text, " \t{;"); blank >= 0 {
		word, rest = text[:blank], strings.TrimSpace(text[blank:])
	}
	switch {
	case elsewhere(text):
		e.against += 100
	case other(text):
		e.against += 40
	case text[0] == '}':
	case end != ';' && end != '{':
		e.strangers++
		e.against++ // prose, or what goes on in the next line
	case !directiveLike(word) || !Known(word):
		e.strangers++
	case end == '{':
		if opens(word, rest) {
			e.strong += 40
		}
	case rest[0] == ';':
	case telling[word] && !strings.HasPrefix(rest, "="):
		e.strong += 30
	case !strings.Contains(rest, "=") && strings.Contains(word, "_"):
		e.weak += 15
	case !strings.Contains(rest, "="):
		e.shared += 15
	}
}

// opens reports whether no other language opens a block so.
func opens(word, rest string) bool {
	args := strings.Fields(strings.TrimSuffix(rest, "{"))
	switch word {
	case "server", "http", "events", "stream", "types":
		return len(args) == 0
	case "location", "upstream":
		return len(args) > 0
	case "map":
		return len(args) == 2 && strings.HasPrefix(args[1], "$")
	}
	return word == "charset_map" || word == "limit_except" || word == "split_clients"
}

// elsewhere reports whether a line is of another language for sure.
func elsewhere(line string) bool {
	switch line[0] {
	case '#':
		return strings.HasPrefix(line, "#!/") || strings.HasPrefix(line, "#include <") || strings.HasPrefix(line, `#include "`) && !strings.HasSuffix(line, ";")
	case '$', '@':
		return strings.Contains(line, "=") // an assignment; else a word of the line before
	}
	for _, start := range elsewhereStarts {
		if strings.HasPrefix(line, start) {
			return true
		}
	}
	return false
}

// elsewhereStarts begin lines of PHP, Perl, C, JavaScript, Tcl, shell and BIND.
var elsewhereStarts = []string{
	"//", "/*", "<?", "package ", "sub ", "my ", "our ", "local ", "use strict", "use warnings", "function", "const ", "static ", "class ", "namespace ",
	"typedef ", "struct ", "void ", "int ", "char ", "var ", "let ", "public ", "private ", "protected ", "else ", "else{", "elsif", "foreach", "for ", "for(",
	"while ", "while(", "switch ", "switch(", "case ", "echo ", "print ", "printf", "def ", "proc ", "require ", "module ", "options {", `zone "`, "};",
}

// other reports whether a line is of prose or of another configuration.
func other(line string) bool {
	return strings.HasPrefix(line, "```") || line[0] == '<' || line[0] == '[' || strings.HasPrefix(line, "import ")
}

// telling are directives whose names no other language uses.
var telling = map[string]bool{
	"proxy_pass": true, "server_name": true, "proxy_set_header": true, "add_header": true, "fastcgi_pass": true,
	"uwsgi_pass": true, "ssl_certificate": true, "ssl_protocols": true, "server_tokens": true, "listen": true,
	"limit_req_zone": true, "client_max_body_size": true, "try_files": true, "ssl_ciphers": true, "worker_processes": true,
	"proxy_redirect": true, "limit_req": true, "access_log": true, "error_log": true, "sendfile": true, "fastcgi_param": true,
	"load_module": true, "worker_connections": true, "uwsgi_param": true, "scgi_param": true,
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
