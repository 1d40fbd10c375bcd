package apache

import (
	"testing"

	"preflight/rules/audit"
)

// configOf reads one text as a stack of its own.
func configOf(t *testing.T, name, text string) *Config {
	t.Helper()
	return configsOf(t, map[string]string{name: text}, name)[0]
}

// configsOf reads several texts as one stack, in the order of the names.
func configsOf(t *testing.T, texts map[string]string, names ...string) []*Config {
	t.Helper()
	var files []*audit.File
	for _, name := range names {
		files = append(files, &audit.File{Name: name, Kind: Kind, Text: texts[name]})
	}
	return Configs(audit.NewStack(files, nil, nil))
}

func TestSettingFollowsScopes(t *testing.T) {
	c := configOf(t, "apache2.conf", "ServerSignature On\n<VirtualHost *:80>\n ServerSignature Off\n</VirtualHost>\n<VirtualHost *:81>\n</VirtualHost>\n")
	for i, want := range []string{"Off", "On"} {
		s := c.Hosts[i].Setting("serversignature")
		if s.State != Set || s.Use.Value(0) != want || s.Settle != "" {
			t.Errorf("host %d: %+v, want %s", i, s, want)
		}
	}
	if s := c.Server.Setting("TraceEnable"); s.State != Unset {
		t.Errorf("TraceEnable is %v, want unset", s.State)
	}
}
