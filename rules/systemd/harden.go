package systemd

import (
	"slices"
	"strings"

	"preflight/rules/audit"
)

// wantYes reports on a switch of a service that ought to be on.
func wantYes(u *Unit, r *audit.Reporter, key, message string) {
	if !u.confinable() {
		return
	}
	switch f := u.Bool(key); {
	case u.confinement().on[key]:
		r.Pass(u.placeOf(key))
	case f.Truth == audit.Maybe: // of a lone drop-in only what it sets is judged
	default:
		u.soften(r.Fail(f.Span, message, u.Set(key, "yes")))
	}
}

// wantAll reports on a family of switches that ought to be on: one finding
// names those that are not.
func wantAll(u *Unit, r *audit.Reporter, what string, keys ...string) {
	if !u.confinable() {
		return
	}
	var off []string
	fix := &audit.Fix{}
	for _, key := range keys {
		if u.confinement().on[key] {
			continue
		}
		off = append(off, key)
		set := u.Set(key, "yes")
		fix.Edits = append(fix.Edits, set.Edits...)
		fix.Review = fix.Review || set.Review
	}
	switch {
	case len(off) == 0:
		r.Pass(u.placeOf(keys[0]))
	case u.Partial():
		u.wantAssigned(r, off)
	default:
		fix.Title = "Set " + strings.Join(off, ", ")
		fix.Edits = mergeInsertions(fix.Edits)
		u.soften(r.Fail(u.placeOf(off[0]), what+": "+list(off), fix))
	}
}

// wantAssigned speaks of a lone drop-in: what it turns off is a fault, what it
// does not mention is not judged.
func (u *Unit) wantAssigned(r *audit.Reporter, off []string) {
	var set []string
	for _, key := range off {
		if u.Bool(key).Set {
			set = append(set, key)
		}
	}
	if len(set) > 0 {
		r.Fail(u.placeOf(set[0]), list(set)+" turned off")
	}
}

// placeOf is the assignment of the key that decides, or the head of the section.
func (u *Unit) placeOf(key string) audit.Span {
	if f := u.Bool(key); f.Set {
		return f.Span
	}
	if entries := u.Assigned(key); len(entries) > 0 {
		return entries[len(entries)-1].Span
	}
	return u.Head()
}

// list joins names, and counts those that no longer fit.
func list(names []string) string {
	if len(names) <= 2 {
		return strings.Join(names, " and ")
	}
	return names[0] + " and " + number(len(names)-1) + " more"
}

func number(n int) string {
	if n < 10 {
		return [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}[n]
	}
	return "many"
}

// mergeInsertions joins edits that insert at one place.
func mergeInsertions(edits []audit.Edit) []audit.Edit {
	var merged []audit.Edit
	for _, e := range edits {
		n := len(merged)
		if n > 0 && merged[n-1].Span == e.Span && e.Span.Start == e.Span.End {
			merged[n-1].Text += e.Text
			continue
		}
		merged = append(merged, e)
	}
	return merged
}

// soften lowers a finding about missing confinement where less is at stake: the
// processes are not root's, or run for a moment only. What a distribution ships
// is its maintainer's to confine.
func (u *Unit) soften(v *audit.Verdict) *audit.Verdict {
	if u.Partial() {
		return v
	}
	if u.ofTheSystem() {
		return v.Lower(audit.Info)
	}
	if !u.confinement().privileged() || u.serviceType() == "oneshot" {
		v.Lower(audit.Low)
	}
	return v
}

// early reports whether the unit starts before file systems are mounted, so
// that it cannot have a file system of its own.
func (u *Unit) early() bool { return u.confinement().noDefaults }

// below reports whether the path is the directory or lies in it.
func below(path, dir string) bool {
	rest, ok := strings.CutPrefix(path, dir)
	return ok && (rest == "" || rest[0] == '/' || strings.HasSuffix(dir, "/"))
}

// usesPath finds where the unit needs a path below one of the directories:
// programs, their arguments, and the working directory.
func (u *Unit) usesPath(dirs ...string) (audit.Span, bool) {
	for _, e := range u.Assigned("WorkingDirectory") {
		if anyBelow(strings.TrimPrefix(e.Value, "-"), dirs) {
			return e.Span, true
		}
	}
	for _, c := range u.Commands() {
		if anyBelow(c.Path, dirs) {
			return c.Span, true
		}
		for _, a := range append(slices.Clone(c.Args), c.Options()...) {
			if anyBelow(pathOf(a.Text), dirs) {
				return a.Span, true
			}
		}
	}
	for _, key := range []string{"ReadWritePaths", "PIDFile"} {
		for _, w := range u.Words(u.Section(), key) {
			if anyBelow(strings.TrimLeft(w.Text, "-+"), dirs) {
				return w.Span, true
			}
		}
	}
	return audit.Span{}, false
}

// pathOf is the path in an argument such as "--bind=unix:/run/shop.sock".
func pathOf(arg string) string {
	if n := strings.IndexByte(arg, '/'); n >= 0 && (n == 0 || arg[n-1] == '=' || arg[n-1] == ':') {
		return arg[n:]
	}
	return ""
}

func anyBelow(path string, dirs []string) bool {
	for _, dir := range dirs {
		if below(path, dir) {
			return true
		}
	}
	return false
}
