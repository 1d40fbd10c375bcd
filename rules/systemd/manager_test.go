package systemd_test

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

// said lists the rules that gave an outcome other than a pass.
func said(r *audit.Report) string {
	var ids []string
	for _, v := range r.Verdicts {
		if strings.HasPrefix(v.Rule, "systemd/") && (v.Outcome == audit.Fail || v.Outcome == audit.Unknown) {
			ids = append(ids, strings.TrimPrefix(v.Rule, "systemd/")+" "+v.Outcome.String())
		}
	}
	return strings.Join(ids, ", ")
}

// TestLoneDropIn holds that a drop-in without its unit is told once to be one,
// and judged by what it sets.
func TestLoneDropIn(t *testing.T) {
	for text, want := range map[string]string{
		"[Service]\nLimitNOFILE=65536\n":                         "",
		"[Service]\nNoNewPrivileges=yes\nProtectSystem=strict\n": "",
		"[Service]\nUser=root\n":                                 "root-user fail",
		"[Service]\nNoNewPrivileges=no\n":                        "new-privileges fail",
		"[Service]\nProtectClock=no\nProtectHostname=yes\n":      "kernel-writable fail",
		"[Service]\nProtectKernelLogs=maybe\n":                   "ignored-value fail",
		"[Service]\nEnvironment=SECRET_KEY=uZ8s0x9JqLw2\n":       "secret-in-environment fail",
	} {
		for _, name := range []string{"10-hardening.conf", "shop.service.d/10-hardening.conf"} {
			r := report(name, text)
			if got := said(r); got != want {
				t.Errorf("%s %q: %q, want %q", name, text, got, want)
			}
			if len(r.Problems) != 1 || !strings.Contains(r.Problems[0].Message, "is not among the files") {
				t.Errorf("%s: %v", name, r.Problems)
			}
			if len(r.Scores) != 0 || len(r.Unscored) != 1 {
				t.Errorf("%s: %v %v", name, r.Scores, r.Unscored)
			}
		}
	}
	r := report("shop.service.d/a.conf", "[Service]\nUser=shop\n", "shop.service", "[Service]\nExecStart=/bin/a\n")
	if len(r.Problems) != 0 || len(r.Scores) != 1 || len(r.Unscored) != 0 {
		t.Errorf("%v", r.Problems)
	}
}

// TestUserUnits holds that units of a user's manager are not told to confine
// themselves, and that their score says what it is worth.
func TestUserUnits(t *testing.T) {
	const unit = "[Service]\nType=notify\nExecStart=/home/shop/venv/bin/gunicorn shop.wsgi\nRestart=always\nMemoryMax=1G\n"
	const enabled = "[Install]\nWantedBy=default.target\n"
	for _, c := range []struct{ name, text, said, note string }{
		{".config/systemd/user/shop.service", unit + enabled, "", "this unit is a user's"},
		{"/usr/lib/systemd/user/shop.service", unit + enabled, "", "this unit is a user's"},
		{"shop.service", "# /home/shop/.config/systemd/user/shop.service\n" + unit + enabled, "", "this unit is a user's"},
		{".config/systemd/user/shop.service", unit, "install-missing fail", "this unit is a user's"},
		{"shop.service", unit + enabled, "root-user unknown", "if it is a user's"},
		{"/etc/systemd/system/shop.service", unit + enabled, "root-user fail", ""},
		{"shop.service", unit + "[Install]\nWantedBy=multi-user.target\n", "root-user fail", ""},
	} {
		r := report(c.name, c.text)
		if got := said(r); (c.said == "" && got != "") || !strings.Contains(got, c.said) {
			t.Errorf("%s: %q, want %q", c.name, got, c.said)
		}
		if note := r.Scores[0].Note; (c.note == "") != (note == "") || !strings.Contains(note, c.note) {
			t.Errorf("%s: note %q", c.name, note)
		}
	}
}

// TestUnscored holds which units have no score, and that the reason is told.
func TestUnscored(t *testing.T) {
	r := report("a.socket", "[Socket]\nListenStream=80\n", "a.timer", "[Timer]\nOnCalendar=daily\n", "a.service", "[Service]\nExecStart=/bin/a\n")
	if len(r.Scores) != 1 || len(r.Unscored) != 2 || r.Unscored[0].Unit != "a.socket" || !strings.Contains(r.Unscored[1].Why, "every timer the same score") {
		t.Errorf("%v %v", len(r.Scores), r.Unscored)
	}
}
