package text_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine/text"
)

// list is an error of several lines.
type list []string

func (l list) Error() string   { return "a list" }
func (l list) Lines() []string { return l }

type wrapper struct{ error }

func (w wrapper) Unwrap() error { return w.error }

func TestLines(t *testing.T) {
	forged := errors.New("x\n::error::forged\r\n\x1b[31m")
	two := list{"2 problems:", "  a\nb"}
	for name, c := range map[string]struct {
		err  error
		want []string
	}{
		"one line":             {errors.New("a"), []string{"a"}},
		"a forged line":        {forged, []string{"x : :error::forged   [31m"}},
		"a forged one inside":  {fmt.Errorf("file %s: %w", "a\nb", forged), []string{"file a b: x : :error::forged   [31m"}},
		"a list":               {two, []string{"2 problems:", "  a b"}},
		"joined":               {errors.Join(forged, two, errors.New("c")), []string{"x : :error::forged   [31m", "2 problems:", "  a b", "c"}},
		"wrapped":              {wrapper{errors.Join(errors.New("a"), errors.New("b"))}, []string{"a", "b"}},
		"with words around":    {fmt.Errorf("--a: %w, twice", errors.Join(errors.New("a"), errors.New("b"))), []string{"--a: a", "b, twice"}},
		"in words of its own":  {fmt.Errorf("no %w", wrapper{forged}), []string{"no x : :error::forged   [31m"}},
		"two in a format":      {fmt.Errorf("%w and %w", forged, two), []string{"x : :error::forged   [31m and a list"}},
		"nothing to say":       {errors.New(""), nil},
		"nothing beside words": {errors.Join(errors.New("a"), errors.New("")), []string{"a"}},
	} {
		if diff := cmp.Diff(c.want, text.Lines(c.err)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
