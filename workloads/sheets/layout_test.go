package sheets

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/workloads/shipping"
)

// The headers that marketplaces, shops and carriers write are known.
func TestHeadersAreKnown(t *testing.T) {
	for header, want := range map[string]field{
		"Ship To Name": name, "Ship To - Name": name, "recipient-name": name, "Full Name": name, "Recipient": name, "Consignee": name,
		"to_address.name": name, "Company or Name": company, "First Name (Shipping)": firstName, "Recipient's Last Name": lastName, "Ship To Company": company,
		"ship-address-1": street1, "Shipping Address1": street1, "Address 1&2 (Shipping)": street1, "Address Line 1": street1, "recipientStreetLine1": street1,
		"Ship Address 2": street2, "Address_2": street2, "Ship-City": city, "Town/City": city, "shipping_province": state, "State/Prov/Other": state,
		"recipient zip": postalCode, "ZIP/Postal Code": postalCode, "shipToPostalCode": postalCode, "Postcode (Shipping)": postalCode, "ship-country": country, "Country Code": country,
		"buyer-phone-number": phone, "Telephone": phone, "E-mail Address": email, "Weight (oz)": weight, "weight_in_lbs": weight, "Package Weight": weight,
		"Length (in)": length, `Width (")`: width, "Parcel Height [cm]": height, "Dimensions (L x W x H)": dimensions, "Weight Unit": weightUnit,
		"Pounds": pounds, "oz": ounces, "Dim. unit": sizeUnit, "Contents": contents, "Item Description": contents, "Order #": reference, "order-id": reference,
		"Carrier": carrier, "Ship From Name": senderName, "Sender ZIP": senderPostalCode, "from_address.street1": senderStreet1, "Return City": senderCity, "Shipper": senderName,
	} {
		if got, known := claimed(header); !known || got.field != want {
			t.Errorf("%q is %v, %v: expected %v", header, got.field, known, want)
		}
	}
	for _, header := range []string{"", "Gift message", "Billing City", "Ship Date", "Shipping", "Shipping Method", "Shipping Cost", "Total", "SKU", "Quantity", "Length (ft)", "123"} {
		if got, known := claimed(header); known {
			t.Errorf("%q is %v: expected nothing", header, got.field)
		}
	}
}

const marketHeader = "Order ID,Ship To Name,Ship To Address 1,Ship To City,Ship To State,Recipient ZIP,Length (in),Width (in),Height (in),Weight (oz),Gift message\n"

// shipments reads a text of comma-separated values.
func readText(t *testing.T, text, columns string) (good map[int]shipping.Shipment, bad []error, notices []string) {
	t.Helper()
	named, err := ParseColumns("--columns", columns)
	if err != nil {
		t.Fatal(err)
	}
	input, err := Open(t.Context(), file(t, "orders.csv", []byte(text)), Options{Columns: named})
	if err != nil {
		t.Fatal(err)
	}
	good, bad = lines(t, input)
	return good, bad, input.Notices()
}

// Columns are found by their names, in any order, below a title.
func TestColumnsAreFoundByTheirNames(t *testing.T) {
	text := "My shop, orders of March\r\n\r\n" + marketHeader + "1001,Hazel Marlow,529 Imaginary Blvd,Los Angeles,CA,90001,12,9,6,24,Happy\n" +
		"1002,DHL,862 Figment St,Austin,TX,73301,8 in,8,4,1 lb 2 oz\n"
	good, bad, notices := readText(t, text, "")
	if len(bad) > 0 || len(good) != 2 {
		t.Fatalf("%v, %v", good, bad)
	}
	want := shipping.Shipment{
		References: [3]string{"1001"}, Dimensions: shipping.Dimensions{Length: 12, Width: 9, Height: 6}, Weight: 24,
		Recipient: shipping.Party{FirstName: "Hazel Marlow", Street1: "529 Imaginary Blvd", City: "Los Angeles", State: "CA", PostalCode: "90001", Country: "US"},
	}
	if good[4] != want {
		t.Errorf("%+v, want %+v", good[4], want)
	}
	if good[5].Recipient.FirstName != "DHL" || good[5].Weight != 18 || good[5].Carrier != "" {
		t.Errorf("%+v: a name that a carrier has moves no column", good[5])
	}
	if !slices.Equal(notices, []string{"its header is line 3; what stands above it is not read", "columns not used: Gift message"}) {
		t.Errorf("%q", notices)
	}
}

