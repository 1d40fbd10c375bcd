package nginx

// Known reports whether some release of nginx has a directive of the name.
func Known(name string) bool { return telling[name] }
