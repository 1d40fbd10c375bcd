package main

import (
	"strconv"
	"strings"
)

// codings are the content codings a bundle may hold, best first.
var codings = []string{"br", "gzip", "identity"}

// negotiate chooses among the offered codings by an Accept-Encoding header
// (RFC 9110, 12.5.3): the highest weight wins, the better coding among equals.
// It returns "" when the client refuses all of them.
func negotiate(accept []string, offered func(coding string) bool) string {
	weights := parseAccept(accept)
	best, bestWeight := "", 0.0
	for _, coding := range codings {
		if w := weights.of(coding); offered(coding) && w > bestWeight {
			best, bestWeight = coding, w
		}
	}
	return best
}

// acceptance maps a coding, in lower case, to its weight from 0 to 1.
type acceptance map[string]float64

func parseAccept(values []string) acceptance {
	weights := acceptance{}
	for _, value := range values {
		for item := range strings.SplitSeq(value, ",") {
			coding, parameters, _ := strings.Cut(item, ";")
			coding = strings.ToLower(strings.TrimSpace(coding))
			if coding != "" {
				weights[strings.TrimPrefix(coding, "x-")] = weight(parameters)
			}
		}
	}
	return weights
}

// weight reads "q=0.5"; no parameter weighs 1, a malformed one 0.
func weight(parameters string) float64 {
	name, value, _ := strings.Cut(strings.TrimSpace(parameters), "=")
	if name == "" {
		return 1
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	if err != nil || !strings.EqualFold(strings.TrimSpace(name), "q") || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}

// of is the weight of a coding. Identity needs no mention to be acceptable,
// but then anything that was mentioned is liked better.
func (a acceptance) of(coding string) float64 {
	if w, ok := a[coding]; ok {
		return w
	}
	if w, ok := a["*"]; ok {
		return w
	}
	if coding == "identity" {
		return 0.0001
	}
	return 0
}
