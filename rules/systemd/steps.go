package systemd

import (
	"maps"
	"path"
	"slices"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/syntax/unitfile"
)

// stage is a step of the way to a confined service, and what it may set.
type stage struct {
	id, title string
	measures  []measure
}

// measure is a setting that a stage may add.
type measure struct {
	lines  []string
	breaks string // what it could break in a web application; empty where nothing is known
	// lacks reports whether the unit is without it. It sees the unit with all
	// that came before.
	lacks func(*Unit) bool
	// adapt, where there is one, fits the lines to what the service does. Where
	// the stack shows that they would break it, it says so instead.
	adapt func(*Unit, *measure) (clash string, place audit.Span)
}

// maxStepped is how many assignments a unit may have to be given steps: each
// step reads the whole unit again.
const maxStepped = 5000

// steps gives the way from the unit as it is to one that keeps only what a web
// application needs, and where its drop-in belongs.
func (u *Unit) steps() (steps []audit.ScoreStep, dropIn string) {
	if u.size() > maxStepped {
		return nil, ""
	}
	now, text := u, "[Service]\n"
	probe := u.probe()
	for _, s := range stages {
		step := audit.ScoreStep{ID: s.id, Title: s.title}
		for _, m := range s.measures {
			if m.lacks(now) {
				now.weigh(m, &step)
			}
		}
		if len(step.Lines) > 0 {
			text += strings.Join(step.Lines, "\n") + "\n"
			now = u.with(text)
		}
		if len(step.Lines) == 0 && len(step.Left) == 0 {
			continue
		}
		tenths := exposure(now.rows())
		step.Exposure, step.Level, step.Text = float64(tenths)/10, level(tenths), text
		step.Try = u.trials(step.Lines, probe)
		steps = append(steps, step)
	}
	return steps, u.dropInPath()
}

// weigh puts a measure into the step, or says why it is left out.
func (u *Unit) weigh(m measure, step *audit.ScoreStep) {
	m.lines = slices.Clone(m.lines)
	setting := m.lines[0]
	clash, place := "", audit.Span{}
	if m.adapt != nil {
		clash, place = m.adapt(u, &m)
	}
	risk := audit.ScoreRisk{Setting: setting, Text: m.breaks}
	if !place.IsZero() {
		risk.File, risk.Line = place.File.Name, place.Line()
	}
	if clash != "" {
		risk.Text = clash
		step.Left = append(step.Left, risk)
		return
	}
	step.Lines = append(step.Lines, m.lines...)
	if risk.Text != "" {
		risk.Setting = firstSetting(m.lines)
		step.Breaks = append(step.Breaks, risk)
	}
}

// firstSetting is the first line that sets something, rather than clear a list.
func firstSetting(lines []string) string {
	for i, line := range lines {
		key, value, _ := strings.Cut(line, "=")
		if value != "" || i == len(lines)-1 || !strings.HasPrefix(lines[i+1], key+"=") {
			return line
		}
	}
	return lines[0]
}

// size counts the assignments of the unit.
func (u *Unit) size() int {
	n := 0
	for _, entries := range u.settings {
		n += len(entries)
	}
	return n
}

// with gives the unit with one more drop-in behind all others.
func (u *Unit) with(text string) *Unit {
	part := unitfile.Parse(&audit.File{Name: u.dropInPath(), Kind: Kind, Text: text}).Parts[0]
	v := &Unit{
		Name: u.Name, Type: u.Type, Main: u.Main, Version: u.Version, stack: u.stack, policy: u.policy, settings: maps.Clone(u.settings),
		commands: u.Commands(), read: u.read, // a drop-in that confines starts nothing else
	}
	v.Parts = append(slices.Clip(u.Parts), part)
	for _, s := range part.Sections {
		for _, e := range s.Entries {
			at := place{s.Name, e.Key}
			v.settings[at] = append(slices.Clip(v.settings[at]), e)
		}
	}
	return v
}

// dropInPath is where a drop-in of the unit belongs that must come last.
func (u *Unit) dropInPath() string {
	name := "90-hardening.conf"
	for _, p := range u.Parts {
		if p == u.Main {
			continue
		}
		given := p.Path
		if given == "" {
			given = p.Span.File.Name
		}
		if path.Base(given) >= name {
			name = "zz-hardening.conf"
		}
	}
	return "/etc/systemd/system/" + u.Name + ".d/" + name
}
