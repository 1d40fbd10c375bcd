package e2e

import (
	"bytes"
	"encoding/json"
	"os"
	"strconv"
	"testing"
	"time"
)

// netLog is the log that Chromium's own network stack writes. It has the
// requests of workers and of the browser itself, which pages do not tell of.
type netLog struct {
	requests []sighting
	text     []byte
}

// readNetLog reads the log of a browser that has been stopped.
func readNetLog(t testing.TB, b *chromium) netLog {
	t.Helper()
	text, err := os.ReadFile(b.netLog)
	if err != nil {
		t.Fatal(err)
	}
	var log struct {
		Constants struct {
			LogEventTypes  map[string]int
			TimeTickOffset json.Number
		}
		Events []struct {
			Type   int
			Time   json.Number
			Params struct{ Method, URL string }
		}
	}
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&log); err != nil {
		t.Fatalf("the browser's network log: %v", err)
	}
	start := log.Constants.LogEventTypes["URL_REQUEST_START_JOB"]
	read := netLog{text: text}
	for _, e := range log.Events {
		if e.Type == start && e.Params.URL != "" {
			at := milliseconds(log.Constants.TimeTickOffset) + milliseconds(e.Time)
			read.requests = append(read.requests, sighting{time.UnixMilli(at), "browser", e.Params.Method + " " + e.Params.URL, "", ""})
		}
	}
	return read
}

func milliseconds(n json.Number) int64 {
	value, err := strconv.ParseInt(n.String(), 10, 64)
	if err != nil {
		return 0
	}
	return value
}
