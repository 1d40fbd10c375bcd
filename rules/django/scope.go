package django

import "preflight/rules/audit"

// binding is what a name holds and every statement that had a part in it.
type binding struct {
	value  *Value
	places []audit.Span
}

// maxPlaces caps the statements kept for one name: the first and the last.
const maxPlaces = 24

func (b *binding) with(value *Value, place audit.Span) *binding {
	places := b.places
	if n := len(places); n > 0 && places[n-1] == place {
		return &binding{value, places}
	}
	if len(places) >= maxPlaces {
		places = append(places[:maxPlaces/2:maxPlaces/2], places[maxPlaces/2+1:]...)
	}
	return &binding{value, append(places[:len(places):len(places)], place)}
}

// scope holds the names of a module, class or function. Each branch whose test
// is not known writes to a layer of its own; its end joins the layer into the
// one below.
type scope struct {
	layers []map[string]*binding
	order  []string // names in the order of their first assignment
	listed map[string]bool
	outer  *scope  // the module, for a function or class; nil for a module
	class  *object // the class whose body this is

	globals map[string]bool // names that a function declared global
	missing string          // a name not found may yet exist: what would settle it
	gap     audit.Span      // where that began
	gapCond *Cond           // the condition of it, where it is optional

	defaults bool // django.conf.global_settings was imported whole
}

func newScope(outer *scope) *scope {
	return &scope{layers: []map[string]*binding{{}}, listed: map[string]bool{}, outer: outer}
}

// own finds a name in the scope itself.
func (s *scope) own(name string) *binding {
	for i := len(s.layers) - 1; i >= 0; i-- {
		if b, ok := s.layers[i][name]; ok {
			return b
		}
	}
	return nil
}

// find looks a name up as Python does: function or class, then the module.
func (s *scope) find(name string) (*binding, *scope) {
	for at := s; at != nil; at = at.outer {
		if at != s && at.class != nil {
			continue
		}
		if b := at.own(name); b != nil {
			return b, at
		}
	}
	return nil, nil
}

// put binds a name in the layer of the branch that is being read.
func (s *scope) put(name string, b *binding) {
	if !s.listed[name] {
		s.listed[name] = true
		s.order = append(s.order, name)
	}
	s.layers[len(s.layers)-1][name] = b
}

// home is the scope that an assignment to the name writes to.
func (s *scope) home(name string) *scope {
	if s.globals[name] {
		return s.module()
	}
	return s
}

func (s *scope) module() *scope {
	for s.outer != nil {
		s = s.outer
	}
	return s
}

func (s *scope) push() { s.layers = append(s.layers, map[string]*binding{}) }

func (s *scope) pop() map[string]*binding {
	top := s.layers[len(s.layers)-1]
	s.layers = s.layers[:len(s.layers)-1]
	return top
}

// merge writes what two branches of one test left behind.
func (s *scope) merge(c Cond, yes, no map[string]*binding) {
	for _, name := range s.order {
		a, changedA := yes[name]
		b, changedB := no[name]
		if !changedA && !changedB {
			continue
		}
		if before := s.own(name); before != nil {
			a, b = or(a, before), or(b, before)
		}
		s.layers[len(s.layers)-1][name] = joinBindings(c, a, b)
	}
}

func or(b, before *binding) *binding {
	if b == nil {
		return before
	}
	return b
}

func joinBindings(c Cond, a, b *binding) *binding {
	if a == nil {
		a = &binding{value: absent()}
	}
	if b == nil {
		b = &binding{value: absent()}
	}
	v := join(c, a.value, b.value)
	return &binding{asDefault(v, v.Span), mergePlaces(a.places, b.places)}
}

func mergePlaces(a, b []audit.Span) []audit.Span {
	shared := 0
	for shared < len(a) && shared < len(b) && a[shared] == b[shared] {
		shared++
	}
	out := append(a[:len(a):len(a)], b[shared:]...)
	if len(out) > maxPlaces {
		out = out[:maxPlaces]
	}
	return out
}

// adopt writes the layer of the one branch that runs on.
func (s *scope) adopt(layer map[string]*binding) {
	top := s.layers[len(s.layers)-1]
	for name, b := range layer {
		top[name] = b
	}
}