// The unit of every measure comes from its cell, its header or a column of
// units. Two different units are an error.
func TestUnitsOfMeasures(t *testing.T) {
	const address = "Name,Street,City,ZIP,"
	const parcel = "A Made-Up,1 Main St,Reno,89501,"
	for _, test := range []struct {
		header, cells string
		weight        float64
		length        float64
		problem       string
	}{
		{"Dimensions,Weight", "12x9x6,1 lb", 16, 12, ""},
		{"Dimensions (cm),Weight (kg)", "25.4x20x20,1", 35.27396195, 10, ""},
		{"Dimensions (in),Weight", "12 by 9 by 6,5 oz", 5, 12, ""},
		{"L,W,H,Dim Unit,Weight,Weight Unit", "254,200,200,mm,2,Pounds", 32, 10, ""},
		{"L,W,H,Pounds,Ounces", "12,9,6,1,2", 18, 12, ""},
		{"L,W,H,Pounds,Ounces", "12,9,6,0,7", 7, 12, ""},
		{"L,W,H,Weight,Weight Unit", "12,9,6,2,stone", 0, 0, `column I "Weight Unit", weight unit "stone": an unknown unit; accepted: g, kg, lb, oz`},
		{"L,W,H,Weight (oz)", "12,9,6,2 lb", 0, 0, `column H "Weight (oz)", weight "2 lb": its unit is lb, and that of its column oz`},
		{"L (in),W (in),H (in),Weight (oz)", "12 cm,9,6,2", 0, 0, `column E "L (in)", length "12 cm": its unit is cm`},
		{"L,W,H,Weight (oz),Weight Unit", "12,9,6,2,lb", 0, 0, `column I "Weight Unit", weight unit "lb": the unit in the header of the weight is oz`},
		{"L,W,H,Weight", "12,9,6,2", 0, 0, `or a header that says the unit, such as "Weight (oz)"`},
		{"L,W,H,Weight (oz)", "12,9,,2", 0, 0, `column G "H", height "": required, but empty`},
		{"L,W,H,Weight (oz)", "12,9,wide,2", 0, 0, `column E "L" and column F "W" and column G "H", dimensions "12 x 9 x wide"`},
	} {
		good, bad, _ := readText(t, address+test.header+"\n"+parcel+test.cells+"\n", "")
		switch {
		case test.problem == "" && (len(bad) > 0 || good[2].Weight != test.weight || good[2].Dimensions.Length != test.length):
			t.Errorf("%s: %s: %+v, %v", test.header, test.cells, good, bad)
		case test.problem != "" && (len(bad) != 1 || !strings.Contains(bad[0].Error(), test.problem)):
			t.Errorf("%s: %s: %v: expected it to say %q", test.header, test.cells, bad, test.problem)
		}
	}
}

// A sender has to have a name. An incomplete sender is refused, not silently
// left out.
func TestSendersByHeader(t *testing.T) {
	header := strings.TrimSuffix(marketHeader, "\n") + ",Ship From Name,From Street,From City,Origin State,From ZIP\n"
	const order = "1,Hazel Marlow,529 Imaginary Blvd,Los Angeles,CA,90001,12,9,6,24,"
	good, bad, _ := readText(t, header+order+",Invented Goods,1 Dock St,Reno,NV,89501\n"+order+",,,,,\n"+order+",,1 Dock St,Reno,NV,89501\n", "")
	if len(good) != 2 || !good[2].HasSender || good[2].Sender.State != "NV" || good[3].HasSender {
		t.Errorf("%+v", good)
	}
	if len(bad) != 1 || !strings.HasPrefix(bad[0].Error(), `line 4, column L "Ship From Name", sender name "": required, but empty, where a sender's `) {
		t.Errorf("%v", bad)
	}
}

