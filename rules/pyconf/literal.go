package pyconf

import (
	"hash/fnv"
	"strconv"
	"strings"
)

// Literal writes a known value as Python would, as far as it is short.
func Literal(v *Value) string { return literalTo(v, 3) }

func literalTo(v *Value, depth int) string {
	switch v.Type {
	case None:
		return "None"
	case Bool:
		if v.Bool {
			return "True"
		}
		return "False"
	case Int:
		return strconv.FormatInt(v.Int, 10)
	case Float:
		return strconv.FormatFloat(v.Float, 'g', -1, 64)
	case Text, Path:
		return strconv.Quote(v.Text)
	case List, Tuple, Set:
		var parts []string
		for i, it := range v.Items {
			if i == 16 || depth == 0 {
				parts = append(parts, "… "+strconv.Itoa(len(v.Items))+" "+strconv.Itoa(v.ident))
				break
			}
			parts = append(parts, literalTo(it.Value, depth-1))
		}
		return "(" + strings.Join(parts, ", ") + ")"
	}
	return v.Type.String()
}

// cut keeps a key short and, by a sum of the whole, as good as unique.
func cut(key string) string {
	if len(key) <= 200 {
		return key
	}
	sum := fnv.New64a()
	sum.Write([]byte(key))
	return key[:120] + "…" + strconv.FormatUint(sum.Sum64(), 36)
}
