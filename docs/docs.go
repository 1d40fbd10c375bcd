// Package docs holds everything that a person reads: one page per rule, the
// checklist and the guide. The app and the command line carry them inside.
package docs

import "embed"

// FS holds the folders rules, checklist and guide.
//
//go:embed rules checklist guide
var FS embed.FS
