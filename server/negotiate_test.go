package main

import (
	"slices"
	"testing"
)

func TestNegotiate(t *testing.T) {
	all := []string{"br", "gzip", "identity"}
	plain := []string{"identity"}
	for _, c := range []struct {
		accept  []string
		offered []string
		want    string
	}{
		{nil, all, "identity"},
		{[]string{""}, all, "identity"},
		{[]string{"gzip, deflate, br, zstd"}, all, "br"},
		{[]string{"gzip", "br"}, all, "br"},
		{[]string{"gzip, br"}, plain, "identity"},
		{[]string{"GZIP"}, all, "gzip"},
		{[]string{"x-gzip"}, all, "gzip"},
		{[]string{"br;q=0.2, gzip;q=0.8"}, all, "gzip"},
		{[]string{"br ; Q=1.0 , gzip"}, all, "br"},
		{[]string{"gzip;q=0.001"}, all, "gzip"},
		{[]string{"br;q=0, *"}, all, "gzip"},
		{[]string{"*"}, all, "br"},
		{[]string{"*;q=0.5, identity"}, all, "identity"},
		{[]string{"gzip;q=0"}, all, "identity"},
		{[]string{"deflate"}, all, "identity"},
		{[]string{"identity;q=0"}, all, ""},
		{[]string{"*;q=0"}, all, ""},
		{[]string{"*;q=0, gzip"}, all, "gzip"},
		{[]string{"*;q=0, gzip"}, plain, ""},
		{[]string{"br;q=2, gzip;q=-1"}, all, "identity"},
		{[]string{"br;q=NaN, gzip;level=9"}, all, "identity"},
		{[]string{",,;q=1, gzip,"}, all, "gzip"},
	} {
		got := negotiate(c.accept, func(coding string) bool { return slices.Contains(c.offered, coding) })
		if got != c.want {
			t.Errorf("negotiate(%q) among %v = %q, want %q", c.accept, c.offered, got, c.want)
		}
	}
}
