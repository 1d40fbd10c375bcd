package audit

import "testing"

func TestApply(t *testing.T) {
	file := &File{Name: "a.conf", Text: "one two three"}
	other := &File{Name: "b.conf", Text: "x"}
	edit := func(start, end int, text string) Edit { return Edit{Span{file, start, end}, text} }
	tests := []struct {
		name  string
		edits []Edit
		want  string // "" means refused
	}{
		{"nothing", nil, "one two three"},
		{"replace", []Edit{edit(4, 7, "2")}, "one 2 three"},
		{"insert at both ends", []Edit{edit(13, 13, "!"), edit(0, 0, ">")}, ">one two three!"},
		{"any order", []Edit{edit(8, 13, "3"), edit(0, 3, "1")}, "1 two 3"},
		{"side by side", []Edit{edit(0, 3, "1"), edit(3, 4, "-")}, "1-two three"},
		{"insert before a replaced word", []Edit{edit(4, 7, "2"), edit(4, 4, "+")}, "one +2 three"},
		{"the same edit twice", []Edit{edit(0, 3, "1"), edit(0, 3, "1")}, "1 two three"},
		{"another file's edit", []Edit{{Span{other, 0, 1}, "y"}}, "one two three"},
		{"overlap", []Edit{edit(0, 5, "a"), edit(4, 7, "b")}, ""},
		{"one place, two texts", []Edit{edit(0, 3, "a"), edit(0, 3, "b")}, ""},
		{"two lines at one place", []Edit{edit(8, 8, "b\n"), edit(8, 8, "a\n"), edit(8, 8, "b\n")}, "one two b\na\nthree"},
		{"two insertions at one place", []Edit{edit(4, 4, "a"), edit(4, 4, "b")}, ""},
	}
	for _, test := range tests {
		got, err := Apply(file, test.edits)
		if (err != nil) != (test.want == "") || err == nil && got != test.want {
			t.Errorf("%s: got %q, %v; want %q", test.name, got, err, test.want)
		}
	}
}

func TestCompatibleKeepsTheFirstOfTwoThatClash(t *testing.T) {
	file := &File{Text: "abcdef"}
	fix := func(start, end int, text string) *Fix {
		return &Fix{Edits: []Edit{{Span{file, start, end}, text}}}
	}
	first, clash, same, apart := fix(0, 3, "x"), fix(2, 4, "y"), fix(0, 3, "x"), fix(4, 5, "z")
	got := Compatible([]*Fix{first, clash, nil, same, apart})
	if len(got) != 3 || got[0] != first || got[1] != same || got[2] != apart {
		t.Errorf("Compatible chose %v", got)
	}
}
