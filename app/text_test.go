package app

import "testing"

func TestMeasure(t *testing.T) {
	text := "é = '😀'\r\nb\rc\n"
	m := newMeasure(text)
	for _, c := range []struct{ bytes, units int }{
		{0, 0}, {2, 1}, {6, 5}, {10, 7}, // é is two bytes and one unit, 😀 four and two
		{11, 8}, {13, 9}, // CRLF is two bytes and one unit
		{14, 10}, {15, 11}, {16, 12}, {17, 13},
	} {
		if got := m.Units(c.bytes); got != c.units {
			t.Errorf("Units(%d) = %d, want %d", c.bytes, got, c.units)
		}
		if got := m.Bytes(c.units); got != c.bytes {
			t.Errorf("Bytes(%d) = %d, want %d", c.units, got, c.bytes)
		}
	}
}

func TestMeasureInsideACharacter(t *testing.T) {
	m := newMeasure("a😀\r\nb")
	for _, c := range []struct{ bytes, units int }{{3, 1}, {6, 3}, {-1, 0}, {99, 5}} {
		if got := m.Units(c.bytes); got != c.units {
			t.Errorf("Units(%d) = %d, want %d", c.bytes, got, c.units)
		}
	}
	for _, c := range []struct{ units, bytes int }{{2, 1}, {-1, 0}, {99, 8}} {
		if got := m.Bytes(c.units); got != c.bytes {
			t.Errorf("Bytes(%d) = %d, want %d", c.units, got, c.bytes)
		}
	}
}

func TestMeasureOfInvalidText(t *testing.T) {
	text := "a\xff\xfeb"
	m := newMeasure(text)
	for i := range len(text) + 1 {
		if got := m.Bytes(m.Units(i)); got != i {
			t.Errorf("Bytes(Units(%d)) = %d", i, got)
		}
	}
}
