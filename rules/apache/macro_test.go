package apache

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"preflight/rules/audit"
)

// TestMacrosAreExpanded holds what is in force after macros were used: the
// values of ServerName, in the order in which httpd reads them.
func TestMacrosAreExpanded(t *testing.T) {
	const named = "<Macro Named $n>\nServerName $n\n</Macro>\n"
	for _, c := range []struct{ what, text, want string }{
		{"a parameter", named + "Use Named a", "a"},
		{"any case", named + "USE nAMED a", "a"},
		{"twice", named + "Use Named a\nUse Named b", "a b"},
		{"not used: the value is open", named, "$n?"},
		{"the use stands first", "Use Named a\n" + named, "a"},
		{"the last one counts", named + "<Macro Named $n>\nServerName x.$n\n</Macro>\nUse Named a", "x.a $n?"},
		{"one under a condition", "<IfDefine A>\n" + named + "</IfDefine>\n<IfDefine B>\n<Macro Named $n>\nServerName x.$n\n</Macro>\n</IfDefine>\nUse Named a", "a x.a"},
		{"one that is taken back", named + "Use Named a\nUndefMacro Named", "a"},
		{"in a section", named + "<VirtualHost *>\nUse Named a\n</VirtualHost>", "a"},
		{"with a section", "<Macro V $n $p>\n<VirtualHost *:$p>\nServerName $n\n</VirtualHost>\n</Macro>\nUse V a 80\nUse V b 443", "a b"},
		{"in another macro", named + "<Macro Outer $n>\nUse Named $n.test\n</Macro>\nUse Outer a", "a.test"},
		{"made by another macro", "<Macro Maker $m>\n<Macro $m $n>\nServerName $n.$m\n</Macro>\n</Macro>\nUse Maker Made\nUse Made a", "a.Made"},
		{"variables in arguments", "Define N a\n" + named + "Use Named ${N}", "a"},
		{"that uses itself", "<Macro A $n>\nServerName $n\nUse A $n\n</Macro>\nUse A x", "x"},
		{"too few arguments", named + "Use Named", "$n?"},
		{"an unknown variable", named + "Use Named ${N}", "${N}?"},
		{"off", named + "<IfVersion < 2.4>\nUse Named a\n</IfVersion>", "$n?"},
	} {
		var got []string
		for _, u := range configOf(t, "apache2.conf", c.text+"\n").Uses("ServerName") {
			value := u.Value(0)
			if !u.Known() {
				value += "?"
			}
			got = append(got, value)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q\n%s", c.what, got, c.want, c.text)
		}
	}
}

// TestVerdictsStandInTheMacro holds where rules point to.
func TestVerdictsStandInTheMacro(t *testing.T) {
	const tls = "<Macro TLS $p>\nSSLProtocol $p\n</Macro>\n"
	for _, c := range []struct{ rule, text, want string }{
		{"weak-ssl-protocols", tls + "Use TLS \"all -SSLv3\"\n", "fail 2"},
		{"weak-ssl-protocols", tls + "Use TLS \"-all +TLSv1.2\"\n", "pass 2"},
		{"weak-ssl-protocols", tls, "unknown 2"},
		{"server-tokens", "Use Common\n", "unknown 1"},
		{"server-tokens", "ServerTokens Prod\nUse Common\n", "unknown 1"},
		{"server-tokens", "Use Common\nServerTokens Prod\n", "pass 2"},
		{"server-tokens", "<Macro Common>\nServerTokens Prod\n</Macro>\nUse Common\n", "pass 2"},
		{"unknown-directive", "<Macro M $d>\n$d Prod\n</Macro>\nUse M ServerTokns\n", "fail 2"},
		{"unknown-directive", "<Macro M $d>\n$d Prod\n</Macro>\n", ""},
		{"misplaced-directive", "<Macro M>\nServerTokens Prod\n</Macro>\n<VirtualHost *>\nUse M\n</VirtualHost>\n", "fail 2"},
		{"wrong-arguments", "<Macro M $a>\nServerTokens $a\n</Macro>\nUse M \"a b\"\n", "fail 2"},
		{"root-granted", "<Macro M $d>\n<Directory $d>\nRequire all granted\n</Directory>\n</Macro>\nUse M /srv\nUse M /\n", "fail 3"},
	} {
		if got := said("apache2.conf", c.text, c.rule); got != c.want {
			t.Errorf("%s: %q, want %q\n%s", c.rule, got, c.want, c.text)
		}
	}
}

// TestTheUseIsShown holds that a finding about a value names the line that the
// value comes from.
func TestTheUseIsShown(t *testing.T) {
	text := "<Macro M $t>\nServerTokens $t\nTraceEnable On\n</Macro>\n<Macro N>\nUse M Full\n</Macro>\nUse N\n"
	for _, v := range auditText("apache2.conf", text).Verdicts {
		if v.Rule == "apache/server-tokens" && (len(v.Related) != 1 || v.Related[0].Line() != 8) {
			t.Errorf("shown beside it: %v", v.Related)
		}
		if v.Rule == "apache/trace-enabled" && len(v.Related) != 0 {
			t.Errorf("the use has no part in %s", v.Message)
		}
	}
}

