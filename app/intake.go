package app

import (
	"github.com/maxence-charriere/go-app/v10/pkg/app"

	"preflight/rules"
)

// intake reads the files of a drop, a paste or an input that the page was
// given, and hands over the names and bytes of those worth reading.
func intake(transfer app.Value, done func(files []incoming, left int)) {
	boot().Call("list", transfer).Then(func(listed app.Value) {
		var names []string
		wanted := app.Window().Get("Array").New()
		for i := range listed.Length() {
			file := listed.Index(i)
			name := file.Get("name").String()
			if len(names) == rules.MaxFiles {
				break
			}
			if listed.Length() == 1 || Wanted(name, file.Get("size").Int()) {
				names = append(names, name)
				wanted.Call("push", file)
			}
		}
		left := listed.Length() - len(names)
		boot().Call("read", wanted).Then(func(read app.Value) {
			done(incomingFiles(names, read), left)
		})
	})
}

// incoming is a file as it was given.
type incoming struct {
	name    string
	content []byte
	failed  bool
}

func incomingFiles(names []string, read app.Value) []incoming {
	files := make([]incoming, len(names))
	for i, name := range names {
		files[i].name = name
		bytes := read.Index(i)
		if bytes.IsNull() {
			files[i].failed = true
			continue
		}
		files[i].content = make([]byte, bytes.Get("length").Int())
		app.CopyBytesToGo(files[i].content, bytes)
	}
	return files
}