// A sender without a street or a city, or whose name has only invisible
// characters, is refused, with a header and without one, in every order of the
// columns.
func TestHalfASenderIsRefused(t *testing.T) {
	header := strings.TrimSuffix(marketHeader, "\n") + ",From City,Ship From Name,From Street\n"
	const order = "1,Hazel Marlow,529 Imaginary Blvd,Los Angeles,CA,90001,12,9,6,24,,"
	for cells, want := range map[string]string{
		",Invented Goods,1 Dock St":   `line 2, column L "From City", sender city "": required, but empty, where a sender's name is given; accepted: a city, or no sender`,
		"Reno,Invented Goods,":        `line 2, column N "From Street", sender street1 "": required, but empty, where a sender's name is given; accepted: a street address, or no sender`,
		"Reno,\u200b\u200e,1 Dock St": `line 2, column M "Ship From Name", sender name "\u200b\u200e": required, but empty, where a sender's street1 is given; accepted: a name, or no sender`,
	} {
		good, bad, _ := readText(t, header+order+cells+"\n", "")
		if len(good) > 0 || len(bad) != 1 || bad[0].Error() != want {
			t.Errorf("%q: %v, %v\nwant %s", cells, good, bad, want)
		}
	}
	note := strings.ReplaceAll(strings.ReplaceAll(shipping.Sample()[0], ",", ""), "\t", ",") + ",Happy birthday\n"
	_, bad, _ := readText(t, note, "")
	if len(bad) != 1 || !strings.Contains(bad[0].Error(), `column R, sender street1 "": required, but empty, where a sender's name is given`) ||
		!strings.Contains(bad[0].Error(), "the nine columns after the contents (16 to 24") {
		t.Errorf("%v", bad)
	}
}

// Of two columns for a field, the one with the more specific header is used. If
// both headers fit equally well, or a required field has no column, the file is
// refused.
func TestColumnsThatDisagree(t *testing.T) {
	const row = "\n1,Hazel,2,Austin,TX,73301,12,9,6,24,x\n"
	named, err := ParseColumns("--columns", "")
	if err != nil {
		t.Fatal(err)
	}
	for header, want := range map[string]string{
		strings.Replace(marketHeader, "Gift message", "Ship To Postcode", 1): `columns F "Recipient ZIP" and K "Ship To Postcode" both look like the zip: choose one with --columns, as in --columns 'zip=F'`,
		strings.Replace(marketHeader, "Weight (oz)", "Gewicht", 1):           `no column is known for weight: name it with --columns, as in --columns 'weight=HEADER'; the file has A "Order ID"`,
		strings.Replace(marketHeader, "Width (in)", "Breite", 1):             "no column is known for width",
		strings.Replace(marketHeader, "Recipient ZIP", "PLZ", 1):             "no column is known for zip",
		strings.Replace(marketHeader, "Gift message", "Ship From Street", 1): "no column is known for sender name, sender city",
	} {
		if _, err := Open(t.Context(), file(t, "orders.csv", []byte(header+row)), Options{Columns: named}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v: expected it to say %q", header, err, want)
		}
	}
	good, bad, notices := readText(t, "Name,Shipping Name,Shipping Street,Shipping Address1,Shipping City,Shipping Zip,Dimensions,Weight,Country,Country Code\n"+
		"#1001,Hazel,\"862 Figment St, Bergen\",862 Figment St,Bergen,5003,1x1x1,1 lb,Norge,NO\n", "")
	if to := good[2].Recipient; len(bad) > 0 || to.FirstName != "Hazel" || to.Street1 != "862 Figment St" || to.Country != "NO" {
		t.Errorf("%+v, %v", good, bad)
	}
	if !slices.Equal(notices, []string{"columns not used: Name, Shipping Street, Country"}) {
		t.Errorf("%q", notices)
	}
}

