package exact

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Tree is a unit with drop-ins: texts by path below some folder.
type Tree map[string]string

// MainUnit is the path of the unit itself in every tree.
const MainUnit = "shop-web.service"

// dropInPaths are where the unit takes drop-ins from, and one where it does not.
var dropInPaths = []string{
	"shop-web.service.d/10-a.conf", "shop-web.service.d/20-b.conf", "shop-.service.d/10-a.conf", "shop-.service.d/15-c.conf",
	"service.d/05-d.conf", "service.d/20-b.conf", "shop-web.service.d/README", "other.service.d/10-a.conf", "shop-web.service.d/30-e.conf",
}

// GenerateTrees makes n units with drop-ins.
func GenerateTrees(seed uint64, n int) []Tree {
	r := rand.New(rand.NewPCG(seed, 262))
	trees := make([]Tree, n)
	for i := range trees {
		trees[i] = Tree{MainUnit: generate(r)}
		for range 1 + r.IntN(4) {
			trees[i][pick(r, dropInPaths)] = generateDropIn(r)
		}
	}
	return trees
}

func generateDropIn(r *rand.Rand) string {
	var b strings.Builder
	if r.IntN(12) == 0 {
		b.WriteString(pick(r, []string{"User=root\n", "[Bogus]\nUser=root\n", "[Unit]\nDefaultDependencies=no\n"}))
	}
	b.WriteString("[Service]\n")
	if r.IntN(10) == 0 {
		b.WriteString("ExecStart=\nExecStart=/bin/false\n")
	}
	for range 1 + r.IntN(8) {
		c := choices[r.IntN(len(choices))]
		fmt.Fprintf(&b, "%s=%s\n", c.key, layout(r, pick(r, c.values)))
		if r.IntN(25) == 0 {
			b.WriteString(pick(r, []string{"[Service] # x\n", "UMask=caf\xe9\n", "no assignment\n", "[Unit]\n", "User=a:b\n"}))
		}
	}
	return b.String()
}
