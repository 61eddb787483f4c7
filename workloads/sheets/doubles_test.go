package sheets

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ep-benchmark/workloads/shipping"
)

// rowsTest is a header with a row, and the expected result.
type rowsTest struct {
	header, row string
	problem     string // of the file or the row; "" for a good one
	want        func(*shipping.Shipment) bool
}

// try reads the header and the row of a test.
func (r rowsTest) try(t *testing.T, columns string) {
	t.Helper()
	named, err := ParseColumns("--columns", columns)
	if err != nil {
		t.Fatal(err)
	}
	input, err := Open(t.Context(), file(t, "orders.csv", []byte(r.header+"\n"+r.row+"\n")), Options{Columns: named})
	if err != nil {
		if r.problem == "" || !strings.Contains(err.Error(), r.problem) {
			t.Errorf("%s: %v: expected it to say %q", r.header, err, r.problem)
		}
		return
	}
	good, bad := lines(t, input)
	shipment := good[2]
	switch {
	case r.problem == "" && (len(bad) > 0 || !r.want(&shipment)):
		t.Errorf("%s: %s: %+v, %v", r.header, r.row, shipment, bad)
	case r.problem != "" && (len(bad) != 1 || !strings.Contains(bad[0].Error(), r.problem)):
		t.Errorf("%s: %s: %v, %+v: expected it to say %q", r.header, r.row, bad, good, r.problem)
	}
}

func weighs(want float64) func(*shipping.Shipment) bool {
	return func(s *shipping.Shipment) bool { return s.Weight == want }
}

// Pounds and ounces are one weight where that is unambiguous. No column with a
// weight is ignored silently.
func TestSeveralWeights(t *testing.T) {
	const kilogram = 35.27396195
	for _, test := range []rowsTest{
		{"Weight (lb),Ounces", "1,5", "", weighs(21)},
		{"Weight (lb),Ounces", "1,", "", weighs(16)},
		{"Weight (lb),Ounces", ",5", "", weighs(5)},
		{"Weight (lb),Ounces", "0,5", "", weighs(5)},
		{"Weight (lb),Ounces", "1.5,0", "", weighs(24)},
		{"Weight (lb),Ounces", "1.5,24", "", weighs(24)},
		{"Weight (lb),Ounces", "1.5,5", `column F "Ounces", ounces "5": beside column E "Weight (lb)" with "1.5" it may be the rest of the weight or the whole of it`, nil},
		{"Weight (lb),Ounces", "1,20", "it may be the rest of the weight or the whole of it", nil},
		{"Weight (lb),Ounces", "1 lb 5 oz,5", "it may be the rest of the weight or the whole of it", nil},
		{"Weight (lb),Ounces", "N/A,5", `"N/A`, nil},
		{"Weight (lb),Ounces", ".,5", "stands before the number", nil},
		{"Weight (lb),Ounces", "-1,5", "a negative number", nil},
		{"Ounces,Weight (lb)", "5,1", "", weighs(21)},
		{"Weight (oz),Pounds", "5,1", "", weighs(21)},
		{"Weight (lb),Weight (oz)", "1,5", "", weighs(21)},
		{"Weight (oz),Weight (lb)", "24,1.5", "", weighs(24)},
		{"Weight (oz),Weight (lb)", "25,1.5", "it may be the rest of the weight or the whole of it", nil},
		{"Pounds,Ounces", "1,5", "", weighs(21)},
		{"Pounds,Ounces", "1.5,5", "it may be the rest of the weight or the whole of it", nil},
		{"Weight (kg),Weight (lb)", "1,2.2", "both look like the weight", nil},
		{"Weight,Ounces", "1 lb,5", `column F "Ounces", weight "5": column E "Weight" says something else: "1 lb"`, nil},
		{"Weight,Ounces", "1 lb,16", "", weighs(16)},
		{"Weight,Ounces", "1 lb,", "", weighs(16)},
		{"Weight (kg),Pounds,Ounces", "1,2,3", "says something else", nil},
		{"Weight (lb),Pounds,Ounces", "1.5,1,8", "", weighs(24)},
		{"Weight,Weight Unit,Ounces", "1,lb,5", "says something else", nil},
		{"Weight,Gross Weight", "12 oz,20 oz", `column F "Gross Weight", weight "20 oz": column E "Weight" says something else: "12 oz"; accepted: the same in both, or --columns 'ignore=F' to leave column F out`, nil},
		{"Weight (lb),Gross Weight (oz)", "1,16", "", weighs(16)},
		{"Weight (lb),Ounces,Gross Weight (oz)", "1,5,21", "", weighs(21)},
		{"Weight (lb),Ounces,Gross Weight (oz)", "1,5,30", `column G "Gross Weight (oz)", weight "30": column E "Weight (lb)" says something else`, nil},
		{"Weight (lb),Weight (oz),Weight Unit", "1,5,lb", "both look like the weight", nil},
		{"Pounds,Ounces,Weight Unit", "1,5,kg", `column G "Weight Unit", weight unit "kg": the weight is in columns of pounds and ounces`, nil},
		{"Pounds,Ounces,Weight Unit", "1,5,lbs", "", weighs(21)},
		{"Weight (lb),Gross Weight (oz)", "1,", "", weighs(16)},
		{"Weight (kg),Gross Weight", ",2 kg", `column E "Weight (kg)" is empty`, nil},
	} {
		test.header, test.row = "Name,Street,City,ZIP,"+test.header+",Dimensions", "Ann,1 Main St,Reno,89501,"+test.row+",9x6x3"
		test.try(t, "")
	}
	const gross, row = "Name,Street,City,ZIP,Weight,Gross Weight,Dimensions", "Ann,1 Main St,Reno,89501,1 kg,20 oz,9x6x3"
	for columns, test := range map[string]rowsTest{
		"weight=E":          {gross, row, `column F "Gross Weight", weight "20 oz": column E "Weight" says something else: "1 kg"`, nil},
		"weight=E,ignore=F": {gross, row, "", weighs(kilogram)},
		"ignore=F":          {gross, row, "", weighs(kilogram)},
		"ignore=Weight":     {gross, row, "", weighs(20)},
	} {
		test.try(t, columns)
	}
}

