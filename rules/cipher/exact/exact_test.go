// Package exact compares the evaluation of cipher strings with OpenSSL's own.
package exact

import (
	"flag"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"strings"
	"testing"

	"preflight/rules/cipher"
)

var update = flag.Bool("update", false, "write the results that the tests of rules/cipher replay")

// generated is how many random strings are compared besides the written ones.
const generated = 1500

func TestExact(t *testing.T) {
	version, err := exec.Command("openssl", "version").Output()
	if err != nil {
		t.Skip("openssl is not on PATH: nothing is compared")
	}
	if !strings.HasPrefix(string(version), "OpenSSL 3.0") {
		t.Skipf("the table is OpenSSL 3.0's, this is %s", version)
	}
	var results strings.Builder
	fmt.Fprintf(&results, "# cipher string\tsuites in order, as \"openssl ciphers\" of %s gives them\n", strings.TrimSpace(string(version)))
	different := 0
	lists := lists2compare()
	for i, list := range lists {
		want := ask(list)
		if got := names(cipher.Select(list, false)); got != want {
			different++
			t.Errorf("%q:\n ours    %s\n openssl %s", list, got, want)
		}
		if i < len(written)+40 {
			fmt.Fprintf(&results, "%s\t%s\n", list, want)
		}
	}
	t.Logf("%d strings compared, %d differences", len(lists), different)
	if *update && different == 0 {
		if err := os.WriteFile("../testdata/openssl-3.0.tsv", []byte(results.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// ask gives OpenSSL's answer without the suites of TLS 1.3, or "refused".
func ask(list string) string {
	if strings.HasPrefix(list, "-") {
		list = ":" + list // the command would read it as an option
	}
	out, err := exec.Command("openssl", "ciphers", list).Output()
	if err != nil {
		return "refused"
	}
	var kept []string
	for _, name := range strings.Split(strings.TrimSpace(string(out)), ":") {
		if !strings.HasPrefix(name, "TLS_") {
			kept = append(kept, name)
		}
	}
	return strings.Join(kept, ":")
}

func names(s cipher.Selection) string {
	var list []string
	for _, suite := range s.Suites {
		list = append(list, suite.Name)
	}
	if s.Invalid || len(list) == 0 {
		return "refused"
	}
	return strings.Join(list, ":")
}

// written are strings that real configurations hold.
var written = []string{
	"HIGH:!aNULL:!MD5", "DEFAULT", "ALL", "HIGH", "MEDIUM", "LOW", "EXPORT", "RC4", "3DES", "SSLv3", "TLSv1", "TLSv1.2", "PSK", "FIPS", "CBC",
	"HIGH:!aNULL:!eNULL:!EXPORT:!DES:!MD5:!PSK:!RC4", "EECDH+AESGCM:EDH+AESGCM", "EECDH+AESGCM:EDH+AESGCM:AES256+EECDH:AES256+EDH",
	"ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305",
	"ECDHE-RSA-AES128-GCM-SHA256:ECDHE:ECDH:AES:HIGH:!NULL:!aNULL:!MD5:!ADH:!RC4", "ALL:!ADH:!EXPORT56:RC4+RSA:+HIGH:+MEDIUM:+LOW:+SSLv2:+EXP",
	"kEECDH+AES128:kEECDH:kEDH:-3DES:kRSA+AES128:kEDH+3DES:DES-CBC3-SHA:!RC4:!aNULL:!eNULL:!MD5:!EXPORT:!LOW:!SEED:!CAMELLIA:!IDEA:!PSK:!SRP:!SSLv2",
	"DEFAULT:!aNULL", "DEFAULT:-RSA:RSA", "ALL:@STRENGTH", "AES128:+ECDHE", "HIGH:-AES128:AES128", "NULL", "eNULL", "aNULL", "ADH", "AECDH", "!ALL", "HIGH:!HIGH",
	"RC4-SHA", "NULL-SHA256", "DES-CBC3-SHA:AES128-SHA", "SUITEB128", "SUITEB192", "ECDHE+AESGCM+ECDSA", "kRSA+AES", "AES256+kRSA:!AESCCM",
	"HIGH !aNULL", "HIGH,!aNULL", "HIGH;!aNULL", "", ":", "HIGH::!MD5", "high", "@STRENGTH", "HIGH:@SECLEVEL=1", "HIGH:@SECLEVEL=9", "HIGH:@FOO", "HIGH:!", "HIGH:+", "HIGH:a/b",
	"TLSv1.3", "HIGH:TLS_AES_128_GCM_SHA256", "TLSv1.2+AESGCM", "ECDHE+AES:!SHA1", "EDH:!DSS", "PROFILE=SYSTEM", "ECDHE-ECDSA-AES128-GCM-SHA256+HIGH",
}

var atoms = []string{
	"ALL", "HIGH", "MEDIUM", "aNULL", "kRSA", "kDHE", "ECDHE", "DHE", "EECDH", "EDH", "RSA", "AES", "AES128", "AES256", "AESGCM", "AESCCM",
	"CHACHA20", "CAMELLIA", "ARIA", "SHA", "SHA1", "SHA256", "SHA384", "MD5", "TLSv1.2", "SSLv3", "TLSv1", "PSK", "SRP", "aRSA", "aECDSA", "DSS",
	"3DES", "RC4", "DES", "FIPS", "CBC", "LOW", "EXP", "AES128-SHA", "ECDHE-RSA-AES256-GCM-SHA384", "DHE-RSA-AES128-SHA", "COMPLEMENTOFDEFAULT", "nonsense",
}

// lists2compare are the written strings and random ones, the same every time.
func lists2compare() []string {
	source := rand.New(rand.NewSource(1))
	lists := append([]string{}, written...)
	for range generated {
		var rules []string
		for range 1 + source.Intn(6) {
			rule := []string{"", "", "", "!", "-", "+"}[source.Intn(6)] + atoms[source.Intn(len(atoms))]
			for source.Intn(4) == 0 {
				rule += "+" + atoms[source.Intn(len(atoms))]
			}
			rules = append(rules, rule)
		}
		if source.Intn(12) == 0 {
			rules = append(rules, "@STRENGTH")
		}
		lists = append(lists, strings.Join(rules, ":"))
	}
	return lists
}
