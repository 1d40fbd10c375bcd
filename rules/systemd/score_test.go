package systemd

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

// exposureOf scores a service for a release.
func exposureOf(text string, release int) Score {
	file := &audit.File{Name: "django.service", Kind: Kind, Text: text}
	return Scores(audit.NewStack([]*audit.File{file}, audit.Targets{"systemd": {release}}, nil))[0]
}

const djangoService = `[Unit]
Description=Shop
After=network.target

[Service]
User=shop
Group=shop
WorkingDirectory=/srv/shop
ExecStart=/srv/shop/venv/bin/gunicorn shop.wsgi
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ProtectHome=yes
ProtectControlGroups=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
`

// TestHardeningPath holds the exposure at each step from a usual service to one
// that keeps nothing but the network; the figures are the tool's own.
func TestHardeningPath(t *testing.T) {
	text := djangoService
	for _, step := range []struct {
		lines    string
		was, now float64 // for 252 and for 257
	}{
		{"", 6.9, 6.7},
		{"CapabilityBoundingSet=", 4.8, 4.6},
		{"SystemCallFilter=@system-service\nSystemCallFilter=~@privileged @resources", 3.2, 3.1},
		{"RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6", 2.8, 2.6},
		{"RestrictNamespaces=yes", 2.1, 1.9},
		{"SystemCallArchitectures=native", 1.9, 1.7},
		{"PrivateUsers=yes", 1.7, 1.5},
		{"ProtectClock=yes", 1.6, 1.5},
		{"ProtectKernelLogs=yes", 1.5, 1.3},
		{"ProtectProc=invisible", 1.3, 1.1},
		{"IPAddressDeny=any\nIPAddressAllow=localhost", 1.1, 1.0},
		{"PrivateMounts=yes", 1.0, 1.0},
		{"UMask=0027\nRemoveIPC=yes\nProtectHostname=yes\nProcSubset=pid", 0.9, 0.9},
		{"PrivateNetwork=yes\nRestrictAddressFamilies=\nRestrictAddressFamilies=AF_UNIX", 0.2, 0.2},
	} {
		text += step.lines + "\n"
		if was, now := exposureOf(text, 252).Exposure, exposureOf(text, 257).Exposure; was != step.was || now != step.now {
			t.Errorf("after %q: %.1f and %.1f, want %.1f and %.1f", step.lines, was, now, step.was, step.now)
		}
	}
}

func TestScoreOfNothing(t *testing.T) {
	for release, want := range map[int]float64{252: 9.6, 257: 9.4, 262: 9.4} {
		s := exposureOf("[Service]\nExecStart=/bin/true\n", release)
		if s.Exposure != want || s.Level != "UNSAFE" || s.Refused != "" || len(s.Rows) != 81 {
			t.Errorf("%d: %.1f %s %q, %d rows", release, s.Exposure, s.Level, s.Refused, len(s.Rows))
		}
	}
}

func TestLevels(t *testing.T) {
	for tenths, want := range map[int]string{
		0: "PERFECT", 1: "SAFE", 9: "SAFE", 10: "OK", 49: "OK", 50: "MEDIUM", 74: "MEDIUM", 75: "EXPOSED", 89: "EXPOSED",
		90: "UNSAFE", 99: "UNSAFE", 100: "DANGEROUS",
	} {
		if got := level(tenths); got != want {
			t.Errorf("%d: %s, want %s", tenths, got, want)
		}
	}
}

// TestRefused holds why a unit gets no score from the tool, and that it still
// gets one here.
func TestRefused(t *testing.T) {
	for text, want := range map[string]string{
		"ExecStart=/bin/a":                               "",
		"ExecStart=a":                                    "",
		"ExecStart=./a":                                  "ExecStart= names no program",
		"ExecStart=bin/a":                                "ExecStart= names no program",
		"ExecStart=/bin/":                                "ExecStart= names no program",
		"ExecStart=/bin/a \"b":                           "ExecStart= has an open quote",
		"ExecStart=/bin/a %2F":                           "ExecStart= has an unknown specifier",
		"ExecStart=/bin/a %(h)s %%2F":                    "",
		"User=x":                                         "it has neither ExecStart= nor ExecStop=",
		"Type=simple\nExecStop=/bin/a":                   "it has no ExecStart= and no Type=oneshot",
		"ExecStop=/bin/a":                                "no ExecStart= without RemainAfterExit=yes",
		"ExecStop=/bin/a\nRemainAfterExit=yes":           "",
		"ExecStart=/bin/a\nExecStart=/bin/b":             "several ExecStart= without Type=oneshot",
		"Type=oneshot\nExecStart=/a\nExecStart=/b":       "",
		"ExecStart=/bin/a\nUser=a:b":                     "User= is not a valid name",
		"ExecStart=/bin/a\nUser=00":                      "User= is not a valid name",
		"ExecStart=/bin/a\nUser=65535":                   "User= is not a valid name",
		"ExecStart=/bin/a\nUser=%i":                      "User= is not a valid name",
		"ExecStart=/bin/a\nUser=a b":                     "",
		"ExecStart=/bin/a\nGroup=a/b":                    "Group= is not a valid name",
		"ExecStart=/bin/a\nRootDirectory=x":              "RootDirectory= is not an absolute path",
		"ExecStart=/bin/a\nWorkingDirectory=x":           "WorkingDirectory= is not an absolute path",
		"ExecStart=/bin/a\nWorkingDirectory=~":           "",
		"ExecStart=/bin/a\nType=dbus":                    "Type=dbus needs BusName=",
		"ExecStart=/bin/a\nType=oneshot\nRestart=always": "Type=oneshot excludes Restart=always",
		"ExecStart=/bin/a\nPAMName=x\nKillMode=none":     "PAMName= excludes KillMode=none",
	} {
		s := exposureOf("[Service]\n"+text+"\n", 257)
		if s.Refused != want || s.Exposure == 0 {
			t.Errorf("%q: %q and %.1f, want %q", text, s.Refused, s.Exposure, want)
		}
	}
}

// TestScores holds which units are scored.
func TestScores(t *testing.T) {
	stack := stackOf("a.socket", "[Socket]\nListenStream=80\n", "a.service", "[Service]\nExecStart=/bin/a\n",
		"a.service.d/1.conf", "[Service]\nPrivateNetwork=yes\n", "b.service.d/1.conf", "[Service]\nUser=x\n", "c.timer", "[Timer]\nOnCalendar=daily\n")
	scores := Scores(stack)
	if len(scores) != 1 || scores[0].File != "a.service" || scores[0].Exposure != 9.0 {
		t.Errorf("%+v", scores)
	}
}

// TestEveryRowHasARule holds that each row of the score is explained by a rule.
func TestEveryRowHasARule(t *testing.T) {
	for _, row := range EmptyRows() {
		rule := RuleOf(row.ID)
		if _, ok := strings.CutPrefix(rule, "systemd/"); !ok {
			t.Errorf("%s has no rule", row.ID)
		}
	}
}
