package redis_test

import (
	"strings"
	"testing"

	"ep-benchmark/workloads/quotes/redis"
)

func TestParseAddress(t *testing.T) {
	for text, want := range map[string]redis.Address{
		"redis://127.0.0.1:6379":                   {Network: "tcp", Host: "127.0.0.1:6379"},
		"redis://localhost":                        {Network: "tcp", Host: "localhost:6379"},
		"redis://[::1]:7000/2":                     {Network: "tcp", Host: "[::1]:7000", Database: 2},
		"rediss://user:secret@cache.example:6380/": {Network: "tcp", Host: "cache.example:6380", TLS: true, User: "user", Password: "secret"},
		"redis://:secret@10.0.0.7":                 {Network: "tcp", Host: "10.0.0.7:6379", Password: "secret"},
		"unix:///run/redis.sock":                   {Network: "unix", Host: "/run/redis.sock"},
	} {
		got, err := redis.ParseAddress(text)
		if err != nil || got != want {
			t.Errorf("%s is read as %+v: %v", text, got, err)
		}
		again, err := redis.ParseAddress(got.String())
		if again.Password = got.Password; err != nil || again != got || strings.Contains(got.String(), "secret") {
			t.Errorf("%s is shown as %s: %v", text, got, err)
		}
	}
	for _, text := range []string{
		"", "127.0.0.1:6379", "localhost", "http://127.0.0.1", "redis://", "redis:///0", "redis://host/x", "redis://host/-1", "redis://host?db=1",
		"unix://host/path", "unix:", "redis://u:secret@host:port", "redis://u:secret@host/secret#", "valkey://host",
	} {
		if got, err := redis.ParseAddress(text); err == nil || strings.Contains(err.Error(), "u:secret") || !strings.Contains(err.Error(), "expected ") {
			t.Errorf("%q is read as %+v: %v", text, got, err)
		}
	}
}

// A password goes over no wire that everybody can read.
func TestPasswordsStayUnread(t *testing.T) {
	for text, fine := range map[string]bool{
		"redis://:secret@cache.example": false, "redis://:secret@8.8.8.8": false,
		"rediss://:secret@cache.example": true, "redis://:secret@127.0.0.1": true, "redis://:secret@localhost": true, "redis://:secret@10.0.0.7": true,
		"redis://cache.example": true,
	} {
		a, err := redis.ParseAddress(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Check(); (err == nil) != fine || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