// Two columns for the dimensions, the name or a part of the address agree, or
// the row is refused.
func TestColumnsThatDisagreeInARow(t *testing.T) {
	street := func(one, two string) func(*shipping.Shipment) bool {
		return func(s *shipping.Shipment) bool { return s.Recipient.Street1 == one && s.Recipient.Street2 == two }
	}
	good := func(*shipping.Shipment) bool { return true }
	const rest = ",Reno,89501,1 lb,9x6x3"
	for _, test := range []rowsTest{
		{"Name,Street,Address 1,City,ZIP,Weight,Dimensions", "Ann,\"1 Main St, Apt 4\",1 Main St" + rest, `street1 "1 Main St, Apt 4": column C "Address 1" says something else: "1 Main St"`, nil},
		{"Name,Street,Address 1,City,ZIP,Weight,Dimensions", "Ann,1 Main St," + rest, "", street("1 Main St", "")},
		{"Name,Street,Address 1,City,ZIP,Weight,Dimensions", "Ann,11 Main St,1 Main St" + rest, `column B "Street", street1 "11 Main St": column C "Address 1" says something else`, nil},
		{"Name,Street,Address 1,City,ZIP,Weight,Dimensions", "Ann,1 Main Street,1 Main St" + rest, "says something else", nil},
		{"Name,Address 1,Address 2,Apt,City,ZIP,Weight,Dimensions", "Ann,1 Main St,,4" + rest, "", street("1 Main St", "4")},
		{"Name,Address 1,Address 2,Apt,City,ZIP,Weight,Dimensions", "Ann,1 Main St,Floor 2,4" + rest, `column D "Apt", street2 "4": column C "Address 2" says something else`, nil},
		{"Name,First Name,Last Name,Street,City,ZIP,Weight,Dimensions", "Ann M. Made,ann,Made,1 Main St" + rest, "", func(s *shipping.Shipment) bool { return s.Recipient.FirstName == "Ann M. Made" }},
		{"Name,First Name,Last Name,Street,City,ZIP,Weight,Dimensions", "#1001,Ann,Made,1 Main St" + rest, `column B "First Name", name "Ann": column A "Name" says something else: "#1001"`, nil},
		{"Name,Last Name,Street,City,ZIP,Weight,Dimensions", "Ann,Made,1 Main St" + rest, "says something else", nil},
		{"Name,Contact,Street,City,ZIP,Weight,Dimensions", "Ann,Bob,1 Main St" + rest, `name "Bob": column A "Name" says something else`, nil},
		{"Name,Company,Street,City,ZIP,Weight,Dimensions", "Ann,Made Ltd,1 Main St" + rest, "", func(s *shipping.Shipment) bool { return s.Recipient.FirstName == "Ann" }},
		{"Name,Phone,Mobile,Street,City,ZIP,Weight,Dimensions", "Ann,555-0100,555-0199,1 Main St" + rest, "", func(s *shipping.Shipment) bool { return s.Recipient.Phone == "555-0100" }},
		{"Country,Country Code,Name,Street,City,ZIP,Weight,Dimensions", "USA,US,Ann,1 Main St" + rest, "", good},
		{"Country,Country Code,Name,Street,City,ZIP,Weight,Dimensions", "Germany,,Ann,1 Main St" + rest, "", func(s *shipping.Shipment) bool { return s.Recipient.Country == "DE" }},
		{"Country,Country Code,Name,Street,City,ZIP,Weight,Dimensions", "Germany,US,Ann,1 Main St" + rest, `country "Germany": column B "Country Code" says something else: "US"`, nil},
		{"State,State Code,Name,Street,City,ZIP,Weight,Dimensions", "Nevada,NV,Ann,1 Main St" + rest, "", func(s *shipping.Shipment) bool { return s.Recipient.State == "NV" }},
		{"State,State Code,Name,Street,City,ZIP,Weight,Dimensions", "CA,NV,Ann,1 Main St" + rest, "says something else", nil},
		{"Length,Width,Height,Name,Street,City,ZIP,Weight,Dimensions", "9,6,3,Ann,1 Main St" + rest, "", good},
		{"Length (cm),Width (cm),Height (cm),Name,Street,City,ZIP,Weight,Dimensions", "9,6,3,Ann,1 Main St" + rest, `column A "Length (cm)", dimensions "9": column I "Dimensions" says something else: "9x6x3"`, nil},
		{"Length,Width,Height,Name,Street,City,ZIP,Weight,Dimensions", ",,,Ann,1 Main St" + rest, "", good},
		{"Dimensions,Size,Name,Street,City,ZIP,Weight,Contents", "9x6x3,Large,Ann,1 Main St,Reno,89501,1 lb,x", "says something else", nil},
		{"Dimension Unit,Length Unit,Name,Street,City,ZIP,Weight,Dimensions", "in,inches,Ann,1 Main St" + rest, "", good},
		{"Dimension Unit,Length Unit,Name,Street,City,ZIP,Weight,Dimensions", "cm,in,Ann,1 Main St" + rest, "says something else", nil},
	} {
		test.try(t, "")
	}
}

