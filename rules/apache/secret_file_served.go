package apache

import (
	"path"
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("secret-file-served", secretFileServed) }

// secretFileServed checks that keys and password files lie outside of what the
// web reaches.
func secretFileServed(c *Config, r *audit.Reporter) {
	served := map[string]*Use{}
	for _, m := range c.mappings() {
		served[path.Clean(m.folder)] = m.Use
	}
	for _, name := range []string{"SSLCertificateKeyFile", "AuthUserFile", "AuthGroupFile", "SSLProxyMachineCertificateFile"} {
		for _, u := range c.Uses(name) {
			file := path.Clean(u.Value(0))
			if !strings.HasPrefix(file, "/") || !u.Known() {
				continue
			}
			if by := above(served, file); by != nil {
				c.doubt(u, r.Fail(u.Head(), name+" lies in a folder that the web reaches")).Also(by.Head())
			} else {
				r.Pass(u.Head())
			}
		}
	}
}

// above gives what is known of the nearest folder above the file.
func above(folders map[string]*Use, file string) *Use {
	for i := 0; i < 40 && file != "/" && file != "."; i++ {
		file = path.Dir(file)
		if u := folders[file]; u != nil {
			return u
		}
	}
	return nil
}
