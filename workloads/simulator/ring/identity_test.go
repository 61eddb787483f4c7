package ring

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestIdentityThereAndBack(t *testing.T) {
	const digits = "0123456789abcdef"
	rapid.Check(t, func(t *rapid.T) {
		ids := NewIdentity(rapid.Uint64().Draw(t, "seed"), 1, "rate_")
		number := rapid.Uint64().Draw(t, "number")
		id := ids.Append(nil, number)
		if got, ok := ids.Number(id); !ok || got != number {
			t.Fatalf("%d became %s became %d, %v", number, id, got, ok)
		}
		position := rapid.IntRange(len("rate_"), len(id)-1).Draw(t, "position")
		id[position] = digits[(strings.IndexByte(digits, id[position])+1)%16]
		if got, ok := ids.Number(id); ok {
			t.Fatalf("the forged id %s is taken for %d", id, got)
		}
	})
}
