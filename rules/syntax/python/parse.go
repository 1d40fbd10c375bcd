package python

import "preflight/rules/audit"

// Parse reads a file. It never fails: what it could not read is in Problems.
func Parse(file *audit.File) *Module {
	return &Module{File: file}
}
