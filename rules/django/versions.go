package django

import (
	"strings"
	"sync"

	"preflight/rules/audit"
	"preflight/rules/pyconf"
)

// release is a row of the table of Django's settings: when a setting came, was
// deprecated and went, and what it holds where nobody sets it. Sources: Django's
// global_settings.py of 3.2, 4.2, 5.2 and 6.1, and the release notes between.
type release struct {
	name       string
	since      string // first release that reads it; empty: before 3.2
	deprecated string
	removed    string // first release that no longer reads it
	value      string // the default, as Python
	later      []change
	instead    string // what took its place
}

// change is a default that another release brought.
type change struct{ since, value string }

var releases = []release{
	{name: "ABSOLUTE_URL_OVERRIDES", value: `{}`},
	{name: "ADMINS", value: `[]`},
	{name: "ALLOWED_HOSTS", value: `[]`},
	{name: "APPEND_SLASH", value: `True`},
	{name: "AUTHENTICATION_BACKENDS", value: `['django.contrib.auth.backends.ModelBackend']`},
	{name: "AUTH_PASSWORD_VALIDATORS", value: `[]`},
	{name: "AUTH_USER_MODEL", value: `'auth.User'`},
	{name: "CACHES", value: `{'default': {'BACKEND': 'django.core.cache.backends.locmem.LocMemCache'}}`},
	{name: "CACHE_MIDDLEWARE_ALIAS", value: `'default'`},
	{name: "CACHE_MIDDLEWARE_KEY_PREFIX", value: `''`},
	{name: "CACHE_MIDDLEWARE_SECONDS", value: `600`},
	{name: "CSRF_COOKIE_AGE", value: `60 * 60 * 24 * 7 * 52`},
	{name: "CSRF_COOKIE_DOMAIN", value: `None`},
	{name: "CSRF_COOKIE_HTTPONLY", value: `False`},
	{name: "CSRF_COOKIE_MASKED", since: "4.1", deprecated: "4.1", removed: "5.0", value: `False`},
	{name: "CSRF_COOKIE_NAME", value: `'csrftoken'`},
	{name: "CSRF_COOKIE_PATH", value: `'/'`},
	{name: "CSRF_COOKIE_SAMESITE", value: `'Lax'`},
	{name: "CSRF_COOKIE_SECURE", value: `False`},
	{name: "CSRF_FAILURE_VIEW", value: `'django.views.csrf.csrf_failure'`},
	{name: "CSRF_HEADER_NAME", value: `'HTTP_X_CSRFTOKEN'`},
	{name: "CSRF_TRUSTED_ORIGINS", value: `[]`},
	{name: "CSRF_USE_SESSIONS", value: `False`},
	{name: "DATABASES", value: `{}`},
	{name: "DATABASE_ROUTERS", value: `[]`},
	{name: "DATA_UPLOAD_MAX_MEMORY_SIZE", value: `2621440`},
	{name: "DATA_UPLOAD_MAX_NUMBER_FIELDS", value: `1000`},
	{name: "DATA_UPLOAD_MAX_NUMBER_FILES", value: `100`},
	{name: "DATETIME_FORMAT", value: `'N j, Y, P'`},
	{name: "DATETIME_INPUT_FORMATS", value: `['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%d %H:%M', '%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M:%S.%f', '%m/%d/%Y %H:%M', '%m/%d/%y %H:%M:%S', '%m/%d/%y %H:%M:%S.%f', '%m/%d/%y %H:%M']`},
	{name: "DATE_FORMAT", value: `'N j, Y'`},
	{name: "DATE_INPUT_FORMATS", value: `['%Y-%m-%d', '%m/%d/%Y', '%m/%d/%y', '%b %d %Y', '%b %d, %Y', '%d %b %Y', '%d %b, %Y', '%B %d %Y', '%B %d, %Y', '%d %B %Y', '%d %B, %Y']`},
	{name: "DEBUG", value: `False`},
	{name: "DEBUG_PROPAGATE_EXCEPTIONS", value: `False`},
	{name: "DECIMAL_SEPARATOR", value: `'.'`},
	{name: "DEFAULT_AUTO_FIELD", value: `'django.db.models.AutoField'`, later: []change{{"6.0", `'django.db.models.BigAutoField'`}}},
	{name: "DEFAULT_CHARSET", value: `'utf-8'`},
	{name: "DEFAULT_EXCEPTION_REPORTER", value: `'django.views.debug.ExceptionReporter'`},
	{name: "DEFAULT_EXCEPTION_REPORTER_FILTER", value: `'django.views.debug.SafeExceptionReporterFilter'`},
	{name: "DEFAULT_FILE_STORAGE", deprecated: "4.2", removed: "5.1", value: `'django.core.files.storage.FileSystemStorage'`},
	{name: "DEFAULT_FROM_EMAIL", value: `'webmaster@localhost'`},
	{name: "DEFAULT_HASHING_ALGORITHM", deprecated: "3.1", removed: "4.0", value: `'sha256'`},
	{name: "DEFAULT_INDEX_TABLESPACE", value: `''`},
	{name: "DEFAULT_TABLESPACE", value: `''`},
	{name: "DISALLOWED_USER_AGENTS", value: `[]`},
	{name: "EMAIL_BACKEND", deprecated: "6.1", value: `'django.core.mail.backends.smtp.EmailBackend'`},
	{name: "EMAIL_HOST", deprecated: "6.1", value: `'localhost'`},
	{name: "EMAIL_HOST_PASSWORD", deprecated: "6.1", value: `''`},
	{name: "EMAIL_HOST_USER", deprecated: "6.1", value: `''`},
	{name: "EMAIL_PORT", deprecated: "6.1", value: `25`},
	{name: "EMAIL_SSL_CERTFILE", deprecated: "6.1", value: `None`},
	{name: "EMAIL_SSL_KEYFILE", deprecated: "6.1", value: `None`},
	{name: "EMAIL_SUBJECT_PREFIX", value: `'[Django] '`},
	{name: "EMAIL_TIMEOUT", deprecated: "6.1", value: `None`},
	{name: "EMAIL_USE_LOCALTIME", value: `False`},
	{name: "EMAIL_USE_SSL", deprecated: "6.1", value: `False`},
	{name: "EMAIL_USE_TLS", deprecated: "6.1", value: `False`},
	{name: "FILE_UPLOAD_DIRECTORY_PERMISSIONS", value: `None`},
	{name: "FILE_UPLOAD_HANDLERS", value: `['django.core.files.uploadhandler.MemoryFileUploadHandler', 'django.core.files.uploadhandler.TemporaryFileUploadHandler']`},
	{name: "FILE_UPLOAD_MAX_MEMORY_SIZE", value: `2621440`},
	{name: "FILE_UPLOAD_PERMISSIONS", value: `420`},
	{name: "FILE_UPLOAD_TEMP_DIR", value: `None`},
	{name: "FIRST_DAY_OF_WEEK", value: `0`},
	{name: "FIXTURE_DIRS", value: `[]`},
	{name: "FORCE_SCRIPT_NAME", value: `None`},
	{name: "FORMAT_MODULE_PATH", value: `None`},
	{name: "FORMS_URLFIELD_ASSUME_HTTPS", since: "5.0", deprecated: "5.0", removed: "6.0", value: `False`},
	{name: "FORM_RENDERER", value: `'django.forms.renderers.DjangoTemplates'`},
	{name: "IGNORABLE_404_URLS", value: `[]`},
	{name: "INSTALLED_APPS", value: `[]`},
	{name: "INTERNAL_IPS", value: `[]`},
	{name: "LANGUAGE_CODE", value: `'en-us'`},
	{name: "LANGUAGE_COOKIE_AGE", value: `None`},
	{name: "LANGUAGE_COOKIE_DOMAIN", value: `None`},
	{name: "LANGUAGE_COOKIE_HTTPONLY", value: `False`},
	{name: "LANGUAGE_COOKIE_NAME", value: `'django_language'`},
	{name: "LANGUAGE_COOKIE_PATH", value: `'/'`},
	{name: "LANGUAGE_COOKIE_SAMESITE", value: `None`},
	{name: "LANGUAGE_COOKIE_SECURE", value: `False`},
	{name: "LOCALE_PATHS", value: `[]`},
	{name: "LOGGING", value: `{}`},
	{name: "LOGGING_CONFIG", value: `'logging.config.dictConfig'`},
	{name: "LOGIN_REDIRECT_URL", value: `'/accounts/profile/'`},
	{name: "LOGIN_URL", value: `'/accounts/login/'`},
	{name: "LOGOUT_REDIRECT_URL", value: `None`},
	{name: "MANAGERS", value: `ADMINS`},
	{name: "MEDIA_ROOT", value: `''`},
	{name: "MEDIA_URL", value: `''`},
	{name: "MESSAGE_STORAGE", value: `'django.contrib.messages.storage.fallback.FallbackStorage'`},
	{name: "MIDDLEWARE", value: `[]`},
	{name: "MIGRATION_MODULES", value: `{}`},
	{name: "MONTH_DAY_FORMAT", value: `'F j'`},
	{name: "NUMBER_GROUPING", value: `0`},
	{name: "PASSWORD_RESET_TIMEOUT", value: `60 * 60 * 24 * 3`},
	{name: "PASSWORD_RESET_TIMEOUT_DAYS", deprecated: "3.1", removed: "4.0", value: `3`},
	{name: "PREPEND_WWW", value: `False`},
	{name: "SECRET_KEY", value: `''`},
	{name: "SECRET_KEY_FALLBACKS", since: "4.1", value: `[]`},
	{name: "SECURE_BROWSER_XSS_FILTER", removed: "4.0", value: `False`},
	{name: "SECURE_CONTENT_TYPE_NOSNIFF", value: `True`},
	{name: "SECURE_CROSS_ORIGIN_OPENER_POLICY", since: "4.0", value: `'same-origin'`},
	{name: "SECURE_CSP", since: "6.0", value: `{}`},
	{name: "SECURE_CSP_REPORT_ONLY", since: "6.0", value: `{}`},
	{name: "SECURE_HSTS_INCLUDE_SUBDOMAINS", value: `False`},
	{name: "SECURE_HSTS_PRELOAD", value: `False`},
	{name: "SECURE_HSTS_SECONDS", value: `0`},
	{name: "SECURE_PROXY_SSL_HEADER", value: `None`},
	{name: "SECURE_REDIRECT_EXEMPT", value: `[]`},
	{name: "SECURE_REFERRER_POLICY", value: `'same-origin'`},
	{name: "SECURE_SSL_HOST", value: `None`},
	{name: "SECURE_SSL_REDIRECT", value: `False`},
	{name: "SERVER_EMAIL", value: `'root@localhost'`},
	{name: "SESSION_CACHE_ALIAS", value: `'default'`},
	{name: "SESSION_COOKIE_AGE", value: `60 * 60 * 24 * 7 * 2`},
	{name: "SESSION_COOKIE_DOMAIN", value: `None`},
	{name: "SESSION_COOKIE_HTTPONLY", value: `True`},
	{name: "SESSION_COOKIE_NAME", value: `'sessionid'`},
	{name: "SESSION_COOKIE_PATH", value: `'/'`},
	{name: "SESSION_COOKIE_SAMESITE", value: `'Lax'`},
	{name: "SESSION_COOKIE_SECURE", value: `False`},
	{name: "SESSION_ENGINE", value: `'django.contrib.sessions.backends.db'`},
	{name: "SESSION_EXPIRE_AT_BROWSER_CLOSE", value: `False`},
	{name: "SESSION_FILE_PATH", value: `None`},
	{name: "SESSION_SAVE_EVERY_REQUEST", value: `False`},
	{name: "SESSION_SERIALIZER", value: `'django.contrib.sessions.serializers.JSONSerializer'`},
	{name: "SHORT_DATETIME_FORMAT", value: `'m/d/Y P'`},
	{name: "SHORT_DATE_FORMAT", value: `'m/d/Y'`},
	{name: "SIGNED_COOKIE_LEGACY_SALT_FALLBACK", since: "5.2.15", deprecated: "6.1", value: `True`, later: []change{{"6.1", `False`}}},
	{name: "SIGNING_BACKEND", value: `'django.core.signing.TimestampSigner'`},
	{name: "SILENCED_SYSTEM_CHECKS", value: `[]`},
	{name: "STATICFILES_DIRS", value: `[]`},
	{name: "STATICFILES_FINDERS", value: `['django.contrib.staticfiles.finders.FileSystemFinder', 'django.contrib.staticfiles.finders.AppDirectoriesFinder']`},
	{name: "STATICFILES_STORAGE", deprecated: "4.2", removed: "5.1", value: `'django.contrib.staticfiles.storage.StaticFilesStorage'`},
	{name: "STATIC_ROOT", value: `None`},
	{name: "STATIC_URL", value: `None`},
	{name: "STORAGES", since: "4.2", value: `{'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}, 'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}}`},
	{name: "TASKS", since: "6.0", value: `{'default': {'BACKEND': 'django.tasks.backends.immediate.ImmediateBackend'}}`},
	{name: "TEMPLATES", value: `[]`},
	{name: "TEST_NON_SERIALIZED_APPS", value: `[]`},
	{name: "TEST_RUNNER", value: `'django.test.runner.DiscoverRunner'`},
	{name: "THOUSAND_SEPARATOR", value: `','`},
	{name: "TIME_FORMAT", value: `'P'`},
	{name: "TIME_INPUT_FORMATS", value: `['%H:%M:%S', '%H:%M:%S.%f', '%H:%M']`},
	{name: "TIME_ZONE", value: `'America/Chicago'`},
	{name: "URLIZE_ASSUME_HTTPS", since: "6.0", deprecated: "6.0", value: `False`},
	{name: "USE_BLANK_CHOICE_DASH", since: "6.1", deprecated: "6.1", value: `False`},
	{name: "USE_DEPRECATED_PYTZ", since: "4.0", deprecated: "4.0", removed: "5.0", value: `False`},
	{name: "USE_I18N", value: `True`},
	{name: "USE_L10N", deprecated: "4.0", removed: "5.0", value: `False`, later: []change{{"4.0", `True`}}},
	{name: "USE_THOUSAND_SEPARATOR", value: `False`},
	{name: "USE_TZ", value: `False`, later: []change{{"5.0", `True`}}},
	{name: "USE_X_FORWARDED_HOST", value: `False`},
	{name: "USE_X_FORWARDED_PORT", value: `False`},
	{name: "WSGI_APPLICATION", value: `None`},
	{name: "X_FRAME_OPTIONS", value: `'DENY'`},
	{name: "YEAR_MONTH_FORMAT", value: `'F Y'`},
	{name: "LANGUAGES_BIDI", value: `['he', 'ar', 'ar-dz', 'ckb', 'fa', 'ug', 'ur']`},
	{name: "PASSWORD_HASHERS", value: `[` + hashers + `]`, later: []change{{"4.0", `[` + hashers + `, 'django.contrib.auth.hashers.ScryptPasswordHasher']`}}},
	{name: "LANGUAGES", value: `[]`},
	{name: "EMAIL_FILE_PATH", deprecated: "6.1", value: `None`},
	{name: "MAILERS", since: "6.1", value: `{}`},

	{name: "ALLOWED_INCLUDE_ROOTS", removed: "1.10", value: `[]`},
	{name: "DEFAULT_CONTENT_TYPE", removed: "3.0", value: `'text/html'`},
	{name: "FILE_CHARSET", removed: "3.1", value: `'utf-8'`},
	{name: "MIDDLEWARE_CLASSES", removed: "2.0", value: `[]`, instead: "MIDDLEWARE"},
	{name: "TEMPLATE_CONTEXT_PROCESSORS", removed: "1.10", value: `[]`, instead: "TEMPLATES"},
	{name: "TEMPLATE_DEBUG", removed: "1.10", value: `False`, instead: "TEMPLATES"},
	{name: "TEMPLATE_DIRS", removed: "1.10", value: `[]`, instead: "TEMPLATES"},
	{name: "TEMPLATE_LOADERS", removed: "1.10", value: `[]`, instead: "TEMPLATES"},
	{name: "TEMPLATE_STRING_IF_INVALID", removed: "1.10", value: `''`, instead: "TEMPLATES"},
	{name: "USE_ETAGS", removed: "2.1", value: `False`, instead: "ConditionalGetMiddleware"},
}