// TestFixesLeaveParametersAlone holds that a fix changes the plain words of a
// macro only: other uses may need the rest.
func TestFixesLeaveParametersAlone(t *testing.T) {
	for line, fixable := range map[string]bool{"ServerTokens Full": true, "ServerTokens $t": false} {
		for _, v := range auditText("apache2.conf", "<Macro M $t>\n"+line+"\n</Macro>\nUse M Full\n").Verdicts {
			if v.Rule == "apache/server-tokens" && (v.Outcome != audit.Fail || (v.Fix != nil) != fixable) {
				t.Errorf("%s: %v, fix %v", line, v.Outcome, v.Fix)
			}
		}
	}
}

// TestMacrosMayLieInOtherFiles holds that the whole stack is looked through.
func TestMacrosMayLieInOtherFiles(t *testing.T) {
	c := configsOf(t, map[string]string{
		"sites-enabled/a.conf":     "Use V a.test\n",
		"conf-enabled/macros.conf": "<Macro V $n>\n<VirtualHost *:443>\nServerName $n\n</VirtualHost>\n</Macro>\n",
	}, "sites-enabled/a.conf", "conf-enabled/macros.conf")[0]
	if len(c.Hosts) != 1 || c.Hosts[0].Names[0] != "a.test" || c.Hosts[0].Node.Open.File.Name != "conf-enabled/macros.conf" {
		t.Errorf("hosts %+v", c.Hosts)
	}
}

// TestIncludesOfMacrosAreFollowed holds that a file which a macro includes by a
// parameter is read where the macro is used, and nowhere else.
func TestIncludesOfMacrosAreFollowed(t *testing.T) {
	c := configsOf(t, map[string]string{
		"apache2.conf": "<Macro V $n>\n<VirtualHost *:443>\nServerName $n.test\nInclude sites/$n.inc\n</VirtualHost>\n</Macro>\nUse V a\nUse V b\n",
		"sites/a.inc":  "ServerAdmin $n\n",
	}, "apache2.conf", "sites/a.inc")[0]
	admins := c.Uses("ServerAdmin")
	if len(admins) != 1 || admins[0].Scope != c.Hosts[0].Scope || admins[0].Value(0) != "$n" {
		t.Errorf("ServerAdmin: %v", admins)
	}
	if c.Hosts[0].Gap("Header") != "" || !strings.Contains(c.Hosts[1].Gap("Header"), "sites/b.inc") {
		t.Errorf("gaps %q and %q", c.Hosts[0].Gap("Header"), c.Hosts[1].Gap("Header"))
	}
}

// TestMacrosDoNotExplode holds that macros that use each other many times over
// are cut, and that what is left out is not taken for read.
func TestMacrosDoNotExplode(t *testing.T) {
	var b strings.Builder
	b.WriteString("<Macro M0>\nTimeout 5\n</Macro>\n")
	for i := 1; i <= 30; i++ {
		fmt.Fprintf(&b, "<Macro M%d>\n%s</Macro>\n", i, strings.Repeat(fmt.Sprintf("Use M%d\n", i-1), 10))
	}
	for name, text := range map[string]string{
		"nested":          b.String() + "Use M9\n",
		"nested deeply":   b.String() + "Use M30\n",
		"growing words":   "<Macro A $x>\nUse B $x$x\n</Macro>\n<Macro B $x>\nUse A2 $x$x\n</Macro>\n<Macro A2 $x>\nSetEnv X $x$x$x$x\n</Macro>\nUse A " + strings.Repeat("y", 4000) + "\n",
		"long lines":      "<Macro L $x>\nSetEnv A " + strings.Repeat("a", 1<<18) + "\n</Macro>\n" + strings.Repeat("Use L 1\n", 1000),
		"many uses":       "<Macro L $x>\nSetEnv A $x\n</Macro>\n" + strings.Repeat("Use L 1\n", 1<<15),
		"many parameters": "<Macro L " + strings.Repeat("$a ", 1<<16) + ">\n</Macro>\nUse L\n",
		"nothing defined": strings.Repeat("Use L 1\n", 1<<15),
	} {
		start := time.Now()
		report := auditText("apache2.conf", "ServerTokens Prod\n"+text)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s took %v", name, took)
		}
		if len(report.Crashes) > 0 {
			t.Errorf("%s: %v", name, report.Crashes)
		}
		for _, v := range report.Verdicts {
			if v.Rule == "apache/server-tokens" && (v.Outcome == audit.Pass) == (name != "many uses") {
				t.Errorf("%s: %s, though the end was not read", name, v.Outcome)
			}
		}
	}
}
