package overlays

import (
	"testing"

	"ep-benchmark/ui/config"
)

// TestPaletteHasEveryAction holds that what can be bound can be found, but for
// what makes no sense from the palette.
func TestPaletteHasEveryAction(t *testing.T) {
	found := map[config.Action]bool{}
	for _, e := range NewPalette(config.Default().Keys).all {
		found[e.Send.(Chosen).Action] = true
	}
	for _, action := range config.Actions() {
		useless := action.Action == config.ActionPalette || action.Action == config.ActionClose
		if found[action.Action] == useless {
			t.Errorf("%s is in the palette: %v", action.Action, !useless)
		}
	}
}
