package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// generator writes random settings modules. The same number always gives the
// same module, so that only the verdicts need to be kept.
type generator struct {
	*rand.Rand
	out strings.Builder
}

// Module writes the nth settings module.
func Module(n int) string {
	g := &generator{Rand: rand.New(rand.NewPCG(uint64(n), 2026))}
	g.line("import os")
	g.line("import django")
	g.line("from pathlib import Path")
	g.line("BASE_DIR = Path('/srv/shop')")
	g.line("ROOT_URLCONF = 'urls'")
	g.helpers()
	steps := []func(){g.middleware, g.apps, g.debug, g.key, g.hosts, g.security, g.cookies, g.templates, g.caches,
		g.static, g.language, g.csp, g.mail, g.various, g.silenced}
	g.Shuffle(len(steps)-2, func(i, j int) { steps[i+2], steps[j+2] = steps[j+2], steps[i+2] })
	for _, step := range steps {
		step()
	}
	return g.out.String()
}

func (g *generator) line(format string, args ...any) {
	fmt.Fprintf(&g.out, format+"\n", args...)
}

func (g *generator) pick(options ...string) string { return options[g.IntN(len(options))] }

// one reports true in one of n cases.
func (g *generator) one(n int) bool { return g.IntN(n) == 0 }

// helpers are functions that the assignments below may call.
func (g *generator) helpers() {
	g.line("def flag(value, default=False):")
	g.line("    if value is None:")
	g.line("        return default")
	g.line("    return value in (True, 'yes', 'on')")
	g.line("def doubled(items):")
	g.line("    return [*items, *items]")
}

// put assigns a setting in one of the ways in which modules do.
func (g *generator) put(name, value string) {
	switch g.IntN(9) {
	case 0:
		g.line("_value = %s", value)
		g.line("%s = _value", name)
	case 1:
		g.line("if len('ab') == 2:")
		g.line("    %s = %s", name, value)
		g.line("else:")
		g.line("    %s = 'never'", name)
	case 2:
		g.line("%s: object = %s", name, value)
	case 3:
		g.line("%s = %s if flag('yes') else None", name, value)
	case 4:
		g.line("%s = (lambda x: x)(%s)", name, value)
	case 5:
		g.line("globals()['%s'] = %s", name, value)
	default:
		g.line("%s = %s", name, value)
	}
}

// maybe assigns a setting in n-1 of n modules.
func (g *generator) maybe(n int, name string, values ...string) {
	if !g.one(n) {
		g.put(name, g.pick(values...))
	}
}

func (g *generator) middleware() {
	all := []string{
		"django.middleware.security.SecurityMiddleware", "django.contrib.sessions.middleware.SessionMiddleware",
		"django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
		"django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
		"django.middleware.clickjacking.XFrameOptionsMiddleware",
	}
	g.line("MIDDLEWARE = [")
	var late []string
	for _, m := range all {
		switch g.IntN(8) {
		case 0:
		case 1:
			late = append(late, m)
		default:
			g.line("    %q,", m)
		}
	}
	g.line("]")
	for _, m := range late {
		g.line("%s", g.pick("MIDDLEWARE.append(%q)", "MIDDLEWARE += [%q]", "MIDDLEWARE.insert(0, %q)",
			"MIDDLEWARE = [%q] + MIDDLEWARE", "MIDDLEWARE = [*MIDDLEWARE, %q]"))
		text := strings.Replace(g.last(), "%q", fmt.Sprintf("%q", m), 1)
		g.replaceLast(text)
	}
	if g.one(6) {
		g.line("MIDDLEWARE = [m for m in MIDDLEWARE if not m.endswith('.CommonMiddleware')]")
	}
	if g.one(10) {
		g.line("MIDDLEWARE = tuple(MIDDLEWARE)")
	}
}

// last gives the line written last.
func (g *generator) last() string {
	lines := strings.Split(strings.TrimSuffix(g.out.String(), "\n"), "\n")
	return lines[len(lines)-1]
}

func (g *generator) replaceLast(line string) {
	text := strings.TrimSuffix(g.out.String(), g.last()+"\n")
	g.out.Reset()
	g.out.WriteString(text)
	g.line("%s", line)
}

func (g *generator) apps() {
	g.line("INSTALLED_APPS = ['django.contrib.contenttypes', 'django.contrib.auth']")
	for _, app := range []string{"django.contrib.admin", "django.contrib.sessions", "django.contrib.messages",
		"django.contrib.staticfiles", "django.contrib.sites"} {
		switch g.IntN(6) {
		case 0, 1:
		case 2:
			g.line("INSTALLED_APPS += ['%s']", app)
		case 3:
			g.line("for app in ['%s']:", app)
			g.line("    INSTALLED_APPS.append(app)")
		default:
			g.line("INSTALLED_APPS.extend(('%s',))", app)
		}
	}
	if g.one(3) {
		g.line("SITE_ID = %s", g.pick("1", "'1'", "True", "1.5", "1.0", "None", "'x'"))
	}
}