const germanText = "Kundenname;Straße;Ort;\"PLZ, Ziel\";Maße;Gewicht (kg)\nUwe Erfunden;Traumweg 5;Berlin;10115;30 x 20 x 10 cm;1.5\n"

// --columns names what the header does not say, by header, letter or number,
// with the unit of the header.
func TestColumnsThatAreNamed(t *testing.T) {
	for _, columns := range []string{
		`name=Kundenname,street1=Straße,city=ORT,zip="PLZ, Ziel",dimensions=Maße,weight=Gewicht (kg)`,
		`name=A,street1=B,city=c,zip=4,dimensions=5,weight=F`,
		`name=A, Street 1=straße, city=3, zip=D, dimensions=E, weight=gewicht kg`,
	} {
		good, bad, _ := readText(t, germanText, columns)
		if len(bad) > 0 || len(good) != 1 || good[2].Weight != 1.5*35.27396195 || good[2].Recipient.PostalCode != "10115" {
			t.Errorf("%s: %+v, %v", columns, good, bad)
		}
	}
	good, bad, _ := readText(t, strings.SplitAfter(germanText, "\n")[1], "name=A,street1=B,city=C,zip=D,dimensions=E,weight=F")
	if len(good) != 0 || len(bad) != 1 {
		t.Errorf("without a header there is no unit: %+v, %v", good, bad)
	}
	good, bad, _ = readText(t, marketHeader+"1,A,1 Main St,Reno,NV,89501,12,9,6,24,Hazel Ltd\n", "company=K")
	if len(bad) > 0 || good[2].Recipient.FirstName != "Hazel Ltd" {
		t.Errorf("%+v, %v", good, bad)
	}
	good, bad, _ = readText(t, marketHeader+"1,A,1 Main St,Reno,NV,89501,12,9,6,24,Hazel\n", "name=Gift message,ignore=B")
	if len(bad) > 0 || good[2].Recipient.FirstName != "Hazel" {
		t.Errorf("%+v, %v", good, bad)
	}
}

func TestColumnsAreRefused(t *testing.T) {
	for columns, want := range map[string]string{
		"zip": "expected fields", "zip=": "expected fields", "colour=A": "is not a field: expected carrier, ", "zip=A,ZIP=B": "named twice",
	} {
		if _, err := ParseColumns("--columns", columns); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v: expected it to say %q", columns, err, want)
		}
	}
	for columns, want := range map[string]string{
		"zip=Plz":         `there is no such column: the file has A "Order ID"`,
		"zip=ZZ":          "there is no such column",
		"zip=A,city=A":    `names A "Order ID" twice`,
		"sender zip=A":    "--columns sender zip=A is not used",
		"zip=Twice":       "columns B and C have that header: expected the letter of one",
		"name=Kundenname": "there is no",
	} {
		named, err := ParseColumns("--columns", columns)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Replace(marketHeader, "Ship To Name,Ship To Address 1", "Twice,Twice", 1)
		if _, err := Open(t.Context(), file(t, "orders.csv", []byte(text)), Options{Columns: named}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v: expected it to say %q", columns, err, want)
		}
	}
}

// A row above the header that is no title, a row with more cells than the
// header, and a row whose used cells are all empty are bad lines.
func TestLinesThatDoNotFitTheHeader(t *testing.T) {
	text := "1,2,3,4,5\n" + marketHeader + ",,,,,,,,,,only a message\n" + "1,A,1 Main St,Reno,NV,89501,12,9,6,24,x,more\n,,,\n" + "1,A,1 Main St,Reno,NV,89501,12,9,6,24\n"
	good, bad, _ := readText(t, text, "")
	if len(good) != 1 || len(bad) != 3 {
		t.Fatalf("%+v, %v", good, bad)
	}
	for i, want := range []string{"it stands above the header, which is line 2", "", `line 4, column L, cell "more": a cell behind the header's last column; accepted: the 11 columns of the header`} {
		if !strings.Contains(bad[i].Error(), want) {
			t.Errorf("%v: expected it to say %q", bad[i], want)
		}
	}
}

