package shipping

import (
	"errors"
	"strings"
	"testing"

	"ep-benchmark/engine/racebuild"
)

// spoiltTexts are texts that spreadsheets put in place of a value, by the problem that is reported.
var spoiltTexts = map[string][]string{
	problemFormulaError: {
		"#N/A", "#n/a", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
		"#UNKNOWN!", "#CONNECT!", "#BUSY!", "#ERROR!", "Err:502", "Err:522", "#NV", "#I/T", "#Н/Д", "#YOK", "#HIÁNYZIK", "#NENÍ_K_DISPOZICI", "#PUUTTUU", "#SAKNAS", "#AD?", "#N/A N/A", "#N/A!", "#REF", "#NAME", "#ERROR",
		"# N/A", "ERR:502", "#BEZUG!", "#ÜBERLAUF!", "#¡VALOR!", "#¿NOMBRE?", "#NOM?", "#N/D", "#N/B",
	},
	problemTooNarrow:  {"###", "########"},
	problemScientific: {"6.17555E+09", "6,17555E+09", "2E+03", "-1.5e+12"},
}

// A spoilt cell is the reported error in every column that a shipment is read from, whatever else is wrong with the line.
func TestSpoiltCells(t *testing.T) {
	whole := append(append([]string{"REF"}, with()...), strings.Split(senderCells, "\t")...)
	var s Shipment
	for problem, texts := range spoiltTexts {
		for _, text := range texts {
			for at := range whole {
				cells := append([]string{}, whole...)
				cells[at] = " " + text + " "
				err := ParseLine(joined(cells...), &s)
				if at == 1+12 {
					if err != nil {
						t.Errorf("%q in the column that is ignored: %v", text, err)
					}
					continue
				}
				var failure *ParseError
				if !errors.As(err, &failure) || failure.Text != text || failure.Problem != problem || failure.Want == "" || failure.Column != at {
					t.Errorf("%q in cell %d: %v; want %s", text, at, err, problem)
				}
			}
		}
	}
}

func TestSpoiltCellsAreNamed(t *testing.T) {
	const want = `column 8, recipient city "#N/A": the error of a spreadsheet formula, not a value; accepted: the value itself: correct the formula ` +
		`in the spreadsheet, or replace it by the value`
	var s Shipment
	if err := ParseLine(joined(with(8, "#N/A")...), &s); err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
	for at, field := range map[int]string{0: "reference", 1: "origin", 5: "recipient phone", 14: "dimensions"} {
		cells := append([]string{"A1"}, with()...)
		cells[at] = "#REF!"
		var failure *ParseError
		if err := ParseLine(joined(cells...), &s); !errors.As(err, &failure) || failure.Field != field || failure.Column != at {
			t.Errorf("%d: %v; want %s", at, err, field)
		}
	}
	var failure *ParseError
	if err := ParseLine(exampleLine+"\t\t#N/A\t\t\t\t\t\t\t#REF!", &s); !errors.As(err, &failure) || failure.Column != 17 || failure.Problem != problemFormulaError {
		t.Errorf("cells of a sender without a name: %v", err)
	}
}

func TestTextsThatAreNotSpoilt(t *testing.T) {
	for _, text := range []string{
		"", "#", "##", "#4", "Apt #4", "#12B", "# 5", "#hello!", "#A!", "#12!", "#SALE NOW!", "Err:", "Err:5022", "Error", "E", "Elspeth", "EH1 1AA", "=", "==",
		"= x", "=1+1", `="A"&"B"`, "+1E+09", "1E+9", "E+09", "1E+099", "1.2.3E+09", "A1E+09", "1E-09", ".5E+09", "+47 555 01 06", "555+01", "1+12",
	} {
		if kind := spoiltBy(text); kind != notSpoilt {
			t.Errorf("%q: %s", text, spoiltKinds[kind].problem)
		}
		var s Shipment
		if err := ParseLine(joined(with(7, text)...), &s); err != nil || s.Recipient.Street2 != text {
			t.Errorf("%q: %v, %q", text, err, s.Recipient.Street2)
		}
	}
}

func TestTextGuards(t *testing.T) {
	for cell, want := range map[string]string{
		`="0123 456"`: "0123 456", `="+1 555"`: "+1 555", `'+1 555`: "+1 555", `'0123`: "0123", `'=1+1`: "=1+1", `'-5`: "-5", `'@home`: "@home",
		`=""`: "", `'`: "", `="say ""hi"""`: `say "hi"`, `=" x "`: "x", `'K1A 0B1`: "K1A 0B1", `'SW1A 1AA`: "SW1A 1AA", `'CA`: "CA", `' Main St`: "Main St",
		`''x`: `'x`,
		// Apostrophes that belong to the text.
		`'s-Hertogenbosch`: `'s-Hertogenbosch`, `'S-HERTOGENBOSCH`: `'S-HERTOGENBOSCH`, `'t Hof 3`: `'t Hof 3`, `'T HOF 3`: `'T HOF 3`, `'Ewa Beach`: `'Ewa Beach`,
		`'Aiea`: `'Aiea`, `O'Hara`: `O'Hara`, `"quoted"`: `"quoted"`, `12''`: `12''`, "\u200e\u202a+1 555\u202c": "+1 555", "\ufeffx\u200b": "x",
	} {
		var s Shipment
		if err := ParseLine(joined(with(7, cell)...), &s); err != nil || s.Recipient.Street2 != want {
			t.Errorf("%q: %q, %v; want %q", cell, s.Recipient.Street2, err, want)
		}
		if got := referenceText(cell); got != want {
			t.Errorf("%q: the reference says %q", cell, got)
		}
	}
	var s Shipment
	line := joined(with(1, `="USPS"`, 4, `="0123 456"`, 11, "'US", 13, `="12"" x 9"" x 6"""`, 14, `'1.5 lbs`)...)
	if err := ParseLine(line, &s); err != nil || s.Carrier != "USPS" || s.Recipient.Phone != "0123 456" || s.Dimensions != (Dimensions{12, 9, 6}) || s.Weight != 24 {
		t.Errorf("%v, %+v", err, s)
	}
}

func TestGuardsDoNotAllocate(t *testing.T) {
	if racebuild.Enabled {
		t.Skip("the race detector allocates")
	}
	var s Shipment
	line := joined(with(4, `="0123 456"`, 10, "'02108", 6, "\u200e1 Main St")...)
	abroad := joined(with(10, "d-80331", 11, "Germany")...)
	if allocs := testing.AllocsPerRun(20, func() { _ = ParseLine(line, &s); _ = ParseLine(abroad, &s) }); allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
}
