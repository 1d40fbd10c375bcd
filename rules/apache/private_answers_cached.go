package apache

import "preflight/rules/audit"

func init() { Rules.Add("private-answers-cached", privateAnswersCached) }

// cached are the directives that store what is meant for one visitor.
var cached = []struct{ name, fault string }{
	{"CacheStorePrivate", "answers for one visitor are stored and handed to others"},
	{"CacheStoreNoStore", "answers that are never to be stored are stored"},
	{"CacheIgnoreQueryString", "addresses with other query strings get the same answer"},
}

// privateAnswersCached checks that the cache keeps to what applications say.
func privateAnswersCached(c *Config, r *audit.Reporter) {
	for _, q := range cached {
		c.judge(r, question{name: q.name, fix: setTo("Off"), bad: func(u *Use) string {
			if u.On() {
				return q.fault
			}
			return ""
		}})
	}
}