// Without a header the columns stand in the order of a spreadsheet line,
// whatever the first line holds.
func TestFilesWithoutAHeader(t *testing.T) {
	sample := strings.ReplaceAll(strings.Join(shipping.Sample()[:3], "\n"), ",", " ")
	text := strings.ReplaceAll("short line\n"+sample+"\n", "\t", ",")
	good, bad, notices := readText(t, text, "")
	if len(good) != 3 || len(bad) != 1 || len(notices) > 0 {
		t.Fatalf("%d good, %v, %v", len(good), bad, notices)
	}
	if !strings.Contains(bad[0].Error(), "parted by commas") || !strings.Contains(bad[0].Error(), "if this line is the header, name its columns with --columns") {
		t.Error(bad[0])
	}
	_, bad, _ = readText(t, strings.Replace(text, "short line\n", "", 1)+strings.ReplaceAll(strings.Replace(shipping.Sample()[0], "21. lbs", "heavy", 1), "\t", ";"), "")
	if len(bad) != 1 || strings.Contains(bad[0].Error(), "--columns") {
		t.Errorf("%v", bad)
	}
}

// A bad line has its number and its column under every encoding and below a
// title.
func TestLineNumbersUnderEveryLayout(t *testing.T) {
	text := "Title ©\r" + strings.ReplaceAll(marketHeader, "\n", "\r") + "1,Åse,\"1 Main St\rFloor 2\",Reno,NV,89501,12,9,6,24\r2,B,1 Main St,Reno,NV,89501,12,9,6,heavy\r"
	for encoding, decoder := range decoders {
		encoded, err := decoder.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		input, err := Open(t.Context(), file(t, "orders.csv", []byte(encoded)), Options{})
		if err != nil {
			t.Fatal(err)
		}
		good, bad := lines(t, input)
		if len(good) != 1 || good[3].Recipient.FirstName != "Åse" || good[3].Recipient.Street1 != "1 Main St Floor 2" || input.Notices()[0] != "read as "+string(encoding) {
			t.Errorf("%s: %+v, %q", encoding, good, input.Notices())
		}
		var failure *shipping.ParseError
		if len(bad) != 1 || !errors.As(bad[0], &failure) || failure.Line != 5 || failure.Place != `column J "Weight (oz)"` {
			t.Errorf("%s: %v", encoding, bad)
		}
	}
}

// TestDecimalCommaFollowsTheSeparator checks that a comma begins decimals where
// semicolons part the cells, and in no other file.
func TestDecimalCommaFollowsTheSeparator(t *testing.T) {
	const row = "Ada Byron;1 Main St;Berlin;10115;DE;30,5 x 20 x 10 cm;2,5\n"
	header := "Ship To Name;Ship To Address 1;Ship To City;Ship To Zip;Ship To Country;Dimensions;Weight (kg)\n"
	for name, text := range map[string]string{"by its cells": header + row, "by sep=": "sep=;\n" + header + row} {
		good, bad := lines(t, open(t, file(t, "orders.csv", []byte(text)), ""))
		if len(good) != 1 || len(bad) != 0 {
			t.Errorf("%s: %d good, %v", name, len(good), bad)
		}
		for _, shipment := range good {
			if want := 2.5 * 35.27396195; shipment.Weight != want {
				t.Errorf("%s: %v oz, want %v", name, shipment.Weight, want)
			}
		}
	}
	tabbed := strings.ReplaceAll(header+row, ";", "\t")
	if good, bad := lines(t, open(t, file(t, "orders.tsv", []byte(tabbed)), "")); len(good) != 0 || len(bad) != 1 {
		t.Errorf("tabs: %d good, %v: expected the decimal comma to be refused", len(good), bad)
	}
}
