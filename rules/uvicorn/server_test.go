package uvicorn

import (
	"testing"

	"preflight/rules/audit"
	"preflight/rules/syntax/commandline"
)

func serverOf(command string) *Server {
	file := &audit.File{Name: "Procfile", Kind: "procfile", Text: command}
	stack := audit.NewStack([]*audit.File{file}, nil, nil)
	for _, l := range commandline.Split(file.Span(0, len(command))) {
		stack.Run(audit.Command{Words: l.Words, Env: l.Env, Span: file.Span(0, len(command))})
	}
	return Servers(stack)[0]
}

func TestOptions(t *testing.T) {
	for _, c := range []struct{ command, name, want string }{
		{"uvicorn a --host 1.2.3.4", "host", "1.2.3.4"},
		{"uvicorn a --host=1.2.3.4", "host", "1.2.3.4"},
		{"uvicorn --reload a --host x", "host", "x"},
		{"uvicorn a --host x --host y", "host", "y"},
		{"python -m uvicorn a --log-level debug", "log-level", "debug"},
		{"uvicorn a --proxy-headers --uds /run/x", "uds", "/run/x"},
		{"uvicorn a", "host", ""},
		{"uvicorn a --host", "host", ""},
	} {
		if got := serverOf(c.command).Get(c.name).Value; got != c.want {
			t.Errorf("%q: %s is %q, want %q", c.command, c.name, got, c.want)
		}
	}
}

func TestListens(t *testing.T) {
	for command, want := range map[string]reach{
		"uvicorn a": loopback, "uvicorn a --host 0.0.0.0": anybody, "uvicorn a --host ::": anybody, "uvicorn a --host localhost": loopback,
		"uvicorn a --host 10.0.0.1": others, "uvicorn a --uds x --host 0.0.0.0": socket, "uvicorn a --fd 0": socket,
		"uvicorn a --host $H": unseen, "uvicorn a $MORE": unseen, "uvicorn a --host 127.0.0.1 $MORE": loopback,
	} {
		if got, _ := serverOf(command).Listens(); got != want {
			t.Errorf("%q: %d, want %d", command, got, want)
		}
	}
}

func TestVariables(t *testing.T) {
	for command, want := range map[string]string{
		"FORWARDED_ALLOW_IPS=* uvicorn a":                           "FORWARDED_ALLOW_IPS *",
		"FORWARDED_ALLOW_IPS=* uvicorn a --forwarded-allow-ips ::1": "--forwarded-allow-ips ::1",
		"env FORWARDED_ALLOW_IPS=::1 uvicorn a":                     "FORWARDED_ALLOW_IPS ::1",
		"uvicorn a":                                                 "--forwarded-allow-ips ",
	} {
		o := serverOf(command).fromVariable("forwarded-allow-ips", "FORWARDED_ALLOW_IPS")
		if got := o.Said() + " " + o.Value; got != want {
			t.Errorf("%q: %q, want %q", command, got, want)
		}
	}
}

func TestTrustsAll(t *testing.T) {
	for list, want := range map[string]bool{"*": true, "10.0.0.1, *": true, "0.0.0.0/0": true, "127.0.0.1": false, "": false, "10.0.0.0/8": false} {
		if got := trustsAll(list); got != want {
			t.Errorf("%q: %v, want %v", list, got, want)
		}
	}
}

// FuzzServer holds that no command line stops the audit and that no fix reaches
// out of its file.
func FuzzServer(f *testing.F) {
	f.Add("A=1 uvicorn a --host '0.0.0.0' --reload --log-level=debug")
	f.Fuzz(func(t *testing.T, command string) {
		s := serverOf("uvicorn a && " + command)
		for _, server := range Servers(s.stack) {
			Rules.Run(s.stack, server, server.Command.Span)
		}
		for _, v := range s.stack.Report().Verdicts {
			if v.Fix != nil {
				if _, err := audit.Apply(s.stack.Files[0], v.Fix.Edits); err != nil {
					t.Fatalf("%q: %v", command, err)
				}
			}
		}
	})
}

// TestDevelopmentIsNoFault holds that a file for developers gets small findings
// and no fixes.
func TestDevelopmentIsNoFault(t *testing.T) {
	id := "uvicorn/reload-enabled"
	for name, want := range map[string]audit.Severity{"Procfile": audit.Medium, "Procfile.dev": audit.Low, "compose.override.yml": audit.Low} {
		s := serverOf("uvicorn a --reload")
		s.Command.Span.File.Name = name
		rule := map[string]*audit.Rule{id: {ID: id, Severity: audit.Medium, Confidence: audit.Sure}}
		stack := audit.NewStack(nil, nil, rule)
		Rules.Run(stack, s, s.Command.Span)
		for _, v := range stack.Report().Verdicts {
			if v.Rule == id && (v.Severity != want || (v.Fix == nil) != (want == audit.Low)) {
				t.Errorf("%s: %s with fix %v, want %s", name, v.Severity, v.Fix, want)
			}
		}
	}
}
