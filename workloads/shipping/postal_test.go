package shipping

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPostalFormats checks the table that was made from the package: each country's examples are codes of the country, and its codes have a
// description.
func TestPostalFormats(t *testing.T) {
	if len(postalFormats) != 178 {
		t.Errorf("%d countries", len(postalFormats))
	}
	for _, format := range postalFormats {
		postal := postalCodeOf(format.country)
		if postal == nil || *postal.postalFormat != format {
			t.Fatalf("%s is not in the table of countries", format.country)
		}
		for example := range strings.SplitSeq(format.example, " or ") {
			if kept, ok := postal.accept(example); !ok || kept != example {
				t.Errorf("%s: its example %q is no code", format.country, example)
			}
		}
		if format.shapes == "" || len(format.shapes) > 120 {
			t.Errorf("%s: described as %q", format.country, format.shapes)
		}
	}
}

func TestPostalCodesAsPeopleTypeThem(t *testing.T) {
	for _, c := range []struct{ country, codes string }{
		{"US", "90001,02108,90001-1234,90001 1234,900011234,90001 - 1234,US-90001=90001,us 90001-1234=90001-1234"},
		{"GB", "SW1A 1AA,SW1A1AA,sw1a 1aa,EH1 1AA,M2 5BQ,W1A0AX,GIR 0AA,BFPO 801,bfpo801,IM1 1AA,JE2 2BT"},
		{"JE", "JE1 1AA,JE11AA,JE11 AA"},
		{"CA", "M5V 2T6,M5V2T6,m5v-2t6,K1A 0B1"},
		{"NL", "1234 AB,1234AB,1234ab,NL-1234 AB=1234 AB"},
		{"DE", "80331,01067,D-80331=80331,D 80331=80331,d80331=80331,DE-80331=80331"},
		{"CH", "8001,CH-8001=8001"},
		{"AT", "1010,A-1010=1010"},
		{"LI", "9490,FL-9490=9490,LI-9490=9490"},
		{"LU", "4750,L-4750=4750"},
		{"JP", "100-0001,1000001,100 0001"},
		{"BR", "01000-000,01000000"},
		{"SE", "114 55,11455,SE-114 55=114 55,S-11455=11455"},
		{"PL", "00-950,00950,00 950"},
		{"PT", "2725-079,2725079"},
		{"IE", "A65 F4E2,A65F4E2,d02 x285"},
		{"KR", "04524"},
		{"PH", "1000"},
		{"LV", "LV-1073,LV1073,lv 1073,1073"},
		{"AD", "AD500,AD 500,500"},
		{"KY", "KY1-1100,KY11100"},
		{"AR", "C1070AAM,C 1070 AAM,1070"},
		{"NO", "0025,N-0025=0025"},
		{"AU", "0800,2000"},
		{"BM", "HM 12,HMGX"},
		{"PR", "00930,00930-1234,PR 00930=00930"},
		{"IN", "110001"},
		{"SO", "JH 09010,JH09010"},
		{"OM", "133,PC 133,pc133"},
		{"MT", "VCT 1753,VCT1753"},
		{"IR", "11936-12345,1193612345"},
		{"HK", "anything,000000,1"},
		{"AE", "-,n/a"},
	} {
		for code := range strings.SplitSeq(c.codes, ",") {
			code, want, found := strings.Cut(code, "=")
			if !found {
				want = code
			}
			if kept, wrong := checkPostalCode(code, c.country, ""); wrong != nil || kept != want {
				t.Errorf("%s %q: %q, %v; want %q", c.country, code, kept, wrong, want)
			}
		}
	}
}

// The state decides whether a US code may have lost its zeros or is just too short.
func TestZIPCodesWithoutTheirZero(t *testing.T) {
	for _, c := range []struct{ code, state, whole string }{
		{"2108", "MA", "02108"},
		{"2108", "massachusetts", "02108"},
		{"6510", "CT", "06510"},
		{"4101", "ME", "04101"},
		{"3031", "NH", "03031"},
		{"2903", "RI", "02903"},
		{"5401", "VT", "05401"},
		{"7030", "NJ", "07030"},
		{"7030-1234", "NJ", "07030-1234"},
		{"70301234", "NJ", "070301234"},
		{"0901", "PR", "00901"},
		{"901", "Puerto Rico", "00901"},
		{"802", "VI", "00802"},
		{"9096", "AE", "09096"},
		{"9001", "CA", ""},
		{"2108", "", "02108"},
		{"108", "MA", ""},
		{"2108", "NY", ""},
		{"2108", "California", ""},
		{"21081234", "CA", ""},
		{"2108", "NH", "02108"},
		{"2108", "NJ", "02108"},
	} {
		problem, want := problemZeroLost, c.whole+" if that is the code (format the column as text in the spreadsheet); "+wantZIP
		if c.whole == "" {
			problem, want = "a US ZIP code has five digits, or nine; this one has "+sprint(len(c.code))+" digits", wantZIP
		}
		if _, wrong := checkPostalCode(c.code, "US", c.state); wrong == nil || *wrong != (wrongPostalCode{problem, want}) {
			t.Errorf("%q in %q: %v; want %s", c.code, c.state, wrong, problem)
		}
	}
}

