package secret

import "testing"

func TestPossible(t *testing.T) {
	for text, want := range map[string]bool{
		"kT7pQz2vX9mL": true, "tr0ub4dor-and-3": true, "-----BEGIN RSA PRIVATE KEY-----\nMIIE": true, "SecretArchiverAPIKey": true,
		"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkEifQ.x-1_y": true,
		"": false, "short": false, "two words": false, "/etc/shop/key.pem": false, "<password>": false, "{{ key }}": false,
		"https://id.example/": false, "shop.models.access_token": false, "shop.forms.ResetForm": false, "HTTP_X_API_KEY": false,
		"aaaaaaaa": false, "your-api-key": false, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY": false,
	} {
		if got := Possible(text); got != want {
			t.Errorf("Possible(%q) = %v", text, got)
		}
	}
}

func TestPlaceholderKey(t *testing.T) {
	for key, want := range map[string]bool{
		"your-super-secret-key-here-make-it-long-and-random": true, "your-secret-key-here": true, "changeme!(*#&*($&*(#*(&SDFKJJ": true,
		"q7$kd)2m!xw0v9z&ptu3^yh5s#c8lr1jg4f6nbaeo": false, "shop-9f8e7d6c5b4a39281706f5e4d3c2b1a0987654321": false, "": false,
	} {
		if got := PlaceholderKey(key); got != want {
			t.Errorf("PlaceholderKey(%q) = %v", key, got)
		}
	}
}

func TestUnfilled(t *testing.T) {
	for text, want := range map[string]bool{
		"https://yourdomain.com": true, "/path/to/ca.pem": true, "xxx": true, "TODO": true, "noreply@your-domain.org": true,
		"shop.example": false, "/srv/shop": false, "": false, "Xxxx": false,
	} {
		if got := Unfilled(text); got != want {
			t.Errorf("Unfilled(%q) = %v", text, got)
		}
	}
}

func TestWellKnown(t *testing.T) {
	for password, want := range map[string]bool{"postgres": true, "Admin": true, "": false, "kT7pQz2vX9mL": false} {
		if got := WellKnown(password); got != want {
			t.Errorf("WellKnown(%q) = %v", password, got)
		}
	}
}
