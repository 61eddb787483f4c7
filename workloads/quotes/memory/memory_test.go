package memory

import (
	"testing"
	"time"

	"ep-benchmark/workloads/quotes"
)

func TestStore(t *testing.T) {
	s, err := New(time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, found, err := s.Get(t.Context(), "k"); found || err != nil {
		t.Errorf("an empty cache: %v, %v", found, err)
	}
	want := quotes.Entry{Quote: &quotes.Quote{Key: "k"}, Expires: 60}
	if err := s.Set(t.Context(), "k", want, time.Hour); err != nil {
		t.Fatal(err)
	}
	if got, found, err := s.Get(t.Context(), "k"); got != want || !found || err != nil {
		t.Errorf("%+v, %v, %v", got, found, err)
	}
}
