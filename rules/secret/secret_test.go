package secret

import "testing"

func TestNamed(t *testing.T) {
	for name, want := range map[string]bool{
		"SECRET_KEY": true, "DJANGO_SECRET_KEY": true, "DB_PASSWORD": true, "db_password": true, "AWS_SECRET_ACCESS_KEY": true,
		"SENTRY_AUTH_TOKEN": true, "STRIPE_API_KEY": true, "SMTP_PASS": true, "FIELD_ENCRYPTION_KEY": true,
		"DEBUG": false, "DB_PASSWORD_FILE": false, "SECRET_KEY_PATH": false, "PASSWORD_RESET_TIMEOUT": false, "TOKEN_LIFETIME": false,
		"AUTH_PASSWORD_VALIDATORS": false, "PASSWORD_HASHERS": false, "CSRF_TOKEN_NAME": false, "CACHE_KEY": false, "AWS_ACCESS_KEY_ID": false,
		"OIDC_TOKEN_ENDPOINT_AUTH_METHOD": false, "JWT_TOKEN_PREFIX": false, "PASSWORD_RESET_FORM": false, "SECRET_KEY_FALLBACKS": false,
		"BYPASS": false, "COMPASS_URL": false,
	} {
		if got := Named(name); got != want {
			t.Errorf("Named(%q) = %v", name, got)
		}
	}
}

func TestPlaceholder(t *testing.T) {
	for value, want := range map[string]bool{
		"your-secret-key-here":                  true,
		"changeme":                              true,
		"CHANGE_ME":                             true,
		"change-me-123":                         true,
		"<password>":                            true,
		"[your key]":                            true,
		"xxxxxxxx":                              true,
		"********":                              true,
		"secret":                                true,
		"password123":                           true,
		"secure-database-password":              true,
		"your_very_long_random_secret_key_here": true,
		"django-insecure-change-me":             true,
		"your-field-encryption-key":             true,
		"changeme!9d8f7":                        true,
		"":                                      false,
		"postgres":                              false, // weak, but nothing says it is to be replaced
		"shop-db-password-7hQ2":                 false,
		"correct horse battery staple":          false,
		"s3cr3tK3yW1thEntropy9f8a7b6c":          false,
		"django-insecure-8$k2#x!q0v@1m3n5":      false,
	} {
		if got := Placeholder(value); got != want {
			t.Errorf("Placeholder(%q) = %v", value, got)
		}
	}
}

func TestReference(t *testing.T) {
	for value, want := range map[string]bool{
		"${DB_PASSWORD}": true, "$DB_PASSWORD": true, "{{ vault_key }}": true, "vault:secret/data/shop#key": true,
		"op://shop/db/password": true, "/run/secrets/key": true, "%d/key": true, "True": true, "%(secret)s": true, "hunter2": false, "a$b": false, "": false,
	} {
		if got := Reference(value); got != want {
			t.Errorf("Reference(%q) = %v", value, got)
		}
	}
}

func TestURLPassword(t *testing.T) {
	for value, want := range map[string]string{
		"postgres://shop:hunter2@db/shop": "hunter2",
		"redis://:hunter2@cache:6379/0":   "hunter2",
		"postgres://shop:p%40ss@db/shop":  "p%40ss",
		"postgres://shop:a^b{@db/shop":    "a^b{",
		"postgres://shop:${PW}@db/shop":   "",
		"postgres://shop@db/shop":         "",
		"postgres://shop:@db/shop":        "",
		"https://example.com/a:b@c":       "",
		"hunter2":                         "",
		"://":                             "",
	} {
		if got, ok := URLPassword(value); got != want || ok != (want != "") {
			t.Errorf("URLPassword(%q) = %q, %v", value, got, ok)
		}
	}
}