// oldest is the first release whose settings the table knows.
var oldest = audit.MustVersion("3.2")

// auditedRelease is the release that the settings are read for. An older one than the
// table knows is read as the oldest, and the report says so.
func auditedRelease(stack *audit.Stack) audit.Version {
	v := stack.Targets["django"]
	if v.IsZero() || !v.Less(oldest) {
		return v
	}
	for _, f := range stack.Of("django") {
		stack.Problem(f.Line(1), "Django "+v.String()+" is older than this audit knows: it is read as Django "+oldest.String())
	}
	stack.Targets["django"] = oldest
	return oldest
}

const hashers = `'django.contrib.auth.hashers.PBKDF2PasswordHasher', 'django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher', 'django.contrib.auth.hashers.Argon2PasswordHasher', 'django.contrib.auth.hashers.BCryptSHA256PasswordHasher'`

// languages are the codes of LANGUAGES, the later ones with the release that
// brought them.
const languages = "af ar ar-dz ast az bg be bn br bs ca cs cy da de dsb el en en-au en-gb eo es es-ar es-co es-mx " +
	"es-ni es-ve et eu fa fi fr fy ga gd gl he hi hr hsb hu hy ia id ig io is it ja ka kab kk km kn ko ky lb lt lv " +
	"mk ml mn mr my nb ne nl nn os pa pl pt pt-br ro ru sk sl sq sr sr-latn sv sw ta te tg th tk tr tt udm uk ur uz " +
	"vi zh-hans zh-hant ms@4.0 ckb@4.2 ug@5.0 ht@6.0"

