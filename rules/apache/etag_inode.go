package apache

import (
	"strings"

	"preflight/rules/audit"
)

func init() { Rules.Add("etag-inode", etagInode) }

// etagInode checks that ETag headers tell no inode number.
func etagInode(c *Config, r *audit.Reporter) {
	c.judge(r, question{
		name: "FileETag",
		bad: func(u *Use) string {
			for _, v := range u.Values() {
				if v = strings.ToLower(strings.TrimPrefix(v, "+")); v == "inode" || v == "all" {
					return told(u)
				}
			}
			return ""
		},
		fix: setTo("MTime Size"),
	})
}
