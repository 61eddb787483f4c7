package shipping

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"ep-benchmark/engine/racebuild"
)

func exampleShipment() Shipment {
	return Shipment{
		Origin: "California", Carrier: "USPS",
		Recipient: Party{
			FirstName: "Ada", LastName: "Byron", Phone: "555-0100", Email: "ada@example.com", Street1: "123 Main St",
			City: "Los Angeles", State: "CA", PostalCode: "90001", Country: "US",
		},
		Dimensions: Dimensions{12, 9, 6}, Weight: 24, Contents: "Beauty products",
	}
}

// with returns the example line's cells with some of them changed: with(13, "1 x 1 x 1") has other dimensions.
func with(changes ...any) []string {
	cells := strings.Split(exampleLine, "\t")
	for i := 0; i < len(changes); i += 2 {
		cells[changes[i].(int)] = changes[i+1].(string)
	}
	return cells
}

func joined(cells ...string) string { return strings.Join(cells, "\t") }

// prefixed returns cells after reference columns.
func prefixed(cells []string, references ...string) string {
	return joined(append(references, cells...)...)
}

const senderCells = "Invented Goods\t1 Dock St\tDock 3\tReno\tNV\t89501\tUnited States\t555-0101\tout@example.com"

var sender = Party{
	Name: "Invented Goods", Street1: "1 Dock St", Street2: "Dock 3", City: "Reno", State: "NV", PostalCode: "89501", Country: "US",
	Phone: "555-0101", Email: "out@example.com",
}

