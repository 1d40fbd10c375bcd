package audit

// Variable is an environment variable that a file of the stack sets for the
// application: a line of an .env file, an Environment= of a unit.
type Variable struct {
	Name, Value string
	Span        Span
}

// Define publishes a variable for the formats that read the environment.
func (s *Stack) Define(v Variable) { s.variables = append(s.variables, v) }

// Variables gives every setting of the variable in the stack, in the order in
// which the files gave them; none means that no file seen sets it.
func (s *Stack) Variables(name string) []Variable {
	var found []Variable
	for _, v := range s.variables {
		if v.Name == name {
			found = append(found, v)
		}
	}
	return found
}

// Defined gives every setting of a variable in the stack, in the order in which
// the files gave them.
func (s *Stack) Defined() []Variable { return s.variables }