// A column "Unit" may be an apartment or a unit of measure. It is refused
// unless the file's owner says which.
func TestVagueUnits(t *testing.T) {
	at := func(street2 string, weight float64) func(*shipping.Shipment) bool {
		return func(s *shipping.Shipment) bool { return s.Recipient.Street2 == street2 && s.Weight == weight }
	}
	for columns, tests := range map[string][]rowsTest{
		"": {
			{"Unit", "kg", `column G "Unit", cell "kg": its header does not say of what it is the unit; accepted: a header that says it, or --columns 'weight unit=G'`, nil},
			{"Unit", "cm", `--columns 'dimension unit=G'`, nil},
			{"Unit", "4B", `cell "4B": its header does not say whether it is an apartment or a unit of measure; accepted: a header that says it, or --columns 'street2=G'`, nil},
			{"Unit", "", "", at("", 16)},
			{"UOM", "Pounds", "does not say of what", nil},
			{"Units", "3", "", at("", 16)},
			{"Unit", "kg", `or --columns 'ignore=G'`, nil},
			{"Unit", "4B", `or --columns 'ignore=G'`, nil},
			{"Unit", "feet", `it may be the unit of the dimensions; accepted: nothing there and all of it in a column that is used, or --columns 'ignore=G' to leave it out`, nil},
			{"Unit", "pcs", "", at("", 16)},
			{"Unit", "Each", "", at("", 16)},
			{"Unit", "EA", "", at("", 16)},
			{"Unit", "piece", "", at("", 16)},
			{"Unit", "Pieces", "", at("", 16)},
			{"Unit", "set", "", at("", 16)},
			{"Unit", "box", "", at("", 16)},
			{"Unit", "pack", "", at("", 16)},
			{"Unit", "pair", "", at("", 16)},
			{"Unit", "dozen", "", at("", 16)},
			{"Unit", "Stück", "", at("", 16)},
			{"Unit", "Stk.", "", at("", 16)},
			{"Unit", "box 7", "whether it is an apartment or a unit of measure", nil},
			{"Ship To Unit", "4B", "", at("4B", 16)},
			{"Unit Number", "4B", "", at("4B", 16)},
		},
		"street2=G":     {{"Unit", "4B", "", at("4B", 16)}},
		"ignore=G":      {{"Unit", "4B", "", at("", 16)}, {"Unit", "kg", "", at("", 16)}},
		"weight unit=G": {{"Unit", "lb", "", at("", 16)}},
	} {
		for _, test := range tests {
			weight := "1 lb"
			if columns == "weight unit=G" {
				weight = "1"
			}
			test.header, test.row = "Name,Street,City,ZIP,Weight,Dimensions,"+test.header, "Ann,1 Main St,Reno,89501,"+weight+",9x6x3,"+test.row
			if strings.HasPrefix(test.header, "Name") && strings.Contains(test.header, "Ship To") {
				test.header = strings.Replace(test.header, "Name,Street,City,ZIP", "Ship To Name,Ship To Street,Ship To City,Ship To ZIP", 1)
			}
			test.try(t, columns)
		}
	}
}

