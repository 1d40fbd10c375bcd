package django

import (
	"path"
	"strings"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// cspNotDict is Yes where a policy is set to something that is no dict.
func cspNotDict(s *Settings) audit.Truth {
	notDict := func(v *pyconf.Value) audit.Truth {
		switch v.Type {
		case pyconf.Dict, pyconf.None, pyconf.Absent:
			return audit.No
		case pyconf.Unknown, pyconf.Env:
			return audit.Maybe
		}
		return audit.Yes
	}
	return s.Ask("SECURE_CSP", notDict).Truth.Or(s.Ask("SECURE_CSP_REPORT_ONLY", notDict).Truth)
}

func cspNonceUnavailable(s *Settings) audit.Truth {
	nonce := s.Ask("SECURE_CSP", usesNonce).Truth.Or(s.Ask("SECURE_CSP_REPORT_ONLY", usesNonce).Truth)
	processor := s.Ask("TEMPLATES", pyconf.AnyItem(func(t *pyconf.Value) audit.Truth {
		return listHas(pyconf.Entry(pyconf.Entry(t, "OPTIONS"), "context_processors"), "django.template.context_processors.csp")
	})).Truth
	return without(cspMiddleware)(s).Not().And(nonce).And(processor.Not())
}

// usesNonce says whether a directive of a policy holds the nonce of
// django.utils.csp.
func usesNonce(policy *pyconf.Value) audit.Truth {
	const nonce = "<CSP_NONCE_SENTINEL>"
	if policy.Type != pyconf.Dict {
		return policy.Every(func(c *pyconf.Value) audit.Truth {
			if c.Type == pyconf.None || c.Type == pyconf.Absent {
				return audit.No
			}
			return audit.Maybe
		})
	}
	answer := audit.TruthOf(false)
	if policy.Open {
		answer = audit.Maybe
	}
	for _, p := range policy.Pairs {
		truth, _ := p.Value.Has(nonce)
		if truth == audit.Yes && len(p.When) > 0 {
			truth = audit.Maybe
		}
		answer = answer.Or(truth)
	}
	return answer
}

// listHas says whether a list that may be absent holds a text.
func listHas(v *pyconf.Value, text string) audit.Truth {
	return v.Every(func(c *pyconf.Value) audit.Truth {
		if c.Type == pyconf.Absent {
			return audit.No
		}
		truth, _ := c.Has(text)
		return truth
	})
}

// anyTemplate asks about the configuration of each template engine.
func anyTemplate(s *Settings, q func(*pyconf.Value) audit.Truth) audit.Truth {
	return s.Ask("TEMPLATES", pyconf.AnyItem(q)).Truth
}

func loadersClash(s *Settings) audit.Truth {
	return anyTemplate(s, func(t *pyconf.Value) audit.Truth {
		dirs := pyconf.Entry(t, "APP_DIRS").Every(pyconf.Truthy)
		options := pyconf.Entry(t, "OPTIONS")
		loaders := options.Every(func(o *pyconf.Value) audit.Truth {
			if o.Type == pyconf.Absent {
				return audit.No
			}
			there, _ := o.Has("loaders")
			return there
		})
		return dirs.And(loaders)
	})
}

func invalidText(s *Settings) audit.Truth {
	return anyTemplate(s, func(t *pyconf.Value) audit.Truth {
		return pyconf.Entry(pyconf.Entry(t, "OPTIONS"), "string_if_invalid").Every(func(v *pyconf.Value) audit.Truth {
			switch v.Type {
			case pyconf.Text, pyconf.Absent:
				return audit.No
			case pyconf.Unknown, pyconf.Env, pyconf.Code:
				return audit.Maybe
			}
			return audit.Yes
		})
	})
}

// fileCaches gives the LOCATION of each cache that is kept in files. The truth
// is Maybe where some cache may be one and it is not seen.
func fileCaches(s *Settings) (locations []*pyconf.Value, all audit.Truth) {
	all = audit.Yes
	for _, c := range pyconf.ChoicesOf(s.held("CACHES")) {
		if c.Value.Type != pyconf.Dict || c.Value.Open || len(c.When) > 0 {
			all = audit.Maybe
		}
		for _, p := range c.Value.Pairs {
			backend := pyconf.Entry(p.Value, "BACKEND")
			switch pyconf.Equal(backend, &pyconf.Value{Type: pyconf.Text, Text: fileCache}) {
			case audit.Yes:
				locations = append(locations, pyconf.Entry(p.Value, "LOCATION"))
			case audit.Maybe:
				if backend.Type != pyconf.Absent {
					all = audit.Maybe
				}
			}
		}
	}
	return locations, all
}

func cacheRelative(s *Settings) audit.Truth {
	return anyCache(s, func(v *pyconf.Value) audit.Truth {
		text, known := pathText(v)
		if !known {
			return audit.Maybe
		}
		return audit.TruthOf(!absolute(text))
	})
}

func anyCache(s *Settings, q func(*pyconf.Value) audit.Truth) audit.Truth {
	locations, all := fileCaches(s)
	answer := audit.No
	if all == audit.Maybe {
		answer = audit.Maybe
	}
	for _, l := range locations {
		answer = answer.Or(l.Every(q))
	}
	return answer
}

// pathText gives a path, or a text that is used as one.
func pathText(v *pyconf.Value) (text string, known bool) {
	if (v.Type == pyconf.Path || v.Type == pyconf.Text) && len(v.Parts) == 0 {
		return v.Text, true
	}
	return "", false
}

func absolute(p string) bool {
	return strings.HasPrefix(p, "/") || p == pyconf.StackRoot || strings.HasPrefix(p, pyconf.StackRoot+"/")
}

func cacheExposed(s *Settings) audit.Truth {
	roots, all := exposedRoots(s)
	return anyCache(s, func(v *pyconf.Value) audit.Truth {
		text, known := pathText(v)
		if !known {
			return audit.Maybe
		}
		answer := audit.No
		if all == audit.Maybe {
			answer = audit.Maybe
		}
		for _, r := range roots {
			if related(cleaned(text), cleaned(r)) {
				return audit.Yes
			}
		}
		return answer
	})
}

// exposedRoots are the directories whose files are served.
func exposedRoots(s *Settings) (roots []string, all audit.Truth) {
	all = audit.Yes
	add := func(v *pyconf.Value) {
		text, known := pathText(v)
		switch {
		case known && text != "":
			roots = append(roots, text)
		case !known && v.Type != pyconf.None && v.Type != pyconf.Absent:
			all = audit.Maybe
		}
	}
	add(s.Get("MEDIA_ROOT"))
	add(s.Get("STATIC_ROOT"))
	dirs := s.Get("STATICFILES_DIRS")
	if !dirs.Sequence() {
		return roots, audit.Maybe
	}
	for _, it := range dirs.Items {
		v := it.Value
		if v.Type == pyconf.Tuple && len(v.Items) == 2 {
			v = v.Items[1].Value
		}
		add(v)
	}
	return roots, all
}

// cleaned resolves a path; one that is relative is taken to be relative to the
// directory that the files were given from.
func cleaned(p string) string {
	if strings.HasPrefix(p, "/") {
		return path.Clean(p)
	}
	return pyconf.JoinText(pyconf.StackRoot, strings.TrimPrefix(p, pyconf.StackRoot))
}

// related reports whether one path is the other or inside it.
func related(a, b string) bool { return inside(a, b) || inside(b, a) }

// inside reports whether a is b or below it.
func inside(a, b string) bool {
	return a == b || strings.HasPrefix(a, strings.TrimSuffix(b, "/")+"/")
}

func staticRootListed(s *Settings) audit.Truth {
	root, known := pathText(s.Get("STATIC_ROOT"))
	if !known {
		return s.Bool("STATIC_ROOT").Truth.And(audit.Maybe).And(s.Bool("STATICFILES_DIRS").Truth)
	}
	if root == "" {
		return audit.No
	}
	return s.Ask("STATICFILES_DIRS", pyconf.AnyItem(func(v *pyconf.Value) audit.Truth {
		if (v.Type == pyconf.Tuple || v.Type == pyconf.List) && len(v.Items) == 2 {
			v = v.Items[1].Value
		}
		dir, known := pathText(v)
		if !known {
			return audit.Maybe
		}
		return audit.TruthOf(cleaned(dir) == cleaned(root))
	})).Truth
}

func prefixSlash(v *pyconf.Value) audit.Truth {
	if v.Type != pyconf.Tuple && v.Type != pyconf.List {
		return audit.No
	}
	if len(v.Items) != 2 || !v.Items[0].Value.Whole() {
		return audit.Maybe
	}
	return audit.TruthOf(strings.HasSuffix(v.Items[0].Value.Text, "/"))
}

// withStatic limits a condition to sites that collect files from directories.
func withStatic(q question) question {
	return installed("django.contrib.staticfiles", func(s *Settings) audit.Truth {
		return s.Contains("STATICFILES_FINDERS", "django.contrib.staticfiles.finders.FileSystemFinder").Truth.And(q(s))
	})
}

func withAdmin(q question) question { return installed("django.contrib.admin", q) }

func appMissing(app string) question {
	return func(s *Settings) audit.Truth { return s.App(app).Not() }
}

// classMissing asks whether a middleware is missing; one that is not Django's
// own may be a subclass of it.
func classMissing(class string) question {
	return func(s *Settings) audit.Truth {
		return s.Ask("MIDDLEWARE", func(v *pyconf.Value) audit.Truth { return missingClass(v, class) }).Truth
	}
}

func missingClass(v *pyconf.Value, class string) audit.Truth {
	if !v.Sequence() {
		return audit.Maybe
	}
	answer := audit.Yes
	for _, it := range v.Items {
		switch is := it.Is(class); {
		case is == audit.Yes:
			return audit.No
		case is == audit.Maybe, !strings.HasPrefix(it.Value.Text, "django."):
			answer = audit.Maybe
		}
	}
	return answer
}

// firstEngine is the options of the first engine with Django's templates;
// Absent where there is none.
func firstEngine(s *Settings) *pyconf.Value {
	templates := s.Get("TEMPLATES")
	if !templates.Sequence() {
		return pyconf.NewUnknown("TEMPLATES is not seen", s.Home)
	}
	for _, it := range templates.Items {
		switch pyconf.Equal(pyconf.Entry(it.Value, "BACKEND"), &pyconf.Value{Type: pyconf.Text, Text: djangoTemplates}) {
		case audit.Yes:
			if len(it.When) > 0 {
				return pyconf.NewUnknown("TEMPLATES is not seen", s.Home)
			}
			return pyconf.Entry(it.Value, "OPTIONS").Each(func(o *pyconf.Value) *pyconf.Value {
				if o.Type == pyconf.Absent {
					return &pyconf.Value{Type: pyconf.Dict}
				}
				return o
			})
		case audit.Maybe:
			return pyconf.NewUnknown("TEMPLATES is not seen", s.Home)
		}
	}
	return pyconf.NewAbsent()
}

func noTemplateEngine(s *Settings) audit.Truth {
	engine := firstEngine(s)
	switch engine.Type {
	case pyconf.Absent:
		return audit.Yes
	case pyconf.Unknown:
		return audit.Maybe
	}
	return audit.No
}

// processorMissing asks whether the first engine lacks a context processor.
func processorMissing(name string) question {
	return func(s *Settings) audit.Truth {
		engine := firstEngine(s)
		if engine.Type == pyconf.Absent {
			return audit.No
		}
		return listHas(pyconf.Entry(engine, "context_processors"), name).Not()
	}
}

func authProcessorMissing(s *Settings) audit.Truth {
	model := s.Ask("AUTHENTICATION_BACKENDS", func(v *pyconf.Value) audit.Truth {
		truth := missingClass(v, "django.contrib.auth.backends.ModelBackend").Not()
		for _, name := range []string{"AllowAllUsersModelBackend", "RemoteUserBackend", "AllowAllUsersRemoteUserBackend"} {
			sub, _ := v.Has("django.contrib.auth.backends." + name)
			truth = truth.Or(sub)
		}
		return truth
	})
	return model.Truth.And(processorMissing("django.contrib.auth.context_processors.auth")(s))
}

func loginBeforeAuth(s *Settings) audit.Truth {
	return s.Ask("MIDDLEWARE", func(v *pyconf.Value) audit.Truth {
		if !v.Sequence() {
			return audit.Maybe
		}
		for _, it := range v.Items {
			switch {
			case it.Is(loginMiddleware) == audit.Yes:
				return audit.Yes
			case it.Is(authMiddleware) == audit.Yes:
				return audit.No
			case it.Rest || it.Is(loginMiddleware) == audit.Maybe || !strings.HasPrefix(it.Value.Text, "django."):
				return audit.Maybe
			}
		}
		return audit.No
	}).Truth
}

// languageCode reports whether a text has the form of a language code: groups
// of letters and digits joined by dashes, and a variant after an at sign.
func languageCode(text string) bool {
	code, variant, at := strings.Cut(text, "@")
	for i, part := range strings.Split(code, "-") {
		if len(part) < 1 || len(part) > 8 || !alphanumeric(part, i > 0) {
			return false
		}
	}
	return !at || len(variant) >= 1 && len(variant) <= 20 && alphanumeric(variant, true)
}

func alphanumeric(s string, digits bool) bool {
	for _, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && !(digits && r >= '0' && r <= '9') {
			return false
		}
	}
	return true
}

