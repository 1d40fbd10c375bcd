package httpdconf

import (
	"strings"
	"testing"

	"preflight/rules/audit"
)

// macroOf reads a text that is one macro.
func macroOf(text string) *Macro {
	return MacroOf(Parse(&audit.File{Text: text}).Body[0])
}

// TestFill holds what httpd makes of a line in a macro's body.
func TestFill(t *testing.T) {
	for _, c := range []struct{ params, line, values, want string }{
		{"$a", "ServerName $a", "x.test", "ServerName|x.test"},
		{"$a", "ServerName plain", "x.test", "ServerName|plain"},
		{"$a", "ServerAlias $a", "b.test c.test", "ServerAlias|b.test|c.test"},
		{"$a", "Header set X \"a $a\"", "b c", "Header|set|X|a b c"},
		{"$a $ab", "ServerName $ab.$a.test", "1,2", "ServerName|2.1.test"},
		{"$a $b", "ServerName $a", "$b,x", "ServerName|$b"}, // a value is not looked at again
		{"$d", "$d On", "ServerSignature", "ServerSignature|On"},
		{"$d", "$d", "ServerSignature Off", "ServerSignature|Off"},
		{"$d", "Server$d Off", "Signature", "ServerSignature|Off"},
		{"a", "Alias /a /a", "x", "Alixs|/x|/x"}, // any word may be a parameter
		{"$a", "<Directory $a>", "/srv", "Directory|/srv"},
		{"$a", "Options $a", "", "Options"},
		{"$a", "$a", "", ""}, // nothing is left of the line
		{"$a", "Options $a", strings.Repeat("x", 9000), ""},
	} {
		m := macroOf("<Macro M " + c.params + ">\n" + c.line + "\n</Macro>\n")
		got := ""
		if d := m.Fill(m.Body[0], strings.Split(c.values, ",")); d != nil {
			got = strings.Join(append([]string{d.Name.Value}, d.Values()...), "|")
		}
		if got != c.want {
			t.Errorf("%q with %q=%q is %q, want %q", c.line, c.params, c.values, got, c.want)
		}
	}
}

// TestMacroOf holds which sections are macros that can be followed.
func TestMacroOf(t *testing.T) {
	for text, want := range map[string]string{
		"<Macro VHost $a %b>\n</Macro>":                              "vhost $a %b",
		"<macro X>\n</macro>":                                        "x",
		"<Macro>\n</Macro>":                                          "",
		"<Macro X \"\">\n</Macro>":                                   "",
		"<Directory X $a>\n</Directory>":                             "",
		"<Macro X " + strings.Repeat("$a ", 70) + ">\n</Macro>":      "",
		"<Macro X $" + strings.Repeat("a", maxParam) + ">\n</Macro>": "",
	} {
		got := ""
		if m := macroOf(text); m != nil {
			got = strings.Join(append([]string{m.Title}, m.Params...), " ")
		}
		if got != want {
			t.Errorf("%.40q: %q, want %q", text, got, want)
		}
	}
}

// TestFillKeepsPlaces holds that what is replaced points into the macro's body.
func TestFillKeepsPlaces(t *testing.T) {
	m := macroOf("<Macro M $a>\n  ServerAlias $a\n</Macro>\n")
	d := m.Fill(m.Body[0], []string{"b.test c.test"})
	for _, w := range append([]Word{d.Name}, d.Args...) {
		if w.Span.Line() != 2 {
			t.Errorf("%q stands on line %d", w.Value, w.Span.Line())
		}
	}
	if !d.Filled || m.Body[0].Filled {
		t.Error("the filled directive is not told from the one of the body")
	}
}
