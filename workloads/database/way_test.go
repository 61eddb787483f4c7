package database

import "testing"

func TestParseConnections(t *testing.T) {
	for text, want := range map[string]Way{"per-query": {}, "pool:1": {Pool: 1}, "pool:1000": {Pool: 1000}, "pgbouncer": {Bounced: true}} {
		if got, ok := ParseConnections(text); !ok || got != want || got.String() != text {
			t.Errorf("%s: %+v, %v, %s", text, got, ok, got)
		}
	}
	for _, text := range []string{"", "pool", "pool:", "pool:0", "pool:1001", "pool:-1", "pool:04", "pool:x", "PgBouncer", "4"} {
		if got, ok := ParseConnections(text); ok {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

func TestParseParallel(t *testing.T) {
	for text, want := range map[string]string{"off": "0", "on": "", "0": "0", "4": "4", "64": "64"} {
		if got, ok := ParseParallel(text); !ok || got != want {
			t.Errorf("%s: %q, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "65", "-1", "yes", "1.5", "04"} {
		if _, ok := ParseParallel(text); ok {
			t.Errorf("%q is read", text)
		}
	}
}

func TestNeeds(t *testing.T) {
	for way, want := range map[Way]int{{}: 64, {Pool: 200}: 200, {Bounced: true}: 16} {
		if got := way.Needs(64, 16); got != want {
			t.Errorf("%+v: %d", way, got)
		}
	}
}
