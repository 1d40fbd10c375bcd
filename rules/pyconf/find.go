package pyconf

import (
	"path"
	"slices"
	"strings"

	"preflight/rules/audit"
)

// find gives the file that an import names, seen from another file.
func (p *Project) find(module string, level int, from *audit.File) *audit.File {
	want := strings.ReplaceAll(module, ".", "/")
	if level == 0 {
		return p.absolute(want, from)
	}
	dir := path.Dir(from.Name)
	for i := 1; i < level; i++ {
		if dir == "." || dir == "/" {
			return p.byTail(want, from)
		}
		dir = path.Dir(dir)
	}
	return p.exact(path.Join(dir, want), from)
}

// exact gives the module or package of the stack at a path without ".py".
func (p *Project) exact(want string, from *audit.File) *audit.File {
	for _, f := range p.files {
		if f != from && Stem(f) == path.Clean(want) {
			return f
		}
	}
	return nil
}

// Stem is the path of a module as imports count it: shop/__init__.py is shop.
func Stem(f *audit.File) string {
	s := strings.TrimSuffix(f.Name, ".py")
	if s == "__init__" {
		return "."
	}
	return strings.TrimSuffix(s, "/__init__")
}

// absolute finds config.settings.base among files that were given with more or
// fewer directories than the import has parts.
func (p *Project) absolute(want string, from *audit.File) *audit.File {
	if !strings.Contains(want, "/") {
		if known[want] {
			return nil
		}
		if f := p.exact(path.Join(path.Dir(from.Name), want), from); f != nil || !strings.Contains(want, "settings") {
			return f
		}
		return p.only(want, from)
	}
	if known[want[:strings.IndexByte(want, '/')]] {
		return nil
	}
	return p.byTail(want, from)
}

// only gives the module of the stack that has the name, wherever it lies: one
// in a directory that is put on Python's path, such as /etc/shop.
func (p *Project) only(want string, from *audit.File) *audit.File {
	var found *audit.File
	for _, f := range p.files {
		if f == from || path.Base(Stem(f)) != want {
			continue
		}
		if found != nil {
			return nil
		}
		found = f
	}
	return found
}

func (p *Project) byTail(want string, from *audit.File) *audit.File {
	var best *audit.File
	for _, f := range p.files {
		s := Stem(f)
		if f == from || s != want && !strings.HasSuffix(s, "/"+want) && !strings.HasSuffix(want, "/"+s) {
			continue
		}
		if best == nil || len(Stem(best)) < len(s) {
			best = f
		}
	}
	return best
}

// at gives the file of the stack that a path names for sure: by where it lies
// among the files, or as the host would name it.
func (p *Project) at(v *Value) *audit.File {
	if p.Stack == nil || v.Type != Path || len(v.Parts) > 0 {
		return nil
	}
	want, inside := strings.CutPrefix(v.Text, StackRoot+"/")
	for _, f := range p.Stack.Files {
		name := strings.TrimPrefix(f.Name, "/")
		if inside && name == want || !inside && strings.HasPrefix(v.Text, "/") && "/"+name == v.Text {
			return f
		}
	}
	return nil
}

// glob gives the files that a pattern of split_settings' include() names.
func (p *Project) glob(pattern string, from *audit.File) []*audit.File {
	pattern = path.Join(path.Dir(from.Name), pattern)
	var found []*audit.File
	for _, f := range p.files {
		if ok, err := path.Match(pattern, f.Name); err == nil && ok && f != from {
			found = append(found, f)
		}
	}
	return found
}

// known are packages that are never a file of the project.
var known = setOf("os", "sys", "re", "json", "logging", "pathlib", "datetime", "typing", "collections", "functools", "itertools",
	"django", "environ", "environs", "decouple", "dj_database_url", "dj_email_url", "django_cache_url", "dotenv", "celery",
	"configurations", "split_settings", "socket", "platform", "warnings", "copy", "random", "string", "uuid", "base64", "hashlib",
	"tempfile", "subprocess", "importlib", "errno", "time", "math", "io", "glob", "shutil", "ssl", "urllib", "ast", "enum", "configparser",
	"distutils", "multiprocessing", "__future__", "traceback", "types", "inspect", "contextlib", "dataclasses", "posixpath", "yaml", "toml", "tomllib",
	"sentry_sdk", "rest_framework", "corsheaders", "boto3", "ldap", "debug_toolbar", "whitenoise", "structlog", "saml2", "pytz", "redis", "kombu")

// star notes that one module runs as a part of another.
func (p *Project) star(f, by *audit.File) {
	if f != by && !slices.Contains(p.starred[f], by) {
		p.starred[f] = append(p.starred[f], by)
	}
}

// Importers are the modules that run a module as a part, by themselves or
// through others.
func (p *Project) Importers(f *audit.File) map[*audit.File]bool {
	found := map[*audit.File]bool{}
	for left := []*audit.File{f}; len(left) > 0; left = left[1:] {
		for _, by := range p.starred[left[0]] {
			if !found[by] {
				found[by] = true
				left = append(left, by)
			}
		}
	}
	return found
}