// languageCodes gives the codes that LANGUAGES holds by default.
func languageCodes(v audit.Version) []string {
	var codes []string
	for _, word := range strings.Fields(languages) {
		code, since, later := strings.Cut(word, "@")
		if !later || !v.Less(audit.MustVersion(since)) {
			codes = append(codes, code)
		}
	}
	return codes
}

var releaseOf = func() map[string]*release {
	index := make(map[string]*release, len(releases))
	for i := range releases {
		index[releases[i].name] = &releases[i]
	}
	return index
}()

// reads reports whether Django of the version reads the setting.
func (r *release) reads(v audit.Version) bool {
	if r.since != "" && v.Less(audit.MustVersion(r.since)) {
		return false
	}
	return r.removed == "" || v.Less(audit.MustVersion(r.removed))
}

// text is the default in the version, as Python.
func (r *release) text(v audit.Version) string {
	text := r.value
	for _, c := range r.later {
		if !v.Less(audit.MustVersion(c.since)) {
			text = c.value
		}
	}
	return text
}

// defaultOf is what Django of the version gives a setting that is not set, or
// nil where it has no such setting.
func defaultOf(name string, v audit.Version) *pyconf.Value {
	key := defaultKey{name, v}
	if known, ok := defaults.Load(key); ok {
		return known.(*pyconf.Value)
	}
	value := readDefault(name, v)
	defaults.Store(key, value)
	return value
}

