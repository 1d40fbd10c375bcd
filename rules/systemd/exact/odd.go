package exact

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// oddLines are lines of [Service] of which many make systemd refuse the unit.
var oddLines = []choice{
	{"User", []string{"a:b", "a/b", "00", "0", "65535", "65534", "4294967295", "4294967296", "-1", "-x", "a b", `"shop"`, "shop ", ".", "..", "%i", "%n", "%Z", "%u", "%%", "%(x)", "é", "\x01", "1a", "a.b", "0x0", "+5", "%H", "%", "a%"}},
	{"Group", []string{"a:b", "00", "shop", "65535", "%i", "a b", "_x$"}},
	{"SupplementaryGroups", []string{"a:b adm", "adm 00", `"a b"`, "%i", "adm %Z", `adm "open`, "65535"}},
	{"DynamicUser", []string{"maybe", "yes", "no", "yes", "no"}},
	{"Type", []string{"oneshot", "forking", "dbus", "notify", "notify-reload", "exec", "simple", "idle", "oneshot ", "Oneshot", ""}},
	{"BusName", []string{"org.example.Shop", "", "bad name", "org"}},
	{"Restart", []string{"always", "on-success", "on-failure", "no", "yes", ""}},
	{"RestartForceExitStatus", []string{"1 2", "", "SIGTERM", "nonsense"}},
	{"ExitType", []string{"cgroup", "main", "x"}},
	{"RemainAfterExit", []string{"yes", "no"}},
	{"PAMName", []string{"login", ""}},
	{"KillMode", []string{"process", "none", "mixed", "control-group", "x"}},
	{"WorkingDirectory", []string{"~", "-~", "x", "-x", "-/x", "/srv", "/srv/../x", "%i", "%Z", "", "-", "//srv//", "/srv/.", "~x"}},
	{"RootDirectory", []string{"x", "/srv/../x", "/srv", "", "/", "%Z", "%i", "/srv/./x", "~", "-/srv"}},
	{"RootImage", []string{"x", "/srv/a.raw", "", "/srv/../a", "-/srv/a.raw"}},
	{"ExecStart", []string{"", "/bin/b", "b", "./b", "bin/b", "/bin/b \"c", "/bin/b 'c", "/bin/b c\\", "/bin/b \\q", "/bin/b %Z", "/bin/b %2F", "/bin/b %%", "/bin/b 100%", "/bin/%Z", "-/bin/b", "+/bin/b", "!!/bin/b", "@/bin/b b", "@/bin/b", "-@+/bin/b x", "|/bin/b", "/bin/b ; /bin/c", "/bin/b ;", "; /bin/b", "/bin/b \\; c", "/", "/bin/", "/bin/../b", "//bin//b", `"/bin/b c"`, `"bin/b"`, "-", "+", "a%i", "%i", "..", ".", "${X}", "$X", ":/bin/b %Z", "++/bin/b", "+!/bin/b", "-:/bin/b", "/bin/b;c", "/bin/b ;c", "~/b"}},
	{"ExecStop", []string{"/bin/b", "", "./b", "%Z"}},
	{"ExecStartPre", []string{"/bin/b", "x/y", "/bin/b \"", "/bin/b %Z", "; ;", "/bin/b ; bin/c"}},
	{"ExecReload", []string{"/bin/kill -HUP $MAINPID", "./x"}},
	{"ExecCondition", []string{"/bin/b", "./x"}},
	{"PrivatePIDs", []string{"yes", "no"}},
	{"PrivateUsers", []string{"managed", "yes", "full"}},
	{"Environment", []string{"A=%Z", "A", `A="b`, "%Z"}},
	{"EnvironmentFile", []string{"x", "/etc/x", "%Z"}},
	{"PIDFile", []string{"x", "/run/x.pid", "../x", "%Z", "/run/../x", "a/../b", "..", "/run/./x"}},
	{"RuntimeDirectory", []string{"x", "/x", "../x", "%Z"}},
	{"ReadWritePaths", []string{"x", "/x", "%Z"}},
	{"Slice", []string{"x", "system.slice", "a.service"}},
	{"Sockets", []string{"x.socket", "x"}},
	{"TTYPath", []string{"x", "/dev/tty1"}},
	{"TimeoutSec", []string{"5", "x", ""}},
	{"RuntimeMaxSec", []string{"5"}},
	{"FileDescriptorStoreMax", []string{"5", "x"}},
	{"Nice", []string{"99", "5"}},
	{"LimitNOFILE", []string{"abc", "5"}},
	{"Delegate", []string{"yes"}},
	{"LoadCredential", []string{"a", "a:b", "a:/b", ":"}},
	{"LogNamespace", []string{"x", "a/b"}},
	{"SELinuxContext", []string{"x", "-x"}},
	{"MountFlags", []string{"shared", "x"}},
	{"MountAPIVFS", []string{"yes"}},
	{"ProtectHostname", []string{"yes:-bad-", "private:a b", "yes:%i", "yes:", "private:%Z"}},
}

// oddTexts are lines that are no assignments, or strange ones.
var oddTexts = []string{
	"[Unit]\nSuccessAction=reboot\n[Service]", "[Unit]\nSuccessAction=none\n[Service]", "[Unit]\nSuccessAction=x\n[Service]", "[Install]\n[Service]",
	"[Service] # x", "[Service", "[ Service ]", "[Se\"rvice]", "[Bogus]\nUser=root\n[Service]", "[X-Mine]\nUser=root\n[Service]", "[]\n[Service]",
	"=x", "User", "User :shop", ".include /x", "# comment \\", "; \\", "\\", "\\\\", "User=shop\\\n\\\n", "caf\xe9", "# caf\xe9", "[caf\xe9]", "X=caf\xe9",
	"User=shop\x00ProtectHome=yes", "User=shop\rProtectHome=yes", "\uFEFFUser=shop", "X=\uFDD0", "User=sh\\\nop", "ProtectHome=\\\n# x\n  yes", "UMask = 0077", "User= ",
	"ProtectHome=\\\n\nyes", "\tPrivateTmp=yes", "PrivateTmp\t=\tyes", "PrivateTmp==yes", "[Service]]", "[[Service]", "[Service]\\",
}

// GenerateOdd makes n units that try the reader and what systemd refuses.
func GenerateOdd(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 257))
	units := make([]string, n)
	for i := range units {
		units[i] = generateOdd(r)
	}
	return units
}

func generateOdd(r *rand.Rand) string {
	var b strings.Builder
	if r.IntN(30) == 0 {
		b.WriteString("\uFEFF")
	}
	b.WriteString(pick(r, []string{"[Service]\n", "[Service]\n", "[Service]\n", "[Unit]\nDescription=x\n[Service]\n", "# x\n[Service]\n", " [Service]\t\n"}))
	if r.IntN(8) > 0 {
		b.WriteString("ExecStart=/bin/true\n")
	}
	for range 1 + r.IntN(4) {
		if r.IntN(5) == 0 {
			b.WriteString(pick(r, oddTexts) + "\n")
			continue
		}
		c := oddLines[r.IntN(len(oddLines))]
		fmt.Fprintf(&b, "%s=%s\n", c.key, pick(r, c.values))
	}
	text := b.String()
	if r.IntN(10) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}
