package cipher

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func names(s Selection) string {
	var list []string
	for _, suite := range s.Suites {
		list = append(list, suite.Name)
	}
	return strings.Join(list, ":")
}

// TestAgainstOpenSSL replays the answers of "openssl ciphers"; the exact folder
// makes them.
func TestAgainstOpenSSL(t *testing.T) {
	results, err := os.ReadFile("testdata/openssl-3.0.tsv")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, line := range strings.Split(strings.TrimSuffix(string(results), "\n"), "\n") {
		list, want, ok := strings.Cut(line, "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		s := Select(list, false)
		got := names(s)
		if s.Invalid || s.Empty() {
			got = "refused"
		}
		if got != want {
			t.Errorf("%q:\n ours    %s\n openssl %s", list, got, want)
		}
		compared++
	}
	if compared < 100 {
		t.Errorf("%d strings compared", compared)
	}
}

func TestFaults(t *testing.T) {
	for name, want := range map[string]string{
		"NULL-SHA256": "ciphers without encryption (NULL)", "ADH-AES128-SHA": "anonymous ciphers", "RC4-SHA": "RC4", "DES-CBC3-SHA": "3DES",
		"AES128-SHA": "", "ECDHE-RSA-AES128-GCM-SHA256": "",
	} {
		s := Select(name, true)
		if len(s.Suites) != 1 || s.Suites[0].Fault() != want {
			t.Errorf("%s: %+v", name, s.Suites)
		}
	}
}

func TestFaultsOfLists(t *testing.T) {
	const anonymous, null = "anonymous ciphers", "ciphers without encryption (NULL)"
	for list, want := range map[string][]string{
		"HIGH:!aNULL:!MD5":               nil,
		"HIGH":                           nil, // takes anonymous suites along, which no handshake may use
		"HIGH:@SECLEVEL=0":               {anonymous},
		"HIGH:ADH":                       {anonymous},
		"HIGH:aNULL:!aNULL":              nil,
		"HIGH:NULL-SHA256":               {null},
		"HIGH:RC4-SHA":                   {"RC4"},
		"HIGH:!EXPORT:!LOW":              nil,
		"HIGH:EXPORT":                    {ExportGrade},
		"HIGH:RC4-SHA:@SECLEVEL=2":       {"RC4"}, // asked for by name
		"HIGH:MEDIUM:!aNULL":             {"3DES", "RC4"},
		"HIGH:MEDIUM:!aNULL:!RC4:!3DES":  nil,
		"ECDHE+AESGCM:EDH+AESGCM:+3DES":  nil,
		"ECDHE-RSA-AES128-GCM-SHA256:!X": nil,
	} {
		got := Select(list, true).Faults()
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", list, got, want)
		}
	}
}

func TestWeakBuildsHaveMore(t *testing.T) {
	if s := Select("RC4:3DES", false); !s.Empty() {
		t.Errorf("OpenSSL as distributions build it has no RC4 and no 3DES: %s", names(s))
	}
	if s := Select("RC4:3DES", true); len(s.Suites) != 13 {
		t.Errorf("%d suites: %s", len(s.Suites), names(s))
	}
}

func TestForwardSecrecy(t *testing.T) {
	for name, want := range map[string]bool{"ECDHE-RSA-AES128-SHA": true, "DHE-RSA-AES128-SHA": true, "AES128-SHA": false, "PSK-AES128-CBC-SHA": false} {
		if got := Select(name, false).Suites[0].ForwardSecret(); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestWordsThatNameNothingAreTold(t *testing.T) {
	s := Select("HIGH:SSLv2:EECDH+nonsense:!IDEA:@SECLEVEL=1", false)
	if strings.Join(s.Unknown, " ") != "SSLv2 nonsense" || s.Level != "1" || s.Invalid {
		t.Errorf("%+v", s)
	}
}

func TestRefused(t *testing.T) {
	const none, word, tls13 = "it leaves no cipher", "it has a word that is none", "suites of TLS 1.3 do not count here"
	for list, want := range map[string]string{ // as nginx -t says with OpenSSL 3.0
		"TLS_AES_128_GCM_SHA256": tls13, "TLS_AES_128_GCM_SHA256:HIGH": "", "RC4-SHA": none, "HIGH:!ALL": none, "HIGH:!aNULL:-HIGH": none, "": none,
		"nonsense": none, "EXPORT": none, "HIGH:@SECLEVEL=9": word, "HIGH:@X": word, "HIGH:é": word, "HIGH:a/b": "", "SSLv3": "", "HIGH:!aNULL:!MD5": "",
	} {
		if got := Select(list, false).Refused(); got != want {
			t.Errorf("%q: %q, want %q", list, got, want)
		}
	}
}

func FuzzSelect(f *testing.F) {
	for _, seed := range []string{"HIGH:!aNULL", "+-!@:", "A+B+", "@SECLEVEL=", "é", "SUITEB"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, list string) {
		if n := len(Select(list, true).Suites); n > len(suites()) {
			t.Fatalf("%q gives %d suites", list, n)
		}
	})
}
