package nginx

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestAmbiguousCounts compares the automaton with counting: for small random
// expressions, every way to cut every short text into rounds.
func TestAmbiguousCounts(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	short, long := allTexts(7), allTexts(11)
	found := 0
	for range 1000 {
		places := 0
		source := randomExpression(random, 3, &places)
		if places > 3 {
			continue
		}
		body := parseRegex(source, false).root
		got := ambiguous(body)
		want, by := severalWays(body, short)
		if got && !want {
			want, by = severalWays(body, long)
		}
		if got != want {
			t.Errorf("(%s)*: ambiguous %v, counting says %v (%q)", source, got, want, by)
		}
		if want {
			found++
		}
	}
	if found < 50 {
		t.Errorf("%d ambiguous expressions: too few to mean anything", found)
	}
}

// severalWays gives the first text that can be cut up in more than one way.
func severalWays(body *regexNode, texts []string) (found bool, text string) {
	for _, text := range texts {
		if rounds(body, text) > 1 {
			return true, text
		}
	}
	return false, ""
}

func allTexts(longest int) []string {
	all, last := []string{}, []string{""}
	for range longest {
		var next []string
		for _, text := range last {
			next = append(next, text+"a", text+"b")
		}
		all, last = append(all, next...), next
	}
	return all
}

func randomExpression(random *rand.Rand, depth int, places *int) string {
	pick := random.IntN(7)
	if depth == 0 {
		pick = 0
	}
	part := func() string { return randomExpression(random, depth-1, places) }
	switch pick {
	case 0, 1:
		*places++
		return []string{"a", "b", "[ab]"}[random.IntN(3)]
	case 2, 3:
		return part() + part()
	case 4:
		return fmt.Sprintf("(?:%s|%s)", part(), part())
	case 5:
		return fmt.Sprintf("(?:%s)%s", part(), []string{"*", "+"}[random.IntN(2)])
	}
	return fmt.Sprintf("(?:%s)?", part())
}

// rounds counts, up to 2, the ways to cut a text into matches of a node.
func rounds(body *regexNode, text string) int {
	c := counter{text: text}
	return c.rounds(body, 0, len(text))
}

type counter struct{ text string }

// rounds counts the ways to fill from i to j with matches that are not empty.
func (c counter) rounds(body *regexNode, i, j int) (ways int) {
	if i == j {
		return 1
	}
	for k := i + 1; k <= j && ways < 2; k++ {
		if n := c.ways(body, i, k); n > 0 {
			ways += n * c.rounds(body, k, j)
		}
	}
	return min(ways, 2)
}

// ways counts the ways of a node to match from i to j. An empty match counts
// once, however it comes about.
func (c counter) ways(n *regexNode, i, j int) (ways int) {
	if _, empty := n.first(); i == j {
		if empty {
			return 1
		}
		return 0
	}
	switch n.kind {
	case regexSet:
		if j == i+1 && n.set.has(c.text[i]) {
			return 1
		}
	case regexCat, regexGroup:
		return c.all(n.subs, i, j)
	case regexAlt:
		for _, sub := range n.subs {
			ways += c.ways(sub, i, j)
		}
	case regexRepeat:
		if n.max == 1 {
			return c.ways(n.subs[0], i, j)
		}
		return c.rounds(n.subs[0], i, j)
	}
	return min(ways, 2)
}

func (c counter) all(nodes []*regexNode, i, j int) (ways int) {
	if len(nodes) == 0 {
		if i == j {
			return 1
		}
		return 0
	}
	for k := i; k <= j && ways < 2; k++ {
		if n := c.ways(nodes[0], i, k); n > 0 {
			ways += n * c.all(nodes[1:], k, j)
		}
	}
	return min(ways, 2)
}

func FuzzSpeed(f *testing.F) {
	for _, source := range []string{`^(a+)+$`, `^/([^/]+)/(.+)$`, `(a{1,3}|b?)*+c`, strings.Repeat("(a|", 20), `(?>a*b)*x*x*$`} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if re := parseRegex(source, false); re != nil {
			re.speed()
		}
	})
}
