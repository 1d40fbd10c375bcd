package audit

import "testing"

func TestPositionsCountLinesAndUTF16(t *testing.T) {
	tests := []struct {
		text         string
		offset       int
		line, column int
	}{
		{"", 0, 1, 1},
		{"ab", 2, 1, 3},
		{"a\nb", 2, 2, 1},
		{"a\r\nb", 3, 2, 1},
		{"a\r\nb", 2, 1, 3}, // between CR and LF: still the first line
		{"a\rb", 2, 2, 1},
		{"é=x", 2, 1, 2},    // two bytes, one unit
		{"😀=x", 4, 1, 3},    // four bytes, two units
		{"\xff=x", 1, 1, 2}, // invalid UTF-8 counts a unit a byte
		{"a\n", 2, 2, 1},
		{"ab", 99, 1, 3},
		{"ab", -1, 1, 1},
	}
	for _, test := range tests {
		f := &File{Text: test.text}
		if got := f.Position(test.offset); got != (Position{test.line, test.column}) {
			t.Errorf("Position(%q, %d) = %v, want %d:%d", test.text, test.offset, got, test.line, test.column)
		}
	}
}

func TestPositionsDoNotDependOnTheOrderOfAsking(t *testing.T) {
	text := "aé😀b\nc😀d\r\ne"
	fresh := func(offset int) Position { return (&File{Text: text}).Position(offset) }
	f := &File{Text: text}
	for _, offset := range []int{0, 3, 7, 8, 3, 14, 9, 13, 0, 17, 15, 1, 8} {
		if got, want := f.Position(offset), fresh(offset); got != want {
			t.Errorf("Position(%d) = %v after others, %v alone", offset, got, want)
		}
	}
}

func TestLineLeavesOutItsEnd(t *testing.T) {
	f := &File{Text: "one\r\n\ntwo\rthree"}
	for n, want := range map[int]string{1: "one", 2: "", 3: "two", 4: "three", 5: "three", 0: "one"} {
		if got := f.Line(n).Text(); got != want {
			t.Errorf("Line(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestSpansAreCutToTheText(t *testing.T) {
	f := &File{Text: "abc"}
	for _, test := range []struct{ start, end, wantStart, wantEnd int }{
		{1, 2, 1, 2}, {-1, 9, 0, 3}, {2, 1, 2, 2}, {9, 9, 3, 3},
	} {
		if got := f.Span(test.start, test.end); got != (Span{f, test.wantStart, test.wantEnd}) {
			t.Errorf("Span(%d, %d) = %v", test.start, test.end, got)
		}
	}
	if (Span{}).Text() != "" || !(Span{}).IsZero() || (Span{}).Line() != 0 {
		t.Error("the zero span is no place")
	}
}
