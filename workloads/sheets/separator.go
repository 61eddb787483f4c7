package sheets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"ep-benchmark/workloads/shipping"
)

// A Separator is what is said to part the cells of a text.
type Separator struct {
	is     shipping.Separator // 0 where nothing is said
	option string             // by which it is given, as messages name it: "--separator"
}

// separatorNames are the separators as the option calls them.
var separatorNames = map[string]shipping.Separator{
	"tab": shipping.TabStops, "comma": shipping.Commas, "semicolon": shipping.Semicolons, "pipe": shipping.Pipes,
}

// SeparatorsExpected are the texts that [ParseSeparator] accepts.
const SeparatorsExpected = "tab, comma, semicolon or pipe"

// ParseSeparator reads a separator: its name or, other than a tab, itself.
func ParseSeparator(option, text string) (Separator, error) {
	if text == "" {
		return Separator{option: option}, nil
	}
	separator, known := separatorNames[text]
	for _, s := range separatorNames {
		if text == string(rune(s)) {
			separator, known = s, true
		}
	}
	if !known {
		return Separator{}, fmt.Errorf("%q: expected %s", text, SeparatorsExpected)
	}
	return Separator{separator, option}, nil
}

// findSeparator finds out what parts the cells of a text: what is said, what its
// first line says, what its name's ending says, or what its lines agree on.
func (i *Input) findSeparator(ctx context.Context) error {
	if i.options.Separator.is != 0 {
		i.separator = i.options.Separator.is
		return nil
	}
	file, err := os.Open(i.path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }() // it was read only
	found, err := shipping.FindSeparator(i.encoding.decoded(&obedient{ctx, file}))
	switch _, known := nameOf(found.Separator); {
	case err != nil:
		return err
	case found.Said && !known:
		return fmt.Errorf("its first line says that its cells are parted by %q: expected one of tabs, commas, semicolons and pipes", rune(found.Separator))
	case found.Said:
		i.separator = found.Separator
		return nil
	case i.format == Tabs:
		i.separator = shipping.TabStops
		return nil
	}
	return i.decide(ctx, found)
}

// decide chooses between separators that may all part the cells. The one by
// which the first lines have a header, or are shipments, is the right one if
// there is no other. Otherwise it is the one that most lines agree on.
func (i *Input) decide(ctx context.Context, found shipping.Found) error {
	i.separator = found.Separator
	if len(found.Others) > 0 {
		i.other = found.Others[0]
	}
	if len(found.Others) == 0 {
		return nil
	}
	var fit []shipping.Separator
	for _, separator := range append([]shipping.Separator{found.Separator}, found.Others...) {
		fits, err := i.fits(ctx, separator)
		if err != nil {
			return err
		}
		if fits {
			fit = append(fit, separator)
		}
	}
	switch {
	case len(fit) == 1:
		i.separator, i.other = fit[0], 0
	case len(found.Even) > 0:
		name, _ := nameOf(found.Even[0])
		return fmt.Errorf("what parts its cells can't be told: %v; name it with %s, as in %s %s", found, i.options.Separator.option, i.options.Separator.option, name)
	}
	return nil
}

// fits tells whether the first rows have a header with known names or a
// shipment, if a separator parts their cells.
func (i *Input) fits(ctx context.Context, separator shipping.Separator) (bool, error) {
	file, err := os.Open(i.path)
	if err != nil {
		return false, err
	}
	defer func() { _ = file.Close() }() // it was read only
	head, err := headOf(textRows{shipping.PartedRows(i.encoding.decoded(&obedient{ctx, file}), separator, 0)})
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	return slices.ContainsFunc(head, func(row headRow) bool { return row.isHeader(i.options.Columns) || row.isShipment() }), nil
}

// nameOf is what the option calls a separator.
func nameOf(separator shipping.Separator) (name string, known bool) {
	for name, s := range separatorNames {
		if s == separator {
			return name, true
		}
	}
	return strings.Trim(separator.String(), "'"), false
}
