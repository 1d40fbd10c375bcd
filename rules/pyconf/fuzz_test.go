package pyconf

import (
	"testing"
	"time"
)

// FuzzModule holds that no text makes the evaluation of a module panic or run
// without end, and that every line it names lies inside the text.
func FuzzModule(f *testing.F) {
	for _, row := range idioms {
		f.Add(row.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		watch := time.AfterFunc(time.Minute, func() { panic("the evaluation does not end") })
		defer watch.Stop()
		s := evaluated(imports + text + "\n")
		for _, name := range s.Order {
			b := s.Own(name)
			if b == nil {
				continue
			}
			Describe(b.Value)
			for _, p := range b.Places {
				if p.Start < 0 || p.Start > p.End || p.End > len(imports)+len(text)+1 {
					t.Fatalf("%s is placed at %d-%d, outside the text", name, p.Start, p.End)
				}
			}
		}
	})
}