const wantZIP = "nnnnn or nnnnn-nnnn (n is a digit), such as 95014 or 22162-1010"

func TestWrongPostalCodes(t *testing.T) {
	const (
		german  = "nnnnn (n is a digit), such as 26133"
		british = "aaaa n or an naa or aaa naa or aaaa nn or aan naa or anx naa or aaaa nnn or aanx naa or aaaa nnnn " +
			"(n is a digit, a is a letter, x is a letter or a digit), such as EC1Y 8SY or GIR 0AA"
		whole   = " if that is the code (format the column as text in the spreadsheet); "
		gapless = " if that is the code; "
	)
	for _, c := range []struct{ code, country, problem, want string }{
		{"1", "US", "not a postal code of US: it has 1 digit", wantZIP},
		{"ABCDE", "US", "not a postal code of US: it has 5 letters", wantZIP},
		{"SW1A 1AA", "US", "not a postal code of US: it has 5 letters and 2 digits", wantZIP},
		{"900011", "US", "not a postal code of US: it has 6 digits", wantZIP},
		{"90001-12", "US", "not a postal code of US: it has 7 digits", wantZIP},
		{"900-01", "US", problemGaps, "90001" + gapless + wantZIP},
		{"90001-", "US", problemGaps, "90001" + gapless + wantZIP},
		{"-90001", "US", problemGaps, "90001" + gapless + wantZIP},
		{"D-90001", "US", "not a postal code of US: it has 1 letter and 5 digits", wantZIP},
		{"00000-2108", "US", problemNoZIP, wantZIP},
		{"00000", "US", problemNoZIP, wantZIP},
		{"US-00000", "US", problemNoZIP, wantZIP},
		{"2108.0", "US", problemDecimals, wantText + "; " + wantZIP},
		{"2108.00", "US", problemDecimals, wantText + "; " + wantZIP},
		{"2108,0", "US", problemDecimals, wantText + "; " + wantZIP},
		{"2.108E+03", "US", problemScientific, wantText + "; " + wantZIP},
		{"2108.0", "HK", problemDecimals, wantText},
		{"2.108E+03", "HK", problemScientific, wantText},
		{"90001.5", "US", "the character '.' (U+002E), which no postal code has", wantZIP},
		{"2,108", "US", "the character ',' (U+002C), which no postal code has", wantZIP},
		{"02108–1234", "US", "the character '–' (U+2013), which no postal code has", wantZIP},
		{"９０００１", "US", "the character '９' (U+FF19), which no postal code has", wantZIP},
		{"N/A", "US", "the character '/' (U+002F), which no postal code has", wantZIP},
		{"1067", "DE", problemZeroLost, "01067" + whole + german},
		{"25", "NO", problemZeroLost, "0025" + whole + "nnnn (n is a digit), such as 0025"},
		{"600001", "JP", problemZeroLost, "0600001" + whole + "nnn-nnnn (n is a digit), such as 154-0023"},
		{"D-8033", "DE", "not a postal code of DE: it has 1 letter and 4 digits", german},
		{"10 115", "DE", problemGaps, "10115" + gapless + german},
		{"90001", "GB", "not a postal code of GB: it has 5 digits", british},
		{"ZZ1 1AA", "GB", "not a postal code of GB: it has 4 letters and 2 digits", british},
		{"1234 SS", "NL", "not a postal code of NL: it has 2 letters and 4 digits", "nnnn aa (n is a digit, a is a letter), such as 1234 AB"},
		{"D1A 0B1", "CA", "not a postal code of CA: it has 3 letters and 3 digits", "ana nan (n is a digit, a is a letter), such as H3Z 2Y7"},
		{"6800", "CC", "not a postal code of CC: it has 4 digits", "6799"},
		{"-1073", "LV", "not a postal code of LV: it has 4 digits", "LV-nnnn (n is a digit), such as LV-1073"},
	} {
		if _, wrong := checkPostalCode(c.code, c.country, "MA"); wrong == nil || *wrong != (wrongPostalCode{c.problem, c.want}) {
			t.Errorf("%s %q: %v; want %s; %s", c.country, c.code, wrong, c.problem, c.want)
		}
	}
}

