package systemd

import (
	"fmt"
	"strings"
	"testing"

	"preflight/rules/audit"
)

// stackOf makes a stack of files, given as name and text by turns.
func stackOf(pairs ...string) *audit.Stack {
	var files []*audit.File
	for i := 0; i < len(pairs); i += 2 {
		files = append(files, &audit.File{Name: pairs[i], Kind: Kind, Text: pairs[i+1]})
	}
	return audit.NewStack(files, nil, nil)
}

// unitOf is the only unit of a text.
func unitOf(t *testing.T, text string) *Unit {
	t.Helper()
	units := Units(stackOf("shop.service", text))
	if len(units) != 1 {
		t.Fatalf("%d units", len(units))
	}
	return units[0]
}

// outline names each unit with what is in force of the key Environment.
func outline(units []*Unit) string {
	var lines []string
	for _, u := range units {
		var words []string
		for _, w := range u.Words("Service", "Environment") {
			words = append(words, w.Text)
		}
		name := u.Name
		if u.Partial() {
			name = "part of " + name
		}
		lines = append(lines, name+": "+strings.Join(words, " "))
	}
	return strings.Join(lines, "; ")
}

func TestDropIns(t *testing.T) {
	env := func(word string) string { return "[Service]\nEnvironment=" + word + "\n" }
	for name, c := range map[string]struct {
		files []string
		want  string
	}{
		"by file name":                 {[]string{"a.service", env("m"), "a.service.d/20.conf", env("z"), "a.service.d/10.conf", env("y")}, "a.service: m y z"},
		"given before the unit":        {[]string{"a.service.d/10.conf", env("y"), "a.service", env("m")}, "a.service: m y"},
		"of another unit":              {[]string{"a.service", env("m"), "b.service.d/10.conf", env("y")}, "a.service: m; part of b.service: y"},
		"of the type":                  {[]string{"a.service", env("m"), "service.d/10.conf", env("y")}, "a.service: m y"},
		"of a dashed prefix":           {[]string{"a-b-c.service", env("m"), "a-.service.d/1.conf", env("x"), "a-b-.service.d/2.conf", env("y")}, "a-b-c.service: m x y"},
		"of the template":              {[]string{"a@1.service", env("m"), "a@.service.d/1.conf", env("x")}, "a@1.service: m x"},
		"the special one wins":         {[]string{"a.service", env("m"), "service.d/1.conf", env("x"), "a.service.d/1.conf", env("y")}, "a.service: m y"},
		"order over all directories":   {[]string{"a.service", env("m"), "service.d/1.conf", env("x"), "a.service.d/2.conf", env("y")}, "a.service: m x y"},
		"a reset":                      {[]string{"a.service", env("m"), "a.service.d/1.conf", "[Service]\nEnvironment=\nEnvironment=x\n"}, "a.service: x"},
		"two alone make one part":      {[]string{"a.service.d/2.conf", env("y"), "a.service.d/1.conf", env("x")}, "part of a.service: x y"},
		"a directory in front":         {[]string{"etc/systemd/system/a.service", env("m"), "etc/systemd/system/a.service.d/1.conf", env("x")}, "a.service: m x"},
		"what systemctl cat prints":    {[]string{"pasted", "# /etc/systemd/system/a.service\n" + env("m") + "\n# /etc/systemd/system/a.service.d/1.conf\n" + env("x")}, "a.service: m x"},
		"a name that is none":          {[]string{"pasted.txt", env("m")}, "pasted.txt.service: m"},
		"a drop-in without directory":  {[]string{"override.conf", env("m")}, "part of : m"},
		"one drop-in for two units":    {[]string{"a.service", env("m"), "b.service", env("n"), "service.d/1.conf", env("x")}, "a.service: m x; b.service: n x"},
		"sections that come twice":     {[]string{"a.service", env("m") + "[Unit]\n" + env("n")}, "a.service: m n"},
		"the head is said in each":     {[]string{"a.service", env("m"), "a.service.d/1.conf", "Environment=x\n"}, "a.service: m"},
		"quotes in a list":             {[]string{"a.service", env(`"one two" three`)}, "a.service: one two three"},
		"other sections do not count":  {[]string{"a.service", "[Install]\nEnvironment=x\n"}, "a.service: "},
		"a dash at the end of a name":  {[]string{"a-.service", env("m"), "a-.service.d/1.conf", env("x")}, "a-.service: m x"},
		"a template without instance":  {[]string{"a@.service", env("m"), "a@.service.d/1.conf", env("x")}, "a@.service: m x"},
		"a fault ends a drop-in":       {[]string{"a.service", env("m"), "a.service.d/1.conf", env("x") + "User=a:b\nEnvironment=y\n", "a.service.d/2.conf", env("z")}, "a.service: m x z"},
		"a bad head ends a drop-in":    {[]string{"a.service", env("m"), "a.service.d/1.conf", env("x") + "[Service] # y\nEnvironment=y\n"}, "a.service: m x"},
		"only *.conf is a drop-in":     {[]string{"a.service", env("m"), "a.service.d/README", env("x")}, "a.service: m"},
		"nothing is taken from a path": {[]string{"x.d/a.service", env("m")}, "a.service: m"},
	} {
		if got := outline(Units(stackOf(c.files...))); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func TestBool(t *testing.T) {
	for text, want := range map[string]audit.Truth{
		"":                                 audit.No,
		"PrivateTmp=yes":                   audit.Yes,
		"PrivateTmp=ON":                    audit.Yes,
		"PrivateTmp=t":                     audit.Yes,
		"PrivateTmp=yes\nPrivateTmp=no":    audit.No,
		"PrivateTmp=yes\nPrivateTmp=":      audit.Yes,
		"PrivateTmp=yes\nPrivateTmp=maybe": audit.Yes,
		"PrivateTmp=yes # really":          audit.No,
		"PrivateTmp=no\nDynamicUser=yes":   audit.Yes,
		"privatetmp=yes":                   audit.No,
	} {
		if got := unitOf(t, "[Service]\n"+text+"\n").Bool("PrivateTmp").Truth; got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	alone := Units(stackOf("a.service.d/1.conf", "[Service]\nUser=x\n"))[0]
	if got := alone.Bool("PrivateTmp").Truth; got != audit.Maybe {
		t.Errorf("of a drop-in alone: %v", got)
	}
}

func TestPlaces(t *testing.T) {
	u := unitOf(t, "[Unit]\nDescription=x\n[Service]\nPrivateTmp=no\nPrivateTmp=yes\nUser=\\\n  shop\n")
	if got := u.Bool("PrivateTmp").Span; got.Line() != 5 || got.Text() != "PrivateTmp=yes" {
		t.Errorf("PrivateTmp at %d %q", got.Line(), got.Text())
	}
	if got := u.Bool("PrivateDevices").Span; got.Text() != "[Service]" {
		t.Errorf("unset: %q", got.Text())
	}
	if got := u.Text("User"); got.Value != "shop" || got.Span.Line() != 6 {
		t.Errorf("User %q at %d", got.Value, got.Span.Line())
	}
	if got := unitOf(t, "").Head(); got.Start != 0 || got.End != 0 {
		t.Errorf("head of nothing: %v", got)
	}
}

func TestTextAndList(t *testing.T) {
	u := unitOf(t, "[Service]\nUser=a\nUser=b\nGroup=c\nGroup=\nExecStart=/bin/a\nExecStart=\nExecStart=/bin/b\n")
	if got := u.Text("User"); got.Value != "b" || !got.Set {
		t.Errorf("User %+v", got)
	}
	if got := u.Text("Group"); got.Set || !got.Known {
		t.Errorf("Group %+v", got)
	}
	if got := u.List("ExecStart"); len(got) != 1 || got[0].Value != "/bin/b" {
		t.Errorf("ExecStart %v", values(got))
	}
}

func TestSet(t *testing.T) {
	for name, c := range map[string]struct{ text, key, want string }{
		"a new line":             {"[Service]\nUser=x\n\n[Install]\n", "PrivateTmp", "[Service]\nUser=x\nPrivateTmp=yes\n\n[Install]\n"},
		"in place of the last":   {"[Service]\nPrivateTmp=off\nPrivateTmp = no\n", "PrivateTmp", "[Service]\nPrivateTmp=off\nPrivateTmp = yes\n"},
		"in place of nothing":    {"[Service]\nPrivateTmp=\n", "PrivateTmp", "[Service]\nPrivateTmp=yes\n"},
		"no line end":            {"[Service]\nUser=x", "PrivateTmp", "[Service]\nUser=x\nPrivateTmp=yes"},
		"CRLF stays":             {"[Service]\r\nUser=x\r\n", "PrivateTmp", "[Service]\r\nUser=x\r\nPrivateTmp=yes\r\n"},
		"no section":             {"[Unit]\nDescription=x\n", "PrivateTmp", "[Unit]\nDescription=x\n\n[Service]\nPrivateTmp=yes\n"},
		"a continued value":      {"[Service]\nPrivateTmp=\\\n  no\nUser=x\n", "PrivateTmp", "[Service]\nPrivateTmp=\\\n  yes\nUser=x\n"},
		"the section's last":     {"[Service]\nUser=x\n[Unit]\n[Service]\nGroup=y\n", "PrivateTmp", "[Service]\nUser=x\n[Unit]\n[Service]\nGroup=y\nPrivateTmp=yes\n"},
		"comments stay in front": {"[Service]\nUser=x\n# why\n", "PrivateTmp", "[Service]\nUser=x\nPrivateTmp=yes\n# why\n"},
	} {
		u := unitOf(t, c.text)
		got, err := audit.Apply(u.Main.Span.File, u.Set(c.key, "yes").Edits)
		if err != nil || got != c.want {
			t.Errorf("%s: got %q %v, want %q", name, got, err, c.want)
		}
	}
}

// TestSetAgainstDropIn holds that a fix is not overridden by a drop-in.
func TestSetAgainstDropIn(t *testing.T) {
	stack := stackOf("a.service", "[Service]\nPrivateTmp=yes\n", "a.service.d/1.conf", "[Service]\nPrivateTmp=no\n")
	fix := Units(stack)[0].Set("PrivateTmp", "yes")
	if got := fix.Edits[0].Span.File.Name; got != "a.service.d/1.conf" {
		t.Errorf("the fix is made in %s", got)
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct {
		name, text string
		sure       bool
	}{
		{"a.service", "", true},
		{"x/a.service.d/1.conf", "", true},
		{"x/a.service.d/1.conf", "# nothing yet\n", true},
		{"a.service", "; an old head\n\uFEFF\n[Service\nUser=x\n", true},
		{"a.service", "<?xml version=\"1.0\"?>\n<service-group>\n [x]\n</service-group>\n", false},
		{"shop.container", "[Unit]\nDescription=x\n[Container]\nImage=x\n[Service]\nRestart=always\n", false},
		{"org.example.A.service", "# D-Bus\n[D-BUS Service]\nName=org.example.A\nExec=/bin/false\nSystemdService=a.service\n", false},
		{"a.service", "User=www-data\nExecStart=/bin/true\n", false},
		{"a.service", "if [ -f x ]; then\n  [ -d y ]\n  [[ a ]]\nfi\n", false},
		{"nginx.conf", "server {\n listen 80;\n}\n", false},
		{"x", "[Service]\nExecStart=/bin/true\n", true},
		{"x", "# /etc/systemd/system/a.service\n[Unit]\nDescription=x\n[Service]\nExecStart=/bin/true\n", true},
		{"x", "[Unit]\nDescription=A\nAfter=network.target\n", true},
		{"x", "[Timer]\nOnCalendar=daily\n", true},
		{"uwsgi.ini", "[uwsgi]\nsocket=:80\n", false},
		{"README.md", "# Units\n\nWrite this:\n\n[Service]\nExecStart=/bin/true\n", false},
		{"x", "", false},
		{"tox.ini", "[tox]\nenvlist=py3\n[testenv]\nUser=x\n", false},
	} {
		if got := detect(c.name, c.text); (got >= 60) != c.sure || !c.sure && got != 0 {
			t.Errorf("%s %q: %d", c.name, c.text, got)
		}
	}
}

func TestExpand(t *testing.T) {
	u := Units(stackOf("shop-web@blue.service", "[Service]\n"))[0]
	for value, want := range map[string]string{
		"plain": "plain", "%i": "blue", "%p": "shop-web", "%n": "shop-web@blue.service", "%N": "shop-web@blue", "%j": "web",
		"%%i": "%i", "%(h)s": "%(h)s", "100%": "100%", "%2F": "!", "%t/x": "/run/x", "%Z": "!",
	} {
		got, ok := u.expand(value)
		if !ok {
			got = "!"
		}
		if got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
}

func TestDropInDirs(t *testing.T) {
	for name, want := range map[string]string{
		"a.service":       "[a.service.d service.d]",
		"a-b-c.service":   "[a-b-c.service.d a-b-.service.d a-.service.d service.d]",
		"a@i.service":     "[a@i.service.d a@.service.d service.d]",
		"-.mount":         "[-.mount.d mount.d]",
		"a-b@i.socket":    "[a-b@i.socket.d a-b@.socket.d a-.socket.d socket.d]",
		"a--b.service":    "[a--b.service.d a--.service.d service.d]",
		"no-type":         "[no-type.d no-.d .d]",
		"dots.in.service": "[dots.in.service.d service.d]",
	} {
		if got := fmt.Sprint(dropInDirs(name)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
