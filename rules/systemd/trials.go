package systemd

import (
	"path"
	"strings"
)

// trials are the commands that try the lines of a step without touching the
// running service, and that let the real tool score the unit with the drop-in,
// both in the current directory.
func (u *Unit) trials(lines []string, probe string) []string {
	var commands []string
	dir, file := shellWord(u.Name+".d"), path.Base(u.dropInPath())
	if probe != "" && len(lines) > 0 {
		run := "systemd-run --pty --wait --collect"
		for _, key := range []string{"User", "Group", "WorkingDirectory"} {
			if v := u.Text(key); v.Set && !strings.Contains(v.Value, "%") {
				run += " -p " + shellWord(key+"="+v.Value)
			}
		}
		for _, e := range u.List("EnvironmentFile") {
			run += " -p " + shellWord("EnvironmentFile="+e.Value)
		}
		for _, line := range lines {
			run += " -p " + shellWord(line)
		}
		commands = append(commands, "sudo "+run+" "+probe)
	}
	return append(commands, "mkdir -p "+dir+" && cp "+file+" "+dir+" && systemd-analyze security --offline=true ./"+shellWord(u.Name))
}

// maxProbe is how long a command may be that is repeated in every step.
const maxProbe = 2000

// probe is a command that loads the application and ends.
func (u *Unit) probe() string {
	starts := u.CommandsOf("ExecStart")
	if len(starts) != 1 || starts[0].Span.End-starts[0].Span.Start > maxProbe || !strings.HasPrefix(starts[0].Path, "/") || strings.Contains(starts[0].Span.Text(), "%") {
		return ""
	}
	c := starts[0]
	if strings.HasPrefix(baseName(c.Path), "gunicorn") {
		words := []string{shellWord(c.Path), "--check-config"}
		for _, a := range c.Args {
			words = append(words, shellWord(a.Text))
		}
		return strings.Join(words, " ")
	}
	dir := u.Text("WorkingDirectory").Value
	if bin := path.Dir(c.Path); applicationServers[c.Program()] && strings.HasPrefix(dir, "/") && !anyBelow(bin, []string{"/usr/bin", "/bin"}) {
		return shellWord(bin+"/python") + " manage.py check"
	}
	return ""
}

// shellWord quotes a word for a shell where it must be.
func shellWord(word string) string {
	if word != "" && !strings.ContainsFunc(word, func(c rune) bool {
		return !strings.ContainsRune("=/.:,@+-_%", c) && (c > 0x7f || !isAlphanumeric(byte(c)))
	}) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
