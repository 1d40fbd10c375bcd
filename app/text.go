package app

import (
	"sort"
	"unicode/utf8"
)

// measure converts places in a text between bytes, as the audit counts, and
// units, as the editor counts: UTF-16 code units in which every line break,
// CRLF too, is one.
type measure struct {
	text  string
	bytes []int // offset of each line in bytes
	units []int // and in units
}

func newMeasure(text string) *measure {
	m := &measure{text: text, bytes: []int{0}, units: []int{0}}
	units := 0
	for i := 0; i < len(text); {
		size, width := step(text[i:])
		isBreak := text[i] == '\n' || text[i] == '\r'
		i += size
		units += width
		if isBreak {
			m.bytes = append(m.bytes, i)
			m.units = append(m.units, units)
		}
	}
	return m
}

// step gives the bytes and the units of the first character or line break.
func step(text string) (size, units int) {
	if text[0] == '\r' && len(text) > 1 && text[1] == '\n' {
		return 2, 1
	}
	r, size := utf8.DecodeRuneInString(text)
	if r >= 0x10000 {
		return size, 2
	}
	return size, 1
}

// Units gives the editor's position of a byte offset. An offset inside a
// character or a line break counts as its start.
func (m *measure) Units(offset int) int {
	offset = max(0, min(offset, len(m.text)))
	line := sort.SearchInts(m.bytes, offset+1) - 1
	units := m.units[line]
	for i := m.bytes[line]; i < offset; {
		size, width := step(m.text[i:])
		if i += size; i <= offset {
			units += width
		}
	}
	return units
}

// Bytes gives the byte offset of an editor's position. A position inside a
// surrogate pair counts as its start.
func (m *measure) Bytes(units int) int {
	units = max(0, units)
	line := sort.SearchInts(m.units, units+1) - 1
	offset, at := m.bytes[line], m.units[line]
	for offset < len(m.text) && at < units {
		size, width := step(m.text[offset:])
		if at += width; at > units {
			break
		}
		offset += size
	}
	return offset
}