func badLanguage(v *pyconf.Value) audit.Truth {
	switch {
	case v.Whole():
		return audit.TruthOf(!languageCode(v.Text))
	case v.Type == pyconf.Unknown || v.Type == pyconf.Env || v.Type == pyconf.Text || v.Type == pyconf.Code:
		return audit.Maybe
	}
	return audit.Yes
}

// badLanguages asks about the first half of each pair of LANGUAGES.
func badLanguages(v *pyconf.Value) audit.Truth {
	return pyconf.AnyItem(func(pair *pyconf.Value) audit.Truth {
		if !pair.Sequence() || len(pair.Items) != 2 {
			return audit.Maybe
		}
		return badLanguage(pair.Items[0].Value)
	})(v)
}

// unsupportedLanguage asks whether LANGUAGE_CODE, made ever more general, is
// none of LANGUAGES.
func unsupportedLanguage(s *Settings) audit.Truth {
	code, langs := s.Get("LANGUAGE_CODE"), s.Get("LANGUAGES")
	if code.Truth() == audit.No {
		return audit.Yes
	}
	use := s.Bool("USE_I18N").Truth
	if !code.Whole() || !langs.Sequence() {
		return use.And(audit.Maybe)
	}
	answer := audit.Yes
	wanted := generalised(code.Text)
	shipped := namesOf(languageCodes(s.Version)...)
	for _, it := range langs.Items {
		if !it.Value.Sequence() || len(it.Value.Items) != 2 || !it.Value.Items[0].Value.Whole() {
			return use.And(audit.Maybe)
		}
		lang := it.Value.Items[0].Value.Text
		if serves(lang, wanted) {
			if !shipped[lang] && lang != "en-us" {
				return use.And(audit.Maybe) // only if a translation exists
			}
			answer = audit.No
		}
	}
	return use.And(answer)
}

// generalised gives a code and its ever shorter forms: de-at-x, de-at, de.
func generalised(code string) []string {
	codes := []string{code}
	for i := strings.LastIndexByte(code, '-'); i > 0; i = strings.LastIndexByte(code[:i], '-') {
		codes = append(codes, code[:i])
	}
	return codes
}

// serves reports whether a language of the site serves one of the codes, or is
// a variant of the most general one.
func serves(lang string, codes []string) bool {
	for _, c := range codes {
		if strings.ToLower(c) == lang {
			return true
		}
	}
	return strings.HasPrefix(lang, codes[len(codes)-1]+"-")
}
