package app

import (
	"embed"
	"io/fs"
)

//go:embed example
var exampleFS embed.FS

// Sample is a file of the example stack.
type Sample struct{ Name, Text string }

// Example gives the example stack: a shop as it is often deployed, with much
// that is right and some faults.
func Example() []Sample {
	var samples []Sample
	err := fs.WalkDir(exampleFS, "example", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := exampleFS.ReadFile(path)
		samples = append(samples, Sample{d.Name(), string(text)})
		return err
	})
	if err != nil {
		panic(err) // an embedded tree can always be walked
	}
	return samples
}