func (g *generator) debug() {
	g.maybe(3, "DEBUG", "True", "False", "1", "0", "'False'", "''", "None", "not True", "'yes' == 'no'", "bool('False')", "flag('on')")
}

func (g *generator) key() {
	long := strings.Repeat("abcdefghij-", 5)
	g.maybe(6, "SECRET_KEY", "'short'", "'"+long+"'", "'django-insecure-"+long+"'", "'a' * 60", "f'django-insecure-{BASE_DIR}'"+" + 'x' * 50",
		"'abcde' * 10", "'abcde' * 9 + 'abcd'", "'abcd' * 20", "'é' * 46 + 'abcd'", "''.join(['"+long+"', 'x'])", "'%s-%s' % ('"+long+"', 7)",
		"'{}{}'.format('"+long+"', 7)", "'"+long+"'[:40]", "'"+long+"'.upper()")
	g.maybe(3, "SECRET_KEY_FALLBACKS", "[]", "['old']", "['"+long+"']", "['"+long+"', 'django-insecure-"+long+"']", "doubled(['old'])")
}

func (g *generator) hosts() {
	g.maybe(4, "ALLOWED_HOSTS", "[]", "['*']", "['shop.example']", "['']", "()", "('a',)", "''.split(',')", "[h for h in ['a', ''] if h]", "[h for h in [''] if h]", "list(filter(None, ['']))")
	g.maybe(3, "CSRF_TRUSTED_ORIGINS", "[]", "['https://shop.example']", "['shop.example']", "['https://a', '*.b']", "'https://a'", "['https://' + h for h in ['a', 'b']]", "('http://*',)")
}

func (g *generator) security() {
	g.maybe(4, "SECURE_HSTS_SECONDS", "0", "1", "60 * 60", "31536000", "None", "'0'", "False", "True", "60 * 60 * 24 * 365", "int('0')", "2 ** 10", "1 - 1")
	for _, name := range []string{"SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD", "SECURE_SSL_REDIRECT", "SECURE_CONTENT_TYPE_NOSNIFF"} {
		g.maybe(3, name, "True", "True", "False", "1", "'True'", "None", "not False", "bool(1)", "1 == 1", "flag(None, True)")
	}
	g.maybe(3, "SECURE_REFERRER_POLICY", "None", "'same-origin'", "'no-referrer,origin'", "'no-referrer, bad'", "['origin', 'same-origin']", "['bad']", "('unsafe-url',)", "''", "'Same-Origin'")
	g.maybe(3, "SECURE_CROSS_ORIGIN_OPENER_POLICY", "None", "'same-origin'", "'unsafe-none'", "'bad'", "''", "'same-origin-allow-popups'")
	g.maybe(3, "X_FRAME_OPTIONS", "'DENY'", "'deny'", "'SAMEORIGIN'", "None", "'ALLOW-FROM x'", "'deny'.upper()")
}

func (g *generator) cookies() {
	for _, name := range []string{"SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_SECURE"} {
		g.maybe(3, name, "True", "True", "False", "1", "'yes'", "None", "not False")
	}
	g.maybe(2, "CSRF_USE_SESSIONS", "True", "False", "1", "''")
	if g.one(4) {
		g.put("CSRF_FAILURE_VIEW", g.pick("'django.views.csrf.csrf_failure'", "'refused'", "'django.views.' + 'csrf.csrf_failure'"))
	}
}

func (g *generator) templates() {
	if g.one(8) {
		return
	}
	g.line("_processors = []")
	for _, p := range []string{"django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages",
		"django.template.context_processors.request", "django.template.context_processors.csp"} {
		if !g.one(4) && !strings.HasSuffix(p, "csp") {
			g.line("_processors.append('%s')", p)
		}
	}
	g.line("TEMPLATES = [{")
	g.line("    'BACKEND': 'django.template.backends.%s',", g.pick("django.DjangoTemplates", "django.DjangoTemplates", "django.DjangoTemplates", "dummy.TemplateStrings"))
	g.line("    'APP_DIRS': True,")
	g.line("    'OPTIONS': {},")
	g.line("}]")
	g.line("if TEMPLATES[0]['BACKEND'].endswith('DjangoTemplates'):")
	g.line("    TEMPLATES[0]['OPTIONS']['context_processors'] = _processors")
	if g.one(5) {
		g.line("    TEMPLATES[0]['OPTIONS'].update(string_if_invalid=%s)", g.pick("''", "'x'", "None", "1"))
	}
}