func TestLinesHaveRightPostalCodes(t *testing.T) {
	from := func(old, changed string) string {
		return exampleLine + "\t" + strings.Replace(senderCells, old, changed, 1)
	}
	for name, c := range map[string]struct{ line, field, found string }{
		"recipient":                {joined(with(10, "2108", 9, "MA")...), "recipient postal code", "2108"},
		"recipient, scientific":    {joined(with(10, "2.108E+03")...), "recipient postal code", "2.108E+03"},
		"recipient abroad":         {joined(with(10, "90001", 11, "United Kingdom")...), "recipient postal code", "90001"},
		"recipient, guarded":       {joined(with(10, `="2108"`)...), "recipient postal code", "2108"},
		"recipient's phone, float": {joined(with(4, "6175550100.0")...), "recipient phone", "6175550100.0"},
		"sender":                   {from("89501", "8950"), "sender postal code", "8950"},
		"sender, float":            {from("89501", "89501.0"), "sender postal code", "89501.0"},
		"sender's phone, float":    {from("555-0101", "5550101.0"), "sender phone", "5550101.0"},
	} {
		var s Shipment
		var failure *ParseError
		if err := ParseLine(c.line, &s); !errors.As(err, &failure) || failure.Field != c.field || failure.Text != c.found {
			t.Errorf("%s: %v", name, err)
		}
	}
	var s Shipment
	if err := ParseLine(from("89501", ""), &s); err != nil || s.Sender.PostalCode != "" {
		t.Errorf("a sender may have none: %v, %+v", err, s.Sender)
	}
	for _, cell := range []string{`="02108"`, `'02108`, `=" 02108 "`, "\u200e02108\u200f", "' 02108"} {
		if err := ParseLine(joined(with(10, cell)...), &s); err != nil || s.Recipient.PostalCode != "02108" {
			t.Errorf("%q: %v, %q", cell, err, s.Recipient.PostalCode)
		}
	}
	if err := ParseLine(joined(with(10, "D-80331", 11, "Germany")...), &s); err != nil || s.Recipient.PostalCode != "80331" {
		t.Errorf("%v, %q", err, s.Recipient.PostalCode)
	}
}

func TestPostalCodesAgreeWithTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		format := rapid.SampledFrom(postalFormats[:]).Draw(t, "country")
		code := strings.Split(format.example, " or ")[0]
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			at := rapid.IntRange(0, len(code)).Draw(t, "at")
			head, tail := code[:at], code[at:]
			if tail != "" && rapid.Bool().Draw(t, "instead") {
				tail = tail[1:]
			}
			code = head + rapid.SampledFrom([]string{"", " ", "-", "0", "5", "A", "s", "1A", "("}).Draw(t, "put") + tail
		}
		comparePostal(t, code, format.country)
		comparePostal(t, format.country+"-"+code, format.country)
	})
}

// Five digits are checked in a fast way for the United States, since no other text of five characters is a ZIP code.
func TestZIPIsTheSourcesPattern(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[0-9A-Z -]{4}[0-9/:]|[0-9]{4,6}|[0-9]{5}`).Draw(t, "text")
		if exact := referencePatterns()["US"].exact.MatchString(text); isZIP(text) != (exact && len(text) == 5) {
			t.Fatalf("%q: %v", text, exact)
		}
	})
}

func FuzzPostalCode(f *testing.F) {
	for _, format := range postalFormats {
		for example := range strings.SplitSeq(format.example, " or ") {
			f.Add(example, format.country)
		}
	}
	for _, code := range []string{"2108", "2108.0", "sw1a1aa", "D-80331", "90001 - 1234", "LV 1073", "-", " "} {
		for _, country := range []string{"US", "GB", "LV", "DE"} {
			f.Add(code, country)
		}
	}
	f.Fuzz(func(t *testing.T, code, country string) { comparePostal(t, code, strings.ToUpper(country)) })
}
