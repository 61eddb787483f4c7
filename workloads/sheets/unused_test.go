package sheets

import (
	"strings"
	"testing"

	"ep-benchmark/workloads/shipping"
)

func anyShipment(*shipping.Shipment) bool { return true }

// beside is a test of columns beside those of a whole order. Its first new column
// is H.
func beside(header, cells, problem string, want func(*shipping.Shipment) bool) rowsTest {
	if want == nil {
		want = anyShipment
	}
	return rowsTest{"Name,Street,City,State,ZIP,Weight (lb),Dimensions," + header, "Ann Made,12 Main St,Reno,NV,89501,2,9x6x3," + cells, problem, want}
}

// An unused column that may change the parcel or the address makes a row bad.
func TestUnusedColumnsThatMatter(t *testing.T) {
	const unused = "its column is not used, and "
	for _, test := range []rowsTest{
		// units
		beside("Parcel Units Used", "kg", `column H "Parcel Units Used", cell "kg": `+unused+`it may be the unit of the weight; accepted: --columns 'weight unit=H' to use it, or --columns 'ignore=H' to leave it out`, nil),
		beside("Parcel Units Used", "lbs", "", nil),
		beside("Parcel Units Used", "cm", `it may be the unit of the dimensions; accepted: --columns 'dimension unit=H'`, nil),
		beside("Parcel Units Used", "inches", "", nil),
		beside("Parcel Units Used", "feet", `it may be the unit of the dimensions; accepted: nothing there and all of it in a column that is used, or --columns 'ignore=H' to leave it out`, nil),
		beside("Dims Measured In", "cm", unused, nil),
		beside("Shoe Width", "M", "", nil),
		beside("Unit Price Currency", "lb", "", nil),
		beside("Units Sold", "kg", "", nil),
		beside("Weight Class", "heavy", "", nil),
		// numbers
		beside("Length Feet", "1", `column H "Length Feet", cell "1": `+unused+`it may be a part of the parcel's weight or size; accepted: nothing there and all of it in a column that is used, or --columns 'ignore=H' to leave it out`, nil),
		beside("Length Feet", "0", "", nil),
		beside("Length Feet", "0.0", "", nil),
		beside("Length Feet", "none", "", nil),
		beside("Extra lbs", "1.5", unused, nil),
		beside("Packing in kg", "0.3 kg", unused, nil),
		beside("Packing in kg", "1 kg 300 g", unused, nil),
		beside("Packing in lb", "½", unused, nil),
		beside("Packing in lb", "2 bags", "", nil),
		beside("Same in oz", "32", "", nil),
		beside("Same in oz", "33", unused, nil),
		beside("Item Length (in)", "9", "", nil),
		beside("Item Length (in)", "8", unused, nil),
		beside("Packing cm", "22.86", "", nil),
		beside("Packing in cm", "9", unused, nil),
		beside("Packing in lb", "9", unused, nil),
		beside("Length in Feet", "9", unused, nil),
		beside("Price per lb", "3", "", nil),
		beside("Items in Order", "3", "", nil),
		beside("Billable Weight (lb)", "7", "", nil),
		beside("Girth (in)", "30", "", nil),
		// addresses
		beside("Address 3", "Apt 7", `column H "Address 3", cell "Apt 7": `+unused+`it may be a part of the address; accepted: --columns 'street2=H' to use it, or --columns 'ignore=H' to leave it out`, nil),
		beside("Address 2,Address 3", "Floor 2,Apt 7", `column I "Address 3", cell "Apt 7": `+unused+`it may be a part of the address; accepted: nothing there and all of it in a column that is used, or --columns 'ignore=I' to leave it out`, nil),
		beside("Address 3", "", "", nil),
		beside("Address 3", "-", "", nil),
		beside("Line 3", "Apt 7", unused, nil),
		beside("Order Line 3", "Soap", "", nil),
		beside("Ship To PO Box", "77", unused, nil),
		beside("Room", "7", unused, nil),
		beside("Neighborhood", "Centro", unused, nil),
		beside("House Number", "12", "", nil),
		beside("House Number", "14", `it may be a part of the address; accepted: nothing there and all of it in a column that is used, or --columns 'ignore=H' to leave it out`, nil),
		beside("Address Latitude", "39.5", "", nil),
		beside("Hausnummer", "14", unused, nil),
		beside("Suburb", "Sparks", unused, nil),
		beside("Full Address", `"Ann Made, 12 Main St, Reno, Nevada 89501, United States"`, "", nil),
		beside("Full Address", `"12 Main St, Apt 7, Reno"`, unused, nil),
		beside("Buyer Street", "9 Other St", "", nil),
		beside("Billing Address 3", "9 Other St", "", nil),
		beside("Seller Address", "9 Other St", "", nil),
		beside("IP Address", "10.0.0.1", "", nil),
		beside("Address Type", "residential", "", nil),
		beside("Address Validated", "yes", "", nil),
		beside("Email Address 2", "ann@example.net", "", nil),
		beside("Warehouse Suite", "7", "", nil),
	} {
		test.try(t, "")
	}
	for columns, test := range map[string]rowsTest{
		"ignore=H":                  beside("Address 3,Length Feet", "Apt 7,0", "", nil),
		"ignore=h,ignore=Feet Long": beside("Address 3,Feet long", "Apt 7,1", "", nil),
		"street2=H":                 beside("Address 3", "Apt 7", "", func(s *shipping.Shipment) bool { return s.Recipient.Street2 == "Apt 7" }),
	} {
		test.try(t, columns)
	}
	for header, problem := range map[string]string{
		"Shipping Name,Shipping Street,Shipping City,Shipping Zip,Street,City,Zip":              "", // another whole address
		"Shipping Name,Shipping Street,Shipping City,Shipping Zip,Address 3,City,Zip":           "",
		"Customer Name,Customer Street,Customer City,Customer Zip,Customer Address 3,Note,Memo": `column E "Customer Address 3", cell "9 Other St": its column is not used`,
		"Shipping Name,Shipping Street,Shipping City,Shipping Zip,Ship To Line 3,City,Zip":      `column E "Ship To Line 3", cell "9 Other St": its column is not used`,
		"Shipping Name,Shipping Street,Shipping City,Shipping Zip,Street,Note,Memo":             `column E "Street", cell "9 Other St": its column is not used`,
	} {
		test := rowsTest{header + ",Weight,Dimensions", "Ann,1 Main St,Reno,89501,9 Other St,Sparks,89431,1 lb,9x6x3", problem, anyShipment}
		test.try(t, "")
	}
}

