package django

import (
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
	"preflight/rules/syntax/python"
)

func init() { Rules.Add("removed-setting", removedSetting) }

// removedSetting finds settings that Django of the version no longer reads.
func removedSetting(s *Settings, r *audit.Reporter) {
	for _, name := range s.Names() {
		row := releaseOf[name]
		if row == nil || row.removed == "" || row.reads(s.Version) || s.Version.IsZero() || name == "SECURE_BROWSER_XSS_FILTER" {
			continue
		}
		if s.before(row.removed) || s.usedItself(name) || s.underVersion(s.Place(name)) {
			continue
		}
		v := r.Fail(s.Place(name), name+" does nothing since Django "+row.removed).Lower(removedSeverity(name))
		if written := documented(s.Place(name).File); !written.IsZero() && written.Less(audit.MustVersion(row.removed)) {
			v.Doubt(audit.Likely)
		}
	}
}

// documented is the newest release whose documentation the comments of a module
// name: the site may well run on it.
func documented(file *audit.File) audit.Version {
	var newest audit.Version
	if file == nil {
		return newest
	}
	for rest := file.Text; ; {
		_, after, found := strings.Cut(rest, "docs.djangoproject.com/en/")
		if !found {
			return newest
		}
		release, _, _ := strings.Cut(after[:min(len(after), 8)], "/")
		if v, err := audit.ParseVersion(release); err == nil && newest.Less(v) {
			newest = v
		}
		rest = after
	}
}

// usedItself reports whether the module reads the name: then it is a name like
// any other, whatever Django does with it.
func (s *Settings) usedItself(name string) bool {
	file := s.Place(name).File
	if s.inPython(audit.Span{File: file}).File == nil {
		return false
	}
	written := map[python.Expr]bool{}
	read := false
	python.WalkBody(pyconf.Tree(s.stack, file).Body, func(n python.Node) bool {
		switch n := n.(type) {
		case *python.Assign:
			for _, t := range n.Targets {
				written[t] = true
			}
		case *python.AnnAssign:
			written[n.Target] = true
		case *python.AugAssign:
			written[n.Target] = true
		case *python.Name:
			read = read || n.ID == name && !written[n]
		}
		return !read
	})
	return read
}

// underVersion reports whether a statement runs only if a test of a version
// says so.
func (s *Settings) underVersion(place audit.Span) bool {
	if s.inPython(place).File == nil {
		return false
	}
	under := false
	python.WalkBody(pyconf.Tree(s.stack, place.File).Body, func(n python.Node) bool {
		if at := n.Span(); under || at.Start > place.Start || at.End < place.End {
			return false
		}
		if branch, ok := n.(*python.If); ok && asksVersion(branch.Test) {
			under = true
		}
		return true
	})
	return under
}

// asksVersion reports whether a test names a version.
func asksVersion(test python.Expr) bool {
	found := false
	python.Walk(test, func(n python.Node) bool {
		switch n := n.(type) {
		case *python.Name:
			found = found || strings.Contains(strings.ToLower(n.ID), "version")
		case *python.Attribute:
			found = found || strings.Contains(strings.ToLower(n.Attr), "version")
		}
		return !found
	})
	return found
}

// removedSeverity is higher where files or middleware silently change.
func removedSeverity(name string) audit.Severity {
	switch name {
	case "DEFAULT_FILE_STORAGE", "STATICFILES_STORAGE", "MIDDLEWARE_CLASSES":
		return audit.High
	}
	return audit.Low
}
