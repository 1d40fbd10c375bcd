package apache

import (
	"preflight/rules/audit"
)

func init() { Rules.Add("risky-modules", riskyModules) }

// risky are modules that a site in front of Django has no use for and that
// have a record of exposing servers.
var risky = map[string]string{
	"info": "shows the whole configuration", "userdir": "publishes folders of users", "dav": "lets clients change files",
	"dumpio": "writes requests with their secrets to the log", "proxy_ftp": "fetches files by FTP",
}

// riskyModules points out loaded modules that a Django site does not need.
func riskyModules(c *Config, r *audit.Reporter) {
	for _, u := range c.Uses("LoadModule") {
		name := moduleName(u.Value(0))
		if why := risky[name]; why != "" {
			c.doubt(u, r.Fail(u.Head(), "mod_"+name+" is loaded: it "+why))
		}
	}
}