// A column that --columns ignores is neither used nor compared nor reported.
func TestColumnsThatAreIgnored(t *testing.T) {
	const header, row = "Name,Street,City,ZIP,Weight,Dimensions,Gift,Billing Street,Apt", "Ann,1 Main St,Reno,89501,1 lb,9x6x3,x,y,7"
	for columns, want := range map[string]string{
		"ignore=Gift,ignore=H,ignore=9": "",
		`ignore="Gift"`:                 "columns not used: Billing Street",
	} {
		good, bad, notices := readText(t, header+"\n"+row+"\n", columns)
		if len(bad) > 0 || len(good) != 1 || strings.Join(notices, "; ") != want {
			t.Errorf("%s: %+v, %v, %q", columns, good, bad, notices)
		}
	}
	good, _, _ := readText(t, header+"\n"+row+"\n", "ignore=I")
	if good[2].Recipient.Street2 != "" {
		t.Errorf("%+v", good)
	}
	for columns, problem := range map[string]string{
		"ignore=Nowhere":       "--columns ignore=Nowhere: there is no such column",
		"ignore=I,ignore=I":    `names I "Apt" twice`,
		"ignore=I,street2=Apt": `names I "Apt" twice`,
		"ignore=Weight":        "no column is known for weight",
	} {
		test := rowsTest{header, row, problem, nil}
		test.try(t, columns)
	}
	named, err := ParseColumns("--columns", "ignore=B")
	if err != nil {
		t.Fatal(err)
	}
	if _, err = Open(t.Context(), file(t, "orders.tsv", []byte(shipping.Sample()[0]+"\n")), Options{Columns: named}); err == nil || !strings.Contains(err.Error(), "--columns ignore=B: the file has no header") {
		t.Errorf("without a header: %v", err)
	}
	stray := rowsTest{"Shipping Name,Shipping Street,Billing Street,City,Zip,Weight,Dimensions", "Ann,1 Main St,9 Other St,Reno,89501,1 lb,9x6x3", "may belong to another address", anyShipment}
	stray.try(t, "")
	stray.problem = ""
	stray.try(t, "ignore=Billing Street")
}

