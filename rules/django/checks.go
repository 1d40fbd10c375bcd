package django

import (
	"strings"
	"unicode/utf8"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// check is one of Django's own system checks, with the condition under which
// Django reports it.
type check struct {
	id    string
	rule  string // the rule of ours that reports the same fault
	since string // first release that has it; empty: before 3.2
	until string // first release that no longer has it
	holds func(*Settings) audit.Truth
}

// Full names that the checks and rules look for.
const (
	securityMiddleware = "django.middleware.security.SecurityMiddleware"
	framingMiddleware  = "django.middleware.clickjacking.XFrameOptionsMiddleware"
	csrfMiddleware     = "django.middleware.csrf.CsrfViewMiddleware"
	cspMiddleware      = "django.middleware.csp.ContentSecurityPolicyMiddleware"
	sessionMiddleware  = "django.contrib.sessions.middleware.SessionMiddleware"
	authMiddleware     = "django.contrib.auth.middleware.AuthenticationMiddleware"
	loginMiddleware    = "django.contrib.auth.middleware.LoginRequiredMiddleware"
	messageMiddleware  = "django.contrib.messages.middleware.MessageMiddleware"
	fileCache          = "django.core.cache.backends.filebased.FileBasedCache"
	djangoTemplates    = "django.template.backends.django.DjangoTemplates"
)

// checks are the system checks that a settings module decides by itself.
var checks []check

// The table is filled at start: its conditions read settings, whose rules read
// the table.
func init() {
	checks = append(securityChecks(), otherChecks()...)
	for i := range checks {
		checkOf[checks[i].id] = &checks[i]
	}
}

var checkOf = map[string]*check{}

func securityChecks() []check {
	return []check{
		{id: "security.W001", rule: "security-middleware-missing", holds: without(securityMiddleware)},
		{id: "security.W002", rule: "framing-allowed", holds: without(framingMiddleware)},
		{id: "security.W003", rule: "csrf-middleware-missing", holds: without(csrfMiddleware)},
		{id: "security.W004", rule: "hsts-off", holds: secured(falsyQ("SECURE_HSTS_SECONDS"))},
		{id: "security.W005", rule: "hsts-subdomains-off", holds: secured(hstsOn(notTrue("SECURE_HSTS_INCLUDE_SUBDOMAINS")))},
		{id: "security.W006", rule: "nosniff-off", holds: secured(notTrue("SECURE_CONTENT_TYPE_NOSNIFF"))},
		{id: "security.W008", rule: "ssl-redirect-off", holds: secured(notTrue("SECURE_SSL_REDIRECT"))},
		{id: "security.W009", rule: "secret-key-weak", holds: askQ("SECRET_KEY", weakKey)},
		{id: "security.W010", rule: "session-cookie-insecure", holds: cookieCheck("SESSION_COOKIE_SECURE", true, false)},
		{id: "security.W011", rule: "session-cookie-insecure", holds: cookieCheck("SESSION_COOKIE_SECURE", false, true)},
		{id: "security.W012", rule: "session-cookie-insecure", holds: cookieCheck("SESSION_COOKIE_SECURE", true, true)},
		{id: "security.W013", rule: "session-cookie-readable", holds: cookieCheck("SESSION_COOKIE_HTTPONLY", true, false)},
		{id: "security.W014", rule: "session-cookie-readable", holds: cookieCheck("SESSION_COOKIE_HTTPONLY", false, true)},
		{id: "security.W015", rule: "session-cookie-readable", holds: cookieCheck("SESSION_COOKIE_HTTPONLY", true, true)},
		{id: "security.W016", rule: "csrf-cookie-insecure", holds: csrfCookieInsecureCheck},
		{id: "security.W018", rule: "debug-enabled", holds: askQ("DEBUG", (*pyconf.Value).Truth)},
		{id: "security.W019", rule: "framing-allowed", holds: framingCheck},
		{id: "security.W020", rule: "allowed-hosts-empty", holds: falsyQ("ALLOWED_HOSTS")},
		{id: "security.W021", rule: "hsts-preload-off", holds: secured(hstsOn(notTrue("SECURE_HSTS_PRELOAD")))},
		{id: "security.W022", rule: "referrer-policy-weak", holds: secured(askQ("SECURE_REFERRER_POLICY", (*pyconf.Value).IsNone))},
		{id: "security.E023", rule: "referrer-policy-weak", holds: secured(askQ("SECURE_REFERRER_POLICY", badReferrer))},
		{id: "security.E024", rule: "opener-policy-weak", since: "4.0", holds: secured(askQ("SECURE_CROSS_ORIGIN_OPENER_POLICY", badOpener))},
		{id: "security.W025", rule: "secret-key-fallback-weak", since: "4.1", holds: askQ("SECRET_KEY_FALLBACKS", weakFallbacks)},
		{id: "security.E026", rule: "csp-malformed", since: "6.0", holds: cspNotDict},
		{id: "security.W027", rule: "csp-nonce-unavailable", since: "6.1", holds: cspNonceUnavailable},
		{id: "security.E101", rule: "failure-view-missing", holds: failureViewMisfits},
		{id: "security.E102", rule: "failure-view-missing", holds: failureViewAbsent},
		{id: "security.E100", rule: "removed-setting", until: "4.0", holds: askQ("DEFAULT_HASHING_ALGORITHM", unknownHash)},
	}
}

func otherChecks() []check {
	return []check{
		{id: "caches.E001", rule: "cache-default-missing", holds: askQ("CACHES", lacks("default"))},
		{id: "caches.W002", rule: "cache-directory-exposed", holds: cacheExposed},
		{id: "caches.W003", rule: "cache-directory-exposed", holds: cacheRelative},
		{id: "4_0.E001", rule: "trusted-origin-schemeless", since: "4.0", holds: askQ("CSRF_TRUSTED_ORIGINS", schemeless)},
		{id: "urls.E006", rule: "url-slash-missing", holds: slashMissing},
		{id: "templates.E001", rule: "template-invalid-text", until: "5.1", holds: loadersClash},
		{id: "templates.E002", rule: "template-invalid-text", holds: invalidText},
		{id: "translation.E001", rule: "language-code-invalid", holds: askQ("LANGUAGE_CODE", badLanguage)},
		{id: "translation.E002", rule: "language-code-invalid", holds: askQ("LANGUAGES", badLanguages)},
		{id: "translation.E003", rule: "language-code-invalid", holds: askQ("LANGUAGES_BIDI", pyconf.AnyItem(badLanguage))},
		{id: "translation.E004", rule: "language-code-invalid", holds: unsupportedLanguage},
		{id: "mail.W001", rule: "mailer-default-missing", since: "6.1", holds: mailerMissing},
		{id: "mail.E001", rule: "mail-not-sent", since: "6.1", holds: mailerNotSending},
		{id: "staticfiles.E001", rule: "static-dirs-malformed", holds: withStatic(askQ("STATICFILES_DIRS", notList))},
		{id: "staticfiles.E002", rule: "static-dirs-malformed", holds: withStatic(staticRootListed)},
		{id: "staticfiles.E003", rule: "static-dirs-malformed", holds: withStatic(askQ("STATICFILES_DIRS", pyconf.AnyItem(prefixSlash)))},
		{id: "staticfiles.E005", rule: "storage-missing", since: "5.0", holds: installed("django.contrib.staticfiles", askQ("STORAGES", lacks("staticfiles")))},
		{id: "sites.E101", rule: "site-id-mistyped", holds: siteID},
		{id: "admin.E402", rule: "admin-requirement-missing", holds: withAdmin(authProcessorMissing)},
		{id: "admin.E403", rule: "admin-requirement-missing", holds: withAdmin(noTemplateEngine)},
		{id: "admin.E404", rule: "admin-requirement-missing", holds: withAdmin(processorMissing("django.contrib.messages.context_processors.messages"))},
		{id: "admin.E406", rule: "admin-requirement-missing", holds: withAdmin(appMissing("django.contrib.messages"))},
		{id: "admin.E408", rule: "admin-requirement-missing", holds: withAdmin(classMissing(authMiddleware))},
		{id: "admin.E409", rule: "admin-requirement-missing", holds: withAdmin(classMissing(messageMiddleware))},
		{id: "admin.E410", rule: "admin-requirement-missing", holds: withAdmin(classMissing(sessionMiddleware))},
		{id: "admin.W411", rule: "admin-requirement-missing", holds: withAdmin(processorMissing("django.template.context_processors.request"))},
		{id: "auth.E013", rule: "login-required-order", since: "5.1", holds: installed("django.contrib.auth", loginBeforeAuth)},
	}
}

// Check says whether Django would report one of its checks, such as
// "security.W008", were it not silenced. An id that Django of the version does
// not have is No.
func (s *Settings) Check(id string) audit.Truth {
	c := checkOf[id]
	if c == nil || !c.applies(s.Version) {
		return audit.No
	}
	return c.holds(s)
}

func (c *check) applies(v audit.Version) bool {
	if v.IsZero() {
		return c.until == ""
	}
	return (c.since == "" || !v.Less(audit.MustVersion(c.since))) &&
		(c.until == "" || v.Less(audit.MustVersion(c.until)))
}

// Checks gives the ids of the checks that Django would report for sure, and of
// those that may be, both without the silenced ones.
func (s *Settings) Checks() (sure, open []string) {
	for i := range checks {
		c := &checks[i]
		if !c.applies(s.Version) || s.Silenced(c.id) {
			continue
		}
		switch c.holds(s).And(s.Contains("SILENCED_SYSTEM_CHECKS", c.id).Truth.Not()) {
		case audit.Yes:
			sure = append(sure, c.id)
		case audit.Maybe:
			open = append(open, c.id)
		}
	}
	return sure, open
}

// Silenced reports whether the project silences the check.
func (s *Settings) Silenced(id string) bool {
	return s.Contains("SILENCED_SYSTEM_CHECKS", id).Yes()
}

// silencedRule says which of Django's checks the rule repeats, if all of those
// that hold are silenced.
func (s *Settings) silencedRule(name string) string {
	if !s.Has("SILENCED_SYSTEM_CHECKS") {
		return ""
	}
	silenced := ""
	for i := range checks {
		c := &checks[i]
		if c.rule != name || !c.applies(s.Version) || c.holds(s) != audit.Yes {
			continue
		}
		if !s.Silenced(c.id) {
			return ""
		}
		silenced = c.id
	}
	return silenced
}

// question is a condition of a check.
type question = func(*Settings) audit.Truth

func askQ(name string, q func(*pyconf.Value) audit.Truth) question {
	return func(s *Settings) audit.Truth { return s.Ask(name, q).Truth }
}

func falsyQ(name string) question {
	return func(s *Settings) audit.Truth { return s.Bool(name).Truth.Not() }
}

func notTrue(name string) question {
	return func(s *Settings) audit.Truth { return s.IsTrue(name).Truth.Not() }
}

func without(middleware string) question {
	return func(s *Settings) audit.Truth { return s.Contains("MIDDLEWARE", middleware).Truth.Not() }
}

// secured limits a condition to sites with SecurityMiddleware, without which
// Django is silent.
func secured(q question) question {
	return func(s *Settings) audit.Truth {
		return without(securityMiddleware)(s).Not().And(q(s))
	}
}

func hstsOn(q question) question {
	return func(s *Settings) audit.Truth { return s.Bool("SECURE_HSTS_SECONDS").Truth.And(q(s)) }
}

func installed(app string, q question) question {
	return func(s *Settings) audit.Truth { return s.App(app).And(q(s)) }
}

// App says whether an app is installed, by its name or its configuration class.
func (s *Settings) App(name string) audit.Truth {
	return s.Ask("INSTALLED_APPS", func(v *pyconf.Value) audit.Truth { return hasApp(v, name) }).Truth
}

func hasApp(v *pyconf.Value, name string) audit.Truth {
	if !v.Sequence() {
		return audit.Maybe
	}
	answer := audit.No
	for _, it := range v.Items {
		is := it.Is(name)
		if it.Value.Whole() && strings.HasPrefix(it.Value.Text, name+".apps.") {
			is = it.Is(it.Value.Text)
		}
		answer = answer.Or(is)
	}
	return answer
}

// cookieCheck is the condition of the checks about the session cookie: which
// one is reported depends on which of app and middleware are there.
func cookieCheck(setting string, app, middleware bool) question {
	return func(s *Settings) audit.Truth {
		hasApp := s.Contains("INSTALLED_APPS", "django.contrib.sessions").Truth
		hasMiddleware := s.Contains("MIDDLEWARE", sessionMiddleware).Truth
		if !app {
			hasApp = hasApp.Not()
		}
		if !middleware {
			hasMiddleware = hasMiddleware.Not()
		}
		return s.IsTrue(setting).Truth.Not().And(hasApp).And(hasMiddleware)
	}
}

func csrfCookieInsecureCheck(s *Settings) audit.Truth {
	secure := s.IsTrue("CSRF_COOKIE_SECURE").Truth
	if s.before("4.0") {
		secure = s.Bool("CSRF_COOKIE_SECURE").Truth
	}
	return s.Bool("CSRF_USE_SESSIONS").Truth.Not().
		And(without(csrfMiddleware)(s).Not()).And(secure.Not())
}

// before reports whether the target is known to be older than a release.
func (s *Settings) before(release string) bool {
	return !s.Version.IsZero() && s.Version.Less(audit.MustVersion(release))
}

func framingCheck(s *Settings) audit.Truth {
	deny := s.Ask("X_FRAME_OPTIONS", func(v *pyconf.Value) audit.Truth {
		return pyconf.Equal(v, &pyconf.Value{Type: pyconf.Text, Text: "DENY"})
	})
	return without(framingMiddleware)(s).Not().And(deny.Truth.Not())
}

// Django's bounds on a secret key.
const (
	keyLength   = 50
	keyDistinct = 5
	keyPrefix   = "django-insecure-"
)

// weakKey is the condition under which Django calls a secret key weak.
func weakKey(v *pyconf.Value) audit.Truth {
	switch v.Type {
	case pyconf.Text:
		if strings.HasPrefix(v.Head(), keyPrefix) {
			return audit.Yes
		}
		if !v.Whole() {
			return audit.Maybe
		}
		return audit.TruthOf(utf8.RuneCountInString(v.Text) < keyLength || distinct(v.Text) < keyDistinct)
	case pyconf.None:
		return audit.Yes
	}
	return audit.Maybe
}

func distinct(text string) int {
	seen := map[rune]bool{}
	for _, r := range text {
		seen[r] = true
	}
	return len(seen)
}

func weakFallbacks(v *pyconf.Value) audit.Truth { return pyconf.AnyItem(weakKey)(v) }

var referrerPolicies = namesOf("no-referrer", "no-referrer-when-downgrade", "origin", "origin-when-cross-origin",
	"same-origin", "strict-origin", "strict-origin-when-cross-origin", "unsafe-url")

// badReferrer is Yes for a policy, or a list of them, with an unknown word.
func badReferrer(v *pyconf.Value) audit.Truth {
	switch {
	case v.Type == pyconf.None:
		return audit.No
	case v.Whole():
		for _, word := range strings.Split(v.Text, ",") {
			if !referrerPolicies[strings.TrimSpace(word)] {
				return audit.Yes
			}
		}
		return audit.No
	}
	return pyconf.AnyItem(func(w *pyconf.Value) audit.Truth {
		if !w.Whole() {
			return audit.Maybe
		}
		return audit.TruthOf(!referrerPolicies[w.Text])
	})(v)
}

var openerPolicies = namesOf("same-origin", "same-origin-allow-popups", "unsafe-none")

func badOpener(v *pyconf.Value) audit.Truth {
	switch {
	case v.Whole():
		return audit.TruthOf(!openerPolicies[v.Text])
	case v.Type == pyconf.None:
		return audit.No
	case pyconf.IsNumber(v) || v.Type == pyconf.Tuple:
		return audit.Yes
	}
	return audit.Maybe
}

func unknownHash(v *pyconf.Value) audit.Truth {
	if !v.Whole() {
		return audit.Maybe
	}
	return audit.TruthOf(v.Text != "sha1" && v.Text != "sha256")
}

// lacks asks whether a dict has no entry under a key.
func lacks(key string) func(*pyconf.Value) audit.Truth {
	return func(v *pyconf.Value) audit.Truth {
		there, _ := v.Has(key)
		return there.Not()
	}
}

func schemeless(v *pyconf.Value) audit.Truth {
	if v.Whole() {
		return audit.TruthOf(v.Text != "") // read letter by letter
	}
	return pyconf.AnyItem(func(w *pyconf.Value) audit.Truth {
		if !w.Whole() {
			if strings.Contains(w.Head(), "://") {
				return audit.No
			}
			return audit.Maybe
		}
		return audit.TruthOf(!strings.Contains(w.Text, "://"))
	})(v)
}

func slashMissing(s *Settings) audit.Truth {
	return s.Ask("STATIC_URL", noSlash).Truth.Or(s.Ask("MEDIA_URL", noSlash).Truth)
}

func noSlash(v *pyconf.Value) audit.Truth {
	switch {
	case v.Whole():
		return audit.TruthOf(v.Text != "" && !strings.HasSuffix(v.Text, "/"))
	case v.Type == pyconf.Text:
		if last := v.Parts[len(v.Parts)-1]; last.Type == pyconf.Text {
			return audit.TruthOf(!strings.HasSuffix(last.Text, "/"))
		}
	case v.Type == pyconf.None:
		return audit.No
	}
	return audit.Maybe
}

func siteID(s *Settings) audit.Truth {
	if !s.Has("SITE_ID") && s.whole {
		return audit.No
	}
	return s.App("django.contrib.sites").And(s.Ask("SITE_ID", func(v *pyconf.Value) audit.Truth {
		switch v.Type {
		case pyconf.Text, pyconf.Bytes, pyconf.List, pyconf.Tuple, pyconf.Set, pyconf.Dict:
			return audit.Yes
		case pyconf.Float:
			return audit.TruthOf(s.before("6.1") || v.Float != float64(int64(v.Float)))
		case pyconf.Int, pyconf.Bool, pyconf.None, pyconf.Absent:
			return audit.No
		}
		return audit.Maybe
	}).Truth)
}

func notList(v *pyconf.Value) audit.Truth {
	switch v.Type {
	case pyconf.List, pyconf.Tuple:
		return audit.No
	case pyconf.Unknown, pyconf.Env:
		return audit.Maybe
	}
	return audit.Yes
}

func mailerMissing(s *Settings) audit.Truth {
	if !s.Has("MAILERS") && s.whole {
		return audit.No
	}
	return s.Ask("MAILERS", lacks("default")).Truth
}

var quietBackends = namesOf("django.core.mail.backends.console.EmailBackend", "django.core.mail.backends.dummy.EmailBackend",
	"django.core.mail.backends.filebased.EmailBackend", "django.core.mail.backends.locmem.EmailBackend")

func quiet(v *pyconf.Value) audit.Truth {
	switch {
	case v.Whole():
		return audit.TruthOf(quietBackends[v.Text])
	case v.Type == pyconf.Absent:
		return audit.No
	}
	return audit.Maybe
}

func mailerNotSending(s *Settings) audit.Truth {
	if !s.Has("MAILERS") && s.whole {
		return audit.No
	}
	return s.AskValue("MAILERS", pyconf.Entry(pyconf.Entry(s.Get("MAILERS"), "default"), "BACKEND"), quiet).Truth
}

// Decides reports whether the audit knows the condition of a check of Django.
func Decides(id string) bool { return checkOf[id] != nil }
