package audit

// Truth is a three-valued answer. Its zero value is Maybe, so that a question
// which nobody answered stays open.
type Truth uint8

// The three answers.
const (
	Maybe Truth = iota
	No
	Yes
)

// TruthOf gives Yes or No.
func TruthOf(b bool) Truth {
	if b {
		return Yes
	}
	return No
}

// Not turns Yes into No and back; Maybe stays.
func (t Truth) Not() Truth {
	switch t {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Maybe
}

// And is No if either is No, Yes if both are Yes, else Maybe.
func (t Truth) And(u Truth) Truth {
	switch {
	case t == No || u == No:
		return No
	case t == Yes && u == Yes:
		return Yes
	}
	return Maybe
}

// Or is Yes if either is Yes, No if both are No, else Maybe.
func (t Truth) Or(u Truth) Truth { return t.Not().And(u.Not()).Not() }

// String gives "yes", "no" or "maybe".
func (t Truth) String() string { return [...]string{"maybe", "no", "yes"}[t] }