type defaultKey struct {
	name    string
	version audit.Version
}

// defaults keeps what was read of the table before; the values never change.
var defaults sync.Map

func readDefault(name string, v audit.Version) *pyconf.Value {
	r := releaseOf[name]
	if r == nil || !r.reads(v) || name == "MAILERS" {
		return nil
	}
	if name == "LANGUAGES" {
		return languageDefault(v)
	}
	text := r.text(v)
	if value := plainDefault(text); value != nil {
		return value
	}
	return unplaced(pyconf.Expression(text, v))
}

// plainDefault reads the defaults that most settings have without a parser.
func plainDefault(text string) *pyconf.Value {
	switch text {
	case "True", "False":
		return &pyconf.Value{Type: pyconf.Bool, Bool: text == "True"}
	case "None":
		return &pyconf.Value{Type: pyconf.None}
	case "[]", "ADMINS":
		return &pyconf.Value{Type: pyconf.List}
	case "{}":
		return &pyconf.Value{Type: pyconf.Dict}
	case "''":
		return &pyconf.Value{Type: pyconf.Text}
	}
	return nil
}

// unplaced takes the places out of a default: no line of the user's gave it.
func unplaced(v *pyconf.Value) *pyconf.Value {
	w := *v
	w.Span, w.At = audit.Span{}, audit.Span{}
	w.Items, w.Pairs = nil, nil
	for _, it := range v.Items {
		w.Items = append(w.Items, pyconf.Item{Value: unplaced(it.Value)})
	}
	for _, p := range v.Pairs {
		w.Pairs = append(w.Pairs, pyconf.Pair{Key: unplaced(p.Key), Value: unplaced(p.Value)})
	}
	return &w
}