func (g *generator) caches() {
	if g.one(2) {
		return
	}
	alias := g.pick("default", "default", "default", "files")
	g.line("CACHES = {'%s': {'BACKEND': 'django.core.cache.backends.%s'}}", alias, g.pick("locmem.LocMemCache", "filebased.FileBasedCache", "dummy.DummyCache"))
	g.line("CACHES['%s']['LOCATION'] = %s", alias, g.pick("'/srv/shop/cache'", "BASE_DIR / 'cache'", "BASE_DIR / 'media' / 'cache'",
		"os.path.join(BASE_DIR, 'static')", "'cache'", "str(BASE_DIR)", "'/var/cache/shop'", "'/srv/shop/x/../media'", "BASE_DIR.parent"))
	if g.one(4) {
		g.line("CACHES.update({'default': {'BACKEND': 'django.core.cache.backends.dummy.DummyCache'}})")
	}
}

func (g *generator) static() {
	g.maybe(2, "STATIC_URL", "'/static/'", "'static/'", "'/static'", "''", "None", "'https://cdn.example/'", "'https://cdn.example/s'", "f'/{1}/'")
	g.maybe(2, "MEDIA_URL", "'/media/'", "'/media'", "''", "'https://cdn.example/m'")
	g.maybe(2, "MEDIA_ROOT", "BASE_DIR / 'media'", "'/srv/shop/media'", "''", "os.path.join(BASE_DIR, 'media/')")
	g.maybe(2, "STATIC_ROOT", "BASE_DIR / 'static'", "'/srv/shop/static/'", "None", "''", "str(BASE_DIR / 'static')")
	g.maybe(3, "STATICFILES_DIRS", "[]", "['/srv/shop/static']", "[BASE_DIR / 'static']", "(BASE_DIR / 'assets',)", "[('x/', '/srv/a')]", "[('x', '/srv/shop/static')]", "{'/srv/a'}")
	if g.one(6) {
		g.line("STATICFILES_FINDERS = ['django.contrib.staticfiles.finders.AppDirectoriesFinder']")
	}
	if g.one(5) {
		g.line("STORAGES = {'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}}")
		if g.one(2) {
			g.line("STORAGES['staticfiles'] = {'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}")
		}
	}
}

func (g *generator) language() {
	g.maybe(2, "LANGUAGE_CODE", "'en-us'", "'de'", "'de-at'", "'xx'", "'pt-br'", "'en_US'", "''", "'zh-hans-cn'", "None", "'es-pe'", "'toolonglanguage'")
	g.maybe(4, "USE_I18N", "True", "False")
	if g.one(3) {
		g.line("LANGUAGES = %s", g.pick("[('en', 'English'), ('de', 'German')]", "[('en_GB', 'x'), ('en', 'y')]", "(('fr', 'French'),)", "[('pt-br', 'x')]", "[]"))
	}
	if g.one(5) {
		g.line("LANGUAGES_BIDI = %s", g.pick("['he']", "['he_IL']", "[]", "('ar', 7)"))
	}
}

func (g *generator) csp() {
	if g.one(2) {
		return
	}
	g.line("SECURE_CSP%s = %s", g.pick("", "_REPORT_ONLY"), g.pick("{}", "None", "'default-src self'", "{'default-src': [\"'self'\"]}", "[]", "{'script-src': [CSP.NONCE]}"))
	if strings.Contains(g.last(), "CSP.NONCE") {
		line := g.last()
		g.replaceLast("if django.VERSION >= (6, 0):")
		g.line("    from django.utils.csp import CSP")
		g.line("    %s", line)
		g.line("    MIDDLEWARE = [*MIDDLEWARE, 'django.middleware.csp.ContentSecurityPolicyMiddleware']")
	}
}

func (g *generator) mail() {
	if g.one(3) {
		g.line("MAILERS = %s", g.pick("{}", "{'default': {}}", "{'other': {}}", "{'default': {'BACKEND': 'django.core.mail.backends.console.EmailBackend'}}",
			"{'default': {'BACKEND': 'django.core.mail.backends.smtp.EmailBackend'}}"))
	}
}

func (g *generator) various() {
	if g.one(6) {
		g.line("AUTHENTICATION_BACKENDS = ['django.contrib.auth.backends.%s']", g.pick("ModelBackend", "AllowAllUsersModelBackend", "RemoteUserBackend", "BaseBackend"))
	}
	if g.one(6) {
		g.line("MIDDLEWARE = list(MIDDLEWARE)")
		g.line("if django.VERSION[0] > 5 or django.VERSION[:2] == (5, 2):")
		g.line("    MIDDLEWARE.insert(%s, 'django.contrib.auth.middleware.LoginRequiredMiddleware')", g.pick("0", "2", "len(MIDDLEWARE)"))
	}
}

func (g *generator) silenced() {
	g.maybe(2, "SILENCED_SYSTEM_CHECKS", "[]", "['security.W018']", "['security.W%03d' % n for n in (4, 8)]", "['security.W' + n for n in ['001', '009', '012', '016']]")
}