func TestParseLineAccepts(t *testing.T) {
	for name, c := range map[string]struct {
		line   string
		change func(*Shipment)
	}{
		"the example":           {exampleLine, func(*Shipment) {}},
		"CRLF":                  {exampleLine + "\r\n", func(*Shipment) {}},
		"stray spaces":          {"  " + strings.ReplaceAll(exampleLine, "\t", " \t\u00a0 ") + "  ", func(*Shipment) {}},
		"trailing empty cells":  {exampleLine + strings.Repeat("\t", 30), func(*Shipment) {}},
		"column 12 is ignored":  {joined(with(12, "anything\v")...), func(*Shipment) {}},
		"no country":            {joined(with(11, " ")...), func(*Shipment) {}},
		"no origin":             {joined(with(0, "")...), func(s *Shipment) { s.Origin = "" }},
		"origin cell lost":      {joined(with()[1:]...) + "\t", func(s *Shipment) { s.Origin = "" }},
		"no contents":           {joined(with(15, "")...), func(s *Shipment) { s.Contents = "" }},
		"no last name":          {joined(with(3, "")...), func(s *Shipment) { s.Recipient.LastName = "" }},
		"no first name":         {joined(with(2, "")...), func(s *Shipment) { s.Recipient.FirstName = "" }},
		"no phone, no email":    {joined(with(4, "", 5, "")...), func(s *Shipment) { s.Recipient.Phone, s.Recipient.Email = "", "" }},
		"no postal code in HK":  {joined(with(10, "", 11, "Hong Kong")...), func(s *Shipment) { s.Recipient.PostalCode, s.Recipient.Country = "", "HK" }},
		"a postal code in HK":   {joined(with(11, "hk")...), func(s *Shipment) { s.Recipient.Country = "HK" }},
		"one reference":         {prefixed(with(), "A1"), func(s *Shipment) { s.References = [3]string{"A1"} }},
		"two references":        {prefixed(with(), "", " B2 "), func(s *Shipment) { s.References = [3]string{"", "B2"} }},
		"three references":      {prefixed(with(), "A1", "B2", "C3"), func(s *Shipment) { s.References = [3]string{"A1", "B2", "C3"} }},
		"reference like a name": {prefixed(with(), "Upsala"), func(s *Shipment) { s.References = [3]string{"Upsala"} }},
		"carrier's order id":    {prefixed(with(), "UPS-10023"), func(s *Shipment) { s.References = [3]string{"UPS-10023"} }},
		"the first one counts":  {joined(with(3, "UPS")...), func(s *Shipment) { s.Recipient.LastName = "UPS" }},
		"no carrier":            {joined(with(1, "")...), func(s *Shipment) { s.Carrier = "" }},
		"an unknown carrier": {joined(with(1, "Posten", 2, "Dhlamini", 3, "Groups")...), func(s *Shipment) {
			s.Carrier, s.Recipient.FirstName, s.Recipient.LastName = "Posten", "Dhlamini", "Groups"
		}},
		"quotes are characters":    {joined(with(13, `12" x 9" x 6"`, 15, `"Beauty`)...), func(s *Shipment) { s.Contents = `"Beauty` }},
		"over the carriers' limit": {joined(with(14, "151 lb")...), func(s *Shipment) { s.Weight = 2416 }},
		"a sender":                 {exampleLine + "\t" + senderCells, func(s *Shipment) { s.HasSender, s.Sender = true, sender }},
		"sender, no country":       {exampleLine + "\t" + strings.Replace(senderCells, "United States", "", 1), func(s *Shipment) { s.HasSender, s.Sender = true, sender }},
		"sender, references":       {prefixed(with(), "A", "B", "C") + "\t" + senderCells, func(s *Shipment) { s.References, s.HasSender, s.Sender = [3]string{"A", "B", "C"}, true, sender }},
		"no sender":                {exampleLine + strings.Repeat("\t", 9), func(*Shipment) {}},
		"unseen marks, no sender":  {exampleLine + "\t\u200b\t\t\u00a0\t \u200e", func(*Shipment) {}},
	} {
		want := exampleShipment()
		c.change(&want)
		got := Shipment{References: [3]string{"x", "x", "x"}, HasSender: true, Sender: Party{Name: "stale"}, Recipient: Party{Name: "stale"}}
		if err := ParseLine(c.line, &got); err != nil {
			t.Errorf("%s: %v", name, err)
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A line that ends within the sender's columns is read as if the others were there and empty.
func TestSendersWithoutTrailingCells(t *testing.T) {
	cells := append(with(), "Invented Goods", "1 Dock St", "Dock 3", "Reno", "", "", "", "", "")
	want := exampleShipment()
	want.HasSender, want.Sender = true, Party{Name: "Invented Goods", Street1: "1 Dock St", Street2: "Dock 3", City: "Reno", Country: "US"}
	for count := len(cells); count > 16; count-- {
		for _, references := range [][]string{nil, {"A1"}, {"A1", "B2", "C3"}} {
			var got Shipment
			err := ParseLine(prefixed(cells[:count], references...), &got)
			if count < 20 {
				if err == nil || !strings.Contains(err.Error(), "where a sender's name is given") {
					t.Errorf("%d cells: %v", count, err)
				}
				continue
			}
			want.References = [3]string{}
			copy(want.References[:], references)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Errorf("%d cells: %v (-want +got):\n%s", count, err, diff)
			}
		}
	}
}

func TestParseLineRefuses(t *testing.T) {
	wantCell := func(field, problem, want string) string { return field + ` "": ` + problem + "; accepted: " + want }
	for name, c := range map[string]struct{ line, message string }{
		"empty":                 {"", `line "": no columns found; accepted: ` + wantColumns},
		"one column":            {"x", `line "x": 1 column found; accepted: ` + wantColumns},
		"15 columns":            {joined(with()[:15]...), `line "California\tUSPS\tAda\tByron\t555-0100\tada@example.com\t123 Main St\t\tLos Angeles\tCA\t9"… (` + strconv.Itoa(len(joined(with()[:15]...))) + ` bytes): 15 columns found; accepted: ` + wantColumns},
		"16 with a reference":   {prefixed(with()[:15], "A"), `line "A\tCalifornia\tUSPS\tAda\tByron\t555-0100\tada@example.com\t123 Main St\t\tLos Angeles\tCA"… (` + strconv.Itoa(len(prefixed(with()[:15], "A"))) + ` bytes): 16 columns found, 1 of them before the origin; accepted: ` + wantColumns},
		"no name":               {joined(with(2, "", 3, " ")...), "column 2, " + wantCell("recipient name", "required, but empty", "a first name, a last name or both")},
		"no street":             {joined(with(6, "")...), "column 6, " + wantCell("recipient street1", "required, but empty", "a street address")},
		"no city":               {joined(with(8, "")...), "column 8, " + wantCell("recipient city", "required, but empty", "a city")},
		"no postal code":        {joined(with(10, "")...), "column 10, " + wantCell("recipient postal code", "required, but empty", "nnnnn or nnnnn-nnnn (n is a digit), such as 95014 or 22162-1010")},
		"unknown country":       {joined(with(11, "Atlantis")...), `column 11, recipient country "Atlantis": an unknown country; accepted: ` + wantCountry},
		"unknown code":          {joined(with(11, "XX")...), `column 11, recipient country "XX": two letters that are not an ISO 3166-1 code; accepted: ` + wantCountry},
		"no dimensions":         {joined(with(13, "")...), "column 13, " + wantCell("dimensions", problemNoDimensions, wantDimensions)},
		"bad dimensions":        {joined(with(13, " 12 x 9 ")...), `column 13, dimensions "12 x 9": two numbers where three are needed; accepted: ` + wantDimensions},
		"bad, after references": {prefixed(with(13, "12 x 9"), "A", "B"), `column 15, dimensions "12 x 9": two numbers where three are needed; accepted: ` + wantDimensions},
		"bad, origin lost":      {joined(with(13, "12 x 9")[1:]...) + "\t", `column 12, dimensions "12 x 9": two numbers where three are needed; accepted: ` + wantDimensions},
		"no weight":             {joined(with(14, "")...), "column 14, " + wantCell("weight", problemNoWeight, wantWeight)},
		"bad weight":            {joined(with(14, "2-3 lbs")...), `column 14, weight "2-3 lbs": ` + problemRange + "; accepted: " + wantWeight},
		"a gift note":           {exampleLine + "\tHappy birthday", "column 17, " + wantCell("sender street1", "required, but empty, where a sender's name is given", wantSenderStreet1+wantSenderColumns)},
		"sender without a name": {exampleLine + "\t" + strings.TrimPrefix(senderCells, "Invented Goods"), "column 16, " + wantCell("sender name", "required, but empty, where a sender's street1 is given", wantSenderName+wantSenderColumns)},
		"sender, unseen name":   {prefixed(with(), "A") + "\t\u200b\u200e\t\t\t\t\t\t\t\tout@example.com", "column 17, " + wantCell("sender name", "required, but empty, where a sender's email is given", wantSenderName+wantSenderColumns)},
		"sender without a city": {exampleLine + "\t" + strings.Replace(senderCells, "Reno", " ", 1), "column 19, " + wantCell("sender city", "required, but empty, where a sender's name is given", wantSenderCity+wantSenderColumns)},
		"sender's country":      {exampleLine + "\t" + strings.Replace(senderCells, "United States", "Utopia", 1), `column 22, sender country "Utopia": an unknown country; accepted: ` + wantCountry},
		"two lines in one":      {"a\nb", `line "a\nb": a line break inside the line; accepted: one shipment a line`},
		"a break in a word":     {"12345678\r12345678", `line "12345678\r12345678": a line break inside the line; accepted: one shipment a line`},
		"no UTF-8":              {"a\xffb", `line "a\xffb": invalid UTF-8; accepted: text in UTF-8`},
	} {
		got := Shipment{Origin: "stale"}
		err := ParseLine(c.line, &got)
		if err == nil || err.Error() != c.message {
			t.Errorf("%s:\n got %v\nwant %s", name, err, c.message)
		}
		if got != (Shipment{}) {
			t.Errorf("%s: left %v behind", name, got)
		}
	}
}

func TestErrorsAreSafeToPrint(t *testing.T) {
	err := &ParseError{Line: 7, Column: 0, Field: "weight", Text: "\x1b[31m\u202e" + strings.Repeat("é", 100), Problem: "p", Want: "w"}
	const want = `line 7, column 0, weight "\x1b[31m\u202e` + "éééééééééééééééééééééééééééééééééééé" + `"… (208 bytes): p; accepted: w`
	if err.Error() != want {
		t.Errorf("%s\nwant %s", err, want)
	}
	if got := (&ParseError{Column: NoColumn, Text: strings.Repeat("\xbf", 200)}).Error(); len(got) > 400 {
		t.Errorf("%d bytes: %s", len(got), got)
	}
}

func TestCarrierPreference(t *testing.T) {
	for _, cell := range []string{
		"USPS", "usps", "Usps", "FedEx", "FEDEX", "UPS", "DHL", "Asendia", "FEDEX- Priority", "UPS Ground", "DHL Express", "USPS Priority Mail",
		"UPS 2nd Day Air", "UPS 3 Day Select", "FedEx 2Day A.M.", "DHL Express 12:00", "DHL eCommerce", "UPS® Ground", "Asendia e-PAQ", "USPS -",
		"UPS Next Day Air Saver", "FedEx International Economy", "USPS (First-Class)", "FEDEX–Priority",
	} {
		if !isCarrierPreference(cell) {
			t.Errorf("%q is a carrier preference", cell)
		}
	}
	for _, cell := range []string{
		"", "U", "Upsala", "Dhlamini", "Groups", "Ups\u00e9", "UPSDAP", "Fedexia", "Mary UPS", "The UPS Store", "Dhl-Mendoza", "UPS-10023", "UPS 12",
		"DHL_77", "USPS2", "Asendiason", "Upson", "Cups", "Fed Ex", "Priority", "OnTrac", "ups\u0301",
	} {
		if isCarrierPreference(cell) {
			t.Errorf("%q is no carrier preference", cell)
		}
	}
}

func TestFullName(t *testing.T) {
	for want, party := range map[string]Party{
		"":             {},
		"Ada":          {FirstName: "Ada"},
		"Byron":        {LastName: "Byron"},
		"Ada Byron":    {FirstName: "Ada", LastName: "Byron"},
		"Figment & Co": {Name: "Figment & Co", FirstName: "Ada"},
	} {
		if got := party.FullName(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestNothingAllocates(t *testing.T) {
	if racebuild.Enabled {
		t.Skip("the race detector allocates")
	}
	var shipment Shipment
	lines := append(Sample(), exampleLine, exampleLine+"\t"+senderCells)
	for name, f := range map[string]func(){
		"lines": func() {
			for _, line := range lines {
				_ = ParseLine(line, &shipment)
			}
		},
		"dimensions": func() {
			for _, c := range acceptedDimensions {
				_, _ = plainLayout.ParseDimensions(c.text)
			}
		},
		"weights": func() {
			for _, c := range acceptedWeights {
				_, _ = plainLayout.ParseWeight(c.text)
			}
		},
		"countries": func() {
			for _, text := range []string{"", "us", "UK", "United States of America", "Côte d'Ivoire", "SÃO TOMÉ & PRÍNCIPE"} {
				_, _ = ParseCountry(text)
			}
		},
	} {
		if allocs := testing.AllocsPerRun(20, f); allocs != 0 {
			t.Errorf("%s: %v allocations", name, allocs)
		}
	}
}

// referenceColumns is a plain and slow version of split and sheetCell.
func referenceColumns(line string) []string {
	line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	cells := strings.Split(line, "\t")
	for i := range cells {
		cells[i] = referenceText(cells[i])
	}
	return cells
}

var (
	marksAround  = regexp.MustCompile(`^` + gap + `+|` + gap + `+$`)
	quotesGuard  = regexp.MustCompile(`^="((?:[^"]|"")*)"$`)
	numberGuard  = regexp.MustCompile(`(?s)^'(\P{L}.*)?$`)
	capitalGuard = regexp.MustCompile(`^'\p{L}[\p{L}\p{Nd}]\P{Ll}*$`)
	smallLetter  = regexp.MustCompile(`\p{Ll}`)
)

// referenceText is a plain version of the removal of gaps around a cell and of a spreadsheet's guard.
func referenceText(cell string) string {
	cell = marksAround.ReplaceAllString(cell, "")
	switch {
	case quotesGuard.MatchString(cell):
		cell = strings.ReplaceAll(cell[2:len(cell)-1], `""`, `"`)
	case numberGuard.MatchString(cell), capitalGuard.MatchString(cell) && !smallLetter.MatchString(cell):
		cell = cell[1:]
	}
	return marksAround.ReplaceAllString(cell, "")
}

// compareLine compares the result of ParseLine with a slow reading of the same line, and checks that no string was copied.
func compareLine(t failer, line string) {
	t.Helper()
	var s Shipment
	err := ParseLine(line, &s)
	if err != nil {
		var failure *ParseError
		if !errors.As(err, &failure) || s != (Shipment{}) || failure.Problem == "" || failure.Want == "" || failure.Field == "" {
			t.Fatalf("%q: %v, %v", line, err, s)
		}
		if cells := append(referenceColumns(line), make([]string, keptColumns)...); failure.Column != NoColumn && cells[failure.Column] != failure.Text {
			t.Fatalf("%q: column %d is not %q", line, failure.Column, failure.Text)
		}
		return
	}
	cells := referenceColumns(line)
	first := 0
	for i := range 5 {
		if isCarrierPreference(cells[i]) {
			first = i - 1
			break
		}
	}
	if first < 0 {
		cells, first = append([]string{""}, cells...), 0
	}
	want := Shipment{}
	copy(want.References[:], cells[:first])
	cells = append(cells[first:], make([]string, senderColumns)...)
	want.Origin, want.Carrier, want.Contents = cells[0], cells[1], cells[15]
	want.Recipient = Party{FirstName: cells[2], LastName: cells[3], Phone: cells[4], Email: cells[5], Street1: cells[6], Street2: cells[7], City: cells[8], State: cells[9], PostalCode: referenceCode(t, cells[10], s.Recipient.Country), Country: s.Recipient.Country}
	if strings.Join(cells[16:25], "") != "" {
		want.HasSender = true
		if cells[16] == "" || cells[17] == "" || cells[19] == "" {
			t.Fatalf("%q: half a sender", line)
		}
		want.Sender = Party{Name: cells[16], Street1: cells[17], Street2: cells[18], City: cells[19], State: cells[20], PostalCode: referenceCode(t, cells[21], s.Sender.Country), Country: s.Sender.Country, Phone: cells[23], Email: cells[24]}
	}
	want.Dimensions, _ = stopNotation.readDimensions(cells[13])
	want.Weight = s.Weight
	compareWeight(t, cells[14])
	if diff := cmp.Diff(want, s); diff != "" {
		t.Fatalf("%q (-want +got):\n%s", line, diff)
	}
	if country, err := ParseCountry(cells[11]); err != nil || country != s.Recipient.Country {
		t.Fatalf("%q: country %q, %v", line, country, err)
	}
	for i, cell := range cells[:min(len(cells), 25)] {
		if spoiltBy(cell) != notSpoilt && i != 12 && (i < 16 || s.HasSender) {
			t.Fatalf("%q: cell %d is spoilt", line, i)
		}
	}
	if strings.Contains(line, `""`) {
		return // to halve the quotes in a guard, a copy is made
	}
	if !within(line, s.Contents) || !within(line, s.Recipient.Street1) {
		t.Fatalf("%q: a string was copied", line)
	}
}

func within(whole, part string) bool {
	from, at := uintptr(unsafe.Pointer(unsafe.StringData(whole))), uintptr(unsafe.Pointer(unsafe.StringData(part)))
	return part == "" || at >= from && at+uintptr(len(part)) <= from+uintptr(len(whole))
}

func TestLinesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[A-Zåñ0-9]{1,9}( [a-zé&"]{1,9})?`)
		padding := rapid.SampledFrom([]string{"", "", "", " ", "  ", "\u00a0"})
		cells := make([]string, rapid.SampledFrom([]int{16, 20, 23, 24, 25, 26, 40}).Draw(t, "columns"))
		for i := range min(len(cells), senderColumns) { // text after these is refused
			cells[i] = text.Draw(t, "cell")
		}
		size, _ := drawDimensions(t)
		weight, _ := drawWeight(t)
		cells[1], cells[10], cells[11], cells[13], cells[14] = "UPS Ground", "5003", "norway", size, weight
		if len(cells) > 16 { // a sender's country comes after the postal code
			copy(cells[min(len(cells), 21):], []string{"100-0001", "Japan"})
		}
		for range rapid.IntRange(0, 3).Draw(t, "references") {
			cells = append([]string{text.Draw(t, "reference")}, cells...)
		}
		for i := range cells {
			cells[i] = padding.Draw(t, "left") + cells[i] + padding.Draw(t, "right")
		}
		line := strings.Join(cells, "\t")
		var s Shipment
		if err := ParseLine(line, &s); err != nil {
			t.Fatal(err)
		}
		compareLine(t, line)
	})
}

func TestSampleAgreesWithTheReference(t *testing.T) {
	for _, line := range Sample() {
		compareLine(t, line)
	}
}
