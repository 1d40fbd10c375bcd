package app

import (
	"fmt"
	"strings"
	"testing"
)

// long is a settings file of two thousand lines.
func long() string {
	var text strings.Builder
	text.WriteString("import os\nDEBUG = True\nROOT_URLCONF = 'shop.urls'\nMIDDLEWARE = []\n")
	for i := range 1996 {
		fmt.Fprintf(&text, "SETTING_%d = {'a': os.environ.get('X%d', 'd'), 'b': [1, 2, %d], 'c': f'x{%d}'}\n", i, i, i, i)
	}
	return text.String()
}

func BenchmarkAnswer(b *testing.B) {
	s := NewSession()
	s.Add("settings.py", []byte(long()))
	message := s.Request()
	for b.Loop() {
		Answer(message)
	}
}

func BenchmarkAccept(b *testing.B) {
	s := NewSession()
	s.Add("settings.py", []byte(long()))
	answer := Answer(s.Request())
	for b.Loop() {
		if err := s.Accept(answer); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRequest(b *testing.B) {
	s := NewSession()
	s.Add("settings.py", []byte(long()))
	for b.Loop() {
		s.Request()
	}
}

func BenchmarkMeasure(b *testing.B) {
	text := long()
	for b.Loop() {
		newMeasure(text)
	}
}