// All parts of an address come from the columns of the same party.
func TestAddressesOfOneParty(t *testing.T) {
	good := func(*shipping.Shipment) bool { return true }
	for _, test := range []struct{ header, columns, problem string }{
		{"Name,Street,Address 2,City,Zip,Country", "", ""},
		{"Shipping Name,Shipping Street,Shipping Address 2,Shipping City,Shipping Zip,Billing Street", "", ""},
		{"Recipient,Street,Address 2,City,Zip,Country", "", ""},
		{"Name,Shipping Address,Address 2,City,Zip,Country", "", ""},
		{"Name,Customer Address,Address 2,City,Zip,Country", "", ""},
		{"Shipping Name,Shipping Street,City,Shipping City,Shipping Zip,Country Code", "", `F "Country Code" may belong to another address than B "Shipping Street": choose with --columns, as in --columns 'country=F', or rename what is not the recipient's`},
		{"Shipping Name,Shipping Street,Address 2,Shipping City,Shipping Zip,Country", "", `C "Address 2" may belong to another address than B "Shipping Street"`},
		{"Shipping Name,Shipping Street,Address 2,Shipping City,Shipping Zip,Country", "street2=C", ""},
		{"Shipping Name,Shipping Street,Billing Street,Address 2,City,Zip", "", `D "Address 2", E "City", F "Zip" may belong to another address than B "Shipping Street": choose with --columns, as in --columns 'street2=D,city=E,zip=F'`},
		{"Shipping Name,Shipping Street,Billing Street,Address 2,City,Zip", "street2=D,city=E,zip=F", ""},
		{"Name,Shipping Street,Billing Street,Billing Address 2,Shipping City,Shipping Zip", "", `A "Name" may belong to another address than B "Shipping Street"`},
		{"Name,Shipping Street,Bill To Street,Shipping Address 2,Shipping City,Shipping Zip", "name=A", ""},
		{"Shipping Name,Shipping Street,Zip,Country,Shipping City,City", "", `C "Zip", D "Country" may belong`},
		{"Name,Street,Customer City,City,Zip,Country", "", ""},
		{"Shipping Name,Shipping Street,Customer City,Shipping Zip", "", `C "Customer City" may belong to another address than B "Shipping Street"`},
		{"Name,Street,Shipping City,Shipping Zip", "", `B "Street" may belong to another address than C "Shipping City"`},
		{"Name,Customer Street,Customer City,City,Zip,Country", "", `A "Name", D "City", E "Zip", F "Country" may belong to another address than B "Customer Street"`},
		{"Shipping Name,Shipping Street,Shipping City,Shipping Zip,Country,Phone", "", ""},
		{"First Name,Ship To Name,Shipping Street,Shipping City,Shipping Zip,Billing Zip", "", ""},
	} {
		row := rowsTest{test.header + ",Weight,Dimensions", "", test.problem, good}
		cells := make([]string, 0, 8)
		for _, title := range strings.Split(test.header, ",") {
			switch {
			case strings.HasSuffix(title, "Zip"):
				cells = append(cells, "89501")
			case strings.HasPrefix(title, "Country"):
				cells = append(cells, "US")
			default:
				cells = append(cells, "x "+title)
			}
		}
		row.row = strings.Join(cells, ",") + ",1 lb,9x6x3"
		row.try(t, test.columns)
	}
	sender := "Sender Name,Sender Street,Sender City,Shipping Name,Shipping Street,Shipping City,Shipping Zip,"
	for header, problem := range map[string]string{
		sender + "Country":                `H "Country" may belong to another address than E "Shipping Street"`,
		sender + "Sender Country,Country": "",
	} {
		row := rowsTest{header + ",Weight,Dimensions", "A,1 Dock St,Reno,Ann,1 Main St,Reno,89501," + strings.Repeat("US,", strings.Count(header, "Country")) + "1 lb,9x6x3", problem, good}
		row.try(t, "")
	}
}

