package sheets

import (
	"fmt"

	"ep-benchmark/workloads/shipping"
)

// countUnits are the units in which goods are counted. They change neither the
// parcel nor the address, so they are not refused.
var countUnits = units(map[string]string{
	"piece": "pc|pcs|piece|pieces|each|ea|item|items|count|ct|stuck|stk|stueck|st", "set": "set|sets|kit|kits", "box": "box|boxes",
	"pack": "pack|packs|pk|package|packages|packet|packets", "pair": "pair|pairs|pr", "dozen": "dozen|dozens|dz|doz",
})

// vagueUnit refuses a text in a unit column whose header does not say what the
// unit measures.
func (o *ordered) vagueUnit() *shipping.ParseError {
	for _, at := range o.mapping.vague {
		text := o.cell(at)
		words, letter := normalised(text), letters(at)
		switch unit := unitFieldOf(words); {
		case strangeUnits[words] != "":
			return o.unread(at, text, "it may be the unit of the "+measureOf(words).String(), unit)
		case isUnit(words):
			return o.wrong("cell", text, "its header does not say of what it is the unit",
				fmt.Sprintf("a header that says it, or %s, or %s", o.mapping.named.ask(unit, letter), o.mapping.named.ask(ignored, letter)), at)
		case !o.fitsSystem(words):
			return o.unread(at, text, "it may be the system of the units of weight and size", fieldCount)
		case countUnits[words] != "":
		case text != "" && normalised(o.mapping.titles[at]) == unitWords[0]:
			return o.wrong("cell", text, "its header does not say whether it is an apartment or a unit of measure",
				fmt.Sprintf("a header that says it, or %s, or %s", o.mapping.named.ask(street2, letter), o.mapping.named.ask(ignored, letter)), at)
		}
	}
	return nil
}
