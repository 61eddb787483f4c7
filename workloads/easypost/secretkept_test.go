package easypost

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// keptTexts are documents with a text at every place that is kept of an answer.
var keptTexts = map[string]struct {
	into     func() content
	document func(text string) string
}{
	"shipment's id":         {newShipment, func(text string) string { return `{"id":` + text + `}` }},
	"shipment's mode":       {newShipment, func(text string) string { return `{"mode":` + text + `}` }},
	"shipment's status":     {newShipment, func(text string) string { return `{"status":` + text + `}` }},
	"shipment's reference":  {newShipment, func(text string) string { return `{"reference":` + text + `}` }},
	"address's id":          {newShipment, func(text string) string { return `{"to_address":{"id":` + text + `}}` }},
	"address's name":        {newShipment, func(text string) string { return `{"to_address":{"name":` + text + `}}` }},
	"address's street1":     {newShipment, func(text string) string { return `{"to_address":{"street1":` + text + `}}` }},
	"address's city":        {newShipment, func(text string) string { return `{"to_address":{"city":` + text + `}}` }},
	"address's zip":         {newShipment, func(text string) string { return `{"to_address":{"zip":` + text + `}}` }},
	"address's country":     {newShipment, func(text string) string { return `{"to_address":{"country":` + text + `}}` }},
	"parcel's id":           {newShipment, func(text string) string { return `{"parcel":{"id":` + text + `}}` }},
	"rate's id":             {newShipment, func(text string) string { return `{"rates":[{"id":` + text + `}]}` }},
	"rate's carrier":        {newShipment, func(text string) string { return `{"rates":[{},{"carrier":` + text + `}]}` }},
	"rate's service":        {newShipment, func(text string) string { return `{"rates":[{"service":` + text + `}]}` }},
	"rate's currency":       {newShipment, func(text string) string { return `{"rates":[{"currency":` + text + `}]}` }},
	"tracker's id":          {newTracker, func(text string) string { return `{"id":` + text + `}` }},
	"tracker's code":        {newTracker, func(text string) string { return `{"tracking_code":` + text + `}` }},
	"tracker's status":      {newTracker, func(text string) string { return `{"status":` + text + `}` }},
	"tracker's carrier":     {newTracker, func(text string) string { return `{"carrier":` + text + `}` }},
	"tracker's signature":   {newTracker, func(text string) string { return `{"signed_by":` + text + `}` }},
	"label's shipment":      {newLabel, func(text string) string { return `{"id":` + text + `}` }},
	"label's tracking code": {newLabel, func(text string) string { return `{"tracking_code":` + text + `}` }},
	"label's rate":          {newLabel, func(text string) string { return `{"selected_rate":{"service":` + text + `}}` }},
	"label's id":            {newLabel, func(text string) string { return `{"postage_label":{"id":` + text + `}}` }},
}

func newShipment() content { return new(Shipment) }
func newTracker() content  { return new(Tracker) }
func newLabel() content    { return new(Label) }

// A success fails when a kept text of it shows the key in any form, and nothing
// of that text is kept.
func TestNoKeptTextShowsTheKey(t *testing.T) {
	forms := sortedKeys(written)
	secret := NewSecret(longKey)
	for place, c := range keptTexts {
		for _, form := range forms {
			shown := written[form](longKey)
			for _, around := range []string{"%s", "shp_%s", "of %s, and more"} {
				text := fmt.Sprintf(around, shown)
				body := []byte(c.document(inQuotes(text)))
				for how, decode := range map[string]func(into content) error{
					"whole":     func(into content) error { return (&decoder{secret: secret}).whole(body, into) },
					"in pieces": func(into content) error { return decodedInPiecesFor(secret, body, 16, into) },
				} {
					into := c.into()
					if err := decode(into); !errors.Is(err, errKeyShown) {
						t.Errorf("%s, %s, %s, %q: %v", place, form, how, text, err)
					}
					if kept := fmt.Sprint(into); secret.In(kept) || strings.Contains(kept, shown) {
						t.Errorf("%s, %s, %s: %q is kept", place, form, how, kept)
					}
				}
			}
		}
	}
}

// Texts of ordinary answers are searched without allocating, and the quick
// search finds everything that the thorough one finds.
func TestQuickLookForTheKey(t *testing.T) {
	secret := NewSecret(longKey)
	ordinary := [][]byte{
		[]byte("shp_0123456789abcdef0123456789abcdef"), []byte("417 Montgomery Street, 5th Floor"),
		[]byte("GroundAdvantage"), []byte("EZ1000000001"), []byte(""), []byte("Straße des 17. Juni 135"), []byte("EZTK"),
	}
	if allocated := testing.AllocsPerRun(100, func() {
		for _, text := range ordinary {
			if secret.shownIn(text) {
				t.Fatalf("%q", text)
			}
		}
	}); allocated > 0 {
		t.Errorf("%v allocations", allocated)
	}
	forms := sortedKeys(written)
	noise := rapid.SliceOfN(rapid.RuneFrom([]rune("EZTKabcdef0123456789 \u00a0é\n")), 0, 20)
	rapid.Check(t, func(t *rapid.T) {
		form := []rune(written[rapid.SampledFrom(forms).Draw(t, "form")](longKey))
		from := rapid.IntRange(0, len(form)-1).Draw(t, "from")
		piece := form[from:rapid.IntRange(from, len(form)).Draw(t, "to")]
		text := []byte(string(slices.Concat(noise.Draw(t, "before"), piece, noise.Draw(t, "behind"))))
		if secret.In(string(text)) && !secret.shownIn(text) {
			t.Fatalf("%q", text)
		}
	})
}