// Units have many headers, and those of the sides are compared.
func TestHeadersOfUnits(t *testing.T) {
	for header, want := range map[string]field{
		"Dim UOM": sizeUnit, "Dim Units": sizeUnit, "Dims UOM": sizeUnit, "Dimensions UOM": sizeUnit, "Length UOM": sizeUnit, "Size Unit": sizeUnit,
		"Size Units": sizeUnit, "Size UOM": sizeUnit, "Dimension Unit of Measure": sizeUnit, "Package Dimensions Unit": sizeUnit, "Units (dims)": sizeUnit,
		"LWH Unit": sizeUnit, "Wt Unit": weightUnit, "WT UOM": weightUnit, "Item Weight Unit": weightUnit, "Variant Weight Unit": weightUnit,
		"Shipping Weight Unit": weightUnit, "Weight Unit Code": weightUnit, "Ozs": ounces, "Weight (ozs)": weight, "Remaining Ounces": ounces,
		"Additional oz": ounces, "Lbs": pounds, "Apartment Number": street2, "Apt No": street2, "Apt/Suite/Unit": street2, "Address Line 2 (optional)": street2,
	} {
		if got, known := claimed(header); !known || got.field != want {
			t.Errorf("%q is %v, %v: expected %v", header, got.field, known, want)
		}
	}
	long := func(want float64) func(*shipping.Shipment) bool {
		return func(s *shipping.Shipment) bool { return s.Dimensions.Length == want }
	}
	for _, test := range []rowsTest{
		{"Length Unit,Width Unit,Height Unit", "cm,cm,CM", "", long(10)},
		{"Length Unit,Width Unit,Height Unit", "in,inches,in", "", long(25.4)},
		{"Length Unit,Width Unit,Height Unit", "cm,in,cm", `column I "Width Unit", dimension unit "in": column H "Length Unit" says something else: "cm"`, nil},
		{"Length Unit,Width Unit,Height Unit", "cm,cm,in", `column J "Height Unit"`, nil},
		{"Width Unit", "cm", "", long(10)},
	} {
		test.header, test.row = "Name,Street,City,ZIP,Length,Width,Height,"+test.header+",Weight (lb)", "Ann,1 Main St,Reno,89501,25.4,20,20,"+test.row+",1"
		test.try(t, "")
	}
	rest := beside("Remaining Ounces", "5", "", weighs(37))
	rest.try(t, "")
}

// A company is the name of a row without one.
func TestCompaniesInPlaceOfNames(t *testing.T) {
	named := func(first, last string) func(*shipping.Shipment) bool {
		return func(s *shipping.Shipment) bool {
			return s.Recipient.FirstName == first && s.Recipient.LastName == last
		}
	}
	for _, test := range []rowsTest{
		{"Name,Company", ",Made Ltd", "", named("Made Ltd", "")},
		{"Name,Company", "Ann,Made Ltd", "", named("Ann", "")},
		{"Name,Company", ",", `column A "Name", recipient name "": required, but empty`, nil},
		{"Name,Company", ",#N/A", `column B "Company", recipient first name "#N/A"`, nil},
		{"First Name,Last Name,Company", ",,Made Ltd", "", named("Made Ltd", "")},
		{"First Name,Last Name,Company", ",Made,Made Ltd", "", named("", "Made")},
		{"Last Name,Company", ",Made Ltd", "", func(s *shipping.Shipment) bool { return s.Recipient.FirstName+s.Recipient.LastName == "Made Ltd" }},
		{"Name,First Name,Company", ",,Made Ltd", "", named("Made Ltd", "")},
		{"Name,Contact,Company", ",Ann,Made Ltd", "", named("Ann", "")},
		{"Recipient,Company", ",Made Ltd", "", named("Made Ltd", "")},
		{"Name,Buyer Company", ",Made Ltd", "required, but empty", nil},
	} {
		test.header, test.row = test.header+",Street,City,ZIP,Weight,Dimensions", test.row+",1 Main St,Reno,89501,1 lb,9x6x3"
		test.try(t, "")
	}
	good, bad, _ := readText(t, "Name,Street,City,ZIP,Weight,Dimensions,Sender Name,Sender Company,Sender Street,Sender City\n"+
		"Ann,1 Main St,Reno,89501,1 lb,9x6x3,,Invented Goods,1 Dock St,Reno\n", "")
	if len(bad) > 0 || good[2].Sender.FirstName+good[2].Sender.Name != "Invented Goods" {
		t.Errorf("%+v, %v", good, bad)
	}
}
