package python

// Walk calls visit for the node and everything below it, parents first, in
// source order as far as the tree knows it; where visit gives false, what is
// below is left out.
func Walk(root Node, visit func(Node) bool) {
	stack := []Node{root}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !visit(n) {
			continue
		}
		_ = n
	}
}
