package rules

import (
	"os"
	"path/filepath"
	"testing"

	"preflight/rules/audit"
)

// TestTheDocumentedDeploymentIsFine audits gunicorn's own example of a
// configuration, started as its documentation starts it, behind its example of
// nginx: whoever follows the documentation is not told that it is wrong.
func TestTheDocumentedDeploymentIsFine(t *testing.T) {
	paths, err := filepath.Glob("gunicorn/testdata/documented/*")
	if err != nil || len(paths) != 4 {
		t.Fatal(paths, err)
	}
	var files []*audit.File
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, NewFile(filepath.Base(path), text, ""))
	}
	report := Audit(files, nil)
	passed := map[string]bool{}
	for _, v := range report.Verdicts {
		if v.Outcome == audit.Fail && v.Severity >= audit.Medium {
			t.Errorf("%s:%d: %s: %s [%s]", v.Span.File.Name, v.Span.Line(), v.Severity, v.Message, v.Rule)
		}
		if v.Outcome == audit.Pass {
			passed[v.Rule] = true
		}
	}
	for _, id := range []string{"gunicorn/public-bind", "gunicorn/timeout-off", "gunicorn/spew-enabled", "gunicorn/access-log-off"} {
		if !passed[id] {
			t.Errorf("%s has nothing to say", id)
		}
	}
}

// TestGunicornFaultsAreFoundByLine holds the faults of the worst kind, each on
// its line.
func TestGunicornFaultsAreFoundByLine(t *testing.T) {
	text := `bind = "0.0.0.0:8000"
forwarded_allow_ips = "*"
proxy_protocol = True
proxy_allow_ips = "*"
protocol = "uwsgi"
uwsgi_allow_ips = "*"
user = "root"
reload = True
header_map = "dangerous"
forwarder_headers = "SCRIPT_NAME,REMOTE_USER"
strip_header_spaces = True
tolerate_dangerous_framing = True
raw_env = ["SECRET_KEY=kj3h4k5jh6k7j8h9k0j1h2"]
control_socket_mode = 0o666
access_log_format = "%({Authorization}i)s"
`
	want := map[int]string{
		2: "forwarded-from-anyone", 4: "proxy-protocol-from-anyone", 6: "uwsgi-from-anyone", 7: "root-user", 8: "reload-enabled",
		9: "dangerous-header-map", 10: "forwarder-headers-extended", 11: "header-spaces-stripped", 12: "dangerous-framing",
		13: "secret-in-raw-env", 14: "control-socket-open", 15: "secret-in-access-log",
	}
	report := Audit([]*audit.File{NewFile("gunicorn.conf.py", []byte(text), "")}, nil)
	found := map[int]string{}
	for _, v := range report.Verdicts {
		if v.Outcome == audit.Fail && v.Severity == audit.High {
			found[v.Span.Line()] += v.Rule
		}
	}
	for line, rule := range want {
		if found[line] != "gunicorn/"+rule {
			t.Errorf("line %d: %q, want gunicorn/%s", line, found[line], rule)
		}
		delete(found, line)
	}
	if len(found) > 0 {
		t.Errorf("more is found: %v", found)
	}
}