func languageDefault(v audit.Version) *pyconf.Value {
	list := &pyconf.Value{Type: pyconf.List}
	for _, code := range languageCodes(v) {
		pair := []pyconf.Item{{Value: &pyconf.Value{Type: pyconf.Text, Text: code}}, {Value: &pyconf.Value{Type: pyconf.Text, Text: code}}}
		list.Items = append(list.Items, pyconf.Item{Value: &pyconf.Value{Type: pyconf.Tuple, Items: pair}})
	}
	return list
}

// lacksPatch asks whether the release is older than the patch releases that
// brought a correction, given by series, the oldest first. Where only the series
// is known, or one that no longer got corrections, that is open.
func (s *Settings) lacksPatch(patches ...string) audit.Truth {
	v := s.Version
	for _, text := range patches {
		patch := audit.MustVersion(text)
		switch {
		case v.IsZero():
			return audit.Maybe
		case v[0] == patch[0] && v[1] == patch[1]:
			if v[2] == 0 {
				return audit.Maybe
			}
			return audit.TruthOf(v.Less(patch))
		case v.Less(patch):
			return audit.Maybe
		}
	}
	return audit.No
}

// pbkdf2Rounds is how many rounds Django of the version gives PBKDF2, by
// PBKDF2PasswordHasher.iterations of each release.
func pbkdf2Rounds(v audit.Version) int64 {
	rounds := int64(260_000)
	for _, step := range []struct {
		since  string
		rounds int64
	}{
		{"4.0", 320_000}, {"4.1", 390_000}, {"4.2", 600_000}, {"5.0", 720_000}, {"5.1", 870_000}, {"5.2", 1_000_000},
		{"6.0", 1_200_000}, {"6.1", 1_500_000},
	} {
		if !v.Less(audit.MustVersion(step.since)) {
			rounds = step.rounds
		}
	}
	return rounds
}