// A flaw of a cell that is compared with another is the row's.
func TestFlawsOfDoubles(t *testing.T) {
	rows := []string{"Name\tStreet\tCity\tState\tZIP\tDimensions\tWeight\tGross Weight\tPhone\tMobile", "Ann Made\t1 Main St\tBoston\tMA\t02108\t9 x 6 x 3\t5 oz\t5 oz\t1\t2"}
	for cell, bad := range map[string]int{"H2": 1, "J2": 0} {
		path := workbookFile(t, rows, func(book *excelize.File) {
			if err := book.SetCellFormula("Orders", cell, "1/0"); err != nil {
				t.Fatal(err)
			}
		})
		path = repacked(t, path, sheetPart, func(b []byte) []byte { return valueRemoved(b, cell) })
		if _, errs := lines(t, open(t, path, "")); len(errs) != bad {
			t.Errorf("%s: %v: expected %d errors", cell, errs, bad)
		}
	}
}

// A flaw of a company is the row's where the company is the name.
func TestFlawsOfCompanies(t *testing.T) {
	for first, bad := range map[string]int{"Ann": 0, "": 1} {
		rows := []string{"First Name\tLast Name\tStreet\tCity\tState\tZIP\tDimensions\tWeight\tCompany", first + "\t\t1 Main St\tBoston\tMA\t02108\t9 x 6 x 3\t5 oz\tMade Ltd"}
		path := workbookFile(t, rows, func(book *excelize.File) {
			if err := book.SetCellFormula("Orders", "I2", "1/0"); err != nil {
				t.Fatal(err)
			}
		})
		path = repacked(t, path, sheetPart, func(b []byte) []byte { return valueRemoved(b, "I2") })
		if _, errs := lines(t, open(t, path, "")); len(errs) != bad || bad > 0 && !strings.Contains(errs[0].Error(), `cell I2 "Company"`) {
			t.Errorf("%q: %v: expected %d errors", first, errs, bad)
		}
	}
}

// valueRemoved is a sheet with a formula without a value in a cell.
func valueRemoved(sheet []byte, cell string) []byte {
	text := string(sheet)
	from := strings.Index(text, `<c r="`+cell+`"`)
	to := from + strings.Index(text[from:], "</c>")
	return []byte(text[:from] + `<c r="` + cell + `"><f>x</f>` + text[to:])
}
