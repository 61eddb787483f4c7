package sheets

import (
	"testing"

	"ep-benchmark/workloads/shipping"
)

// A row is bad if an unused column that may hold the country, state, ZIP code
// or city has a text that is not in the address. The column's header need not
// be known.
func TestUnusedPartsOfTheAddress(t *testing.T) {
	const unused = "its column is not used, and it may be the "
	for _, header := range []string{
		"Country (required)", "Country (2 letters)", "Country (ISO-2)", "Country Alpha 2", "Country ISO2", "Country Code 2", "Country Id",
		"Country Abbreviation", "Two-letter country code", "Country or Territory", "Recipient Country/Region Code", "Ship To Nation", "Nation",
		"Destination", "Dest", "Ctry", "Cntry", "ISO", "Land",
	} {
		beside(header, "DE", unused+"country of the address; accepted: --columns 'country=H' to use it, or --columns 'ignore=H' to leave it out", nil).try(t, "")
		beside(header, "US", "", nil).try(t, "")
		beside(header, "United States", "", nil).try(t, "")
		beside(header, "", "", nil).try(t, "")
	}
	for _, test := range []rowsTest{
		beside("Country Id", "276", unused+"country", nil),
		beside("Destination", "Berlin", "", nil),
		beside("Country of Origin", "CN", "", nil),
		beside("Made in Country", "CN", "", nil),
		beside("Billing Country (2 letters)", "DE", "", nil),
		beside("Country,Destination", "US,DE", unused+"country of the address; accepted: nothing there and all of it", nil),
		beside("Country,Destination", "US,US", "", nil),
		beside("State (2 letters)", "NV", "", nil),
		beside("State (2 letters)", "Nevada", "", nil),
		beside("State (2 letters)", "IL", unused+"state", nil),
		beside("Order State", "NEW", "", nil),
		beside("Tax State", "IL", "", nil),
		beside("Corrected Zip", "89501", "", nil),
		beside("Corrected Zip", "89502", unused+"zip", nil),
		beside("Zip Plus 4", "1234", "", nil),
		beside("Postal Service", "Ground", "", nil),
		beside("Corrected City", "reno", "", nil),
		beside("Corrected City", "Sparks", unused+"city", nil),
		beside("Warehouse City", "Sparks", "", nil),
		beside("Capacity", "Sparks", "", nil),
	} {
		test.try(t, "")
	}
	rowsTest{"Name,Street,City,Prov.,ZIP,Country,Weight (lb),Dimensions", "Ann Made,12 Main St,Toronto,ON,M5V 2T6,CA,2,9x6x3", unused + "state of the address", anyShipment}.try(t, "")
	rowsTest{
		"Name,Street,City,ZIP,Destination Code,Weight (lb),Dimensions", "Ann Made,12 Main St,Berlin,10115,DE,2,9x6x3", "",
		func(s *shipping.Shipment) bool { return s.Recipient.Country == "DE" },
	}.try(t, "country=E")
}

// Every text between two columns of the address may be a part of it.
func TestUnusedColumnsBetweenTheAddress(t *testing.T) {
	between := func(header, cell, problem string) rowsTest {
		return rowsTest{"Name,Street," + header + ",City,State,ZIP,Weight (lb),Dimensions", "Ann Made,12 Main St," + cell + ",Reno,NV,89501,2,9x6x3", problem, anyShipment}
	}
	const unused = "its column is not used, and it may be a part of the address; accepted: "
	for _, header := range []string{
		"#", "No.", "Number", "Bldg", "Fl", "Rm", "Ste", "PMB", "Mailbox", "Lot", "Door", "Entrance", "Level", "C/O", "Department", "Complement",
		"Additional Info", "Add 2", "Adrs 2", "2nd line", "District", "Delivery Point",
	} {
		between(header, "4B", unused).try(t, "")
		between(header, "", "").try(t, "")
		between(header, "4B", "").try(t, "ignore=C")
	}
	for _, test := range []rowsTest{
		between("Short", "Reno NV", ""),
		between("Price", "4.99", ""),
		between("Address Type", "residential", ""),
		between("Billing Door", "4B", ""),
		between("Phone", "555-0100", ""),
		between("A,B,C,D,E", "1,2,3,4,5", ""), // too many to be parts
	} {
		test.try(t, "")
	}
}

// A text below an empty header is not dropped silently.
func TestTextsWithoutAHeader(t *testing.T) {
	const problem = "its column has no header, so that it is not used; accepted: a header that says what it is, or --columns 'ignore="
	for _, test := range []rowsTest{
		{"Name,Street,,City,State,ZIP,Weight (lb),Dimensions", "Ann,12 Main St,Apt 9,Reno,NV,89501,2,9x6x3", `column C, cell "Apt 9": ` + problem + "C'", anyShipment},
		{"Name,Street,,City,State,ZIP,Weight (lb),Dimensions", "Ann,12 Main St,,Reno,NV,89501,2,9x6x3", "", anyShipment},
		{"Name,Street,City,State,ZIP,,Weight (lb),Dimensions", "Ann,12 Main St,Berlin,,10115,DE,2,9x6x3", problem + "F'", anyShipment},
		{"Name,Street,City,State,ZIP,Weight (lb),Dimensions,,Note", "Ann,12 Main St,Reno,NV,89501,2,9x6x3,cm,x", problem + "H'", anyShipment},
		{",Name,Street,City,State,ZIP,Weight (lb),Dimensions", "0,Ann,12 Main St,Reno,NV,89501,2,9x6x3", "", anyShipment},
		{",Name,Street,City,State,ZIP,Weight (lb),Dimensions", "DE,Ann,12 Main St,Reno,NV,89501,2,9x6x3", problem + "A'", anyShipment},
	} {
		test.try(t, "")
	}
	rowsTest{"Name,Street,,City,State,ZIP,Weight (lb),Dimensions", "Ann,12 Main St,Apt 9,Reno,NV,89501,2,9x6x3", "", anyShipment}.try(t, "ignore=C")
}

// Units, and weights on top of the weight, are found below any header.
func TestUnusedUnitsAndWeights(t *testing.T) {
	for _, header := range []string{"Measured In", "In", "Remark"} {
		for _, unit := range []string{"cm", "centimeters", "mm", "kg"} {
			beside(header, unit, "its column is not used, and it may be the unit of the ", nil).try(t, "")
		}
		beside(header, "lb", "", nil).try(t, "")
		beside(header, "inches", "", nil).try(t, "")
	}
	for _, header := range []string{
		"Parcel Units", "Dims Measured In", "Dimensions Measured In", "Units of Measure", "Units", "Dim Type", "Unit (dims)", "Dimension System",
		"Unit System", "Measurement System",
	} {
		beside(header, "Metric", "its column is not used, and it may be the system of the units of weight and size", nil).try(t, "")
		beside(header, "Imperial", "", nil).try(t, "")
	}
	rowsTest{"Name,Street,City,State,ZIP,Weight (kg),Dimensions,Unit System", "Ann,12 Main St,Reno,NV,89501,2,20x10x5 cm,Metric", "", anyShipment}.try(t, "")
	rowsTest{"Name,Street,City,State,ZIP,Weight (kg),Dimensions,Unit System", "Ann,12 Main St,Reno,NV,89501,2,20x10x5,Metric", "it may be the system", anyShipment}.try(t, "")
	for _, header := range []string{"Extra Weight", "Packaging Weight", "Weight 2", "Minor Weight", "Tare", "Packed Weight", "Tare Weight"} {
		beside(header, "8", "its column is not used, and it may be a part of the parcel's weight", nil).try(t, "")
		beside(header, "0", "", nil).try(t, "")
		beside(header, "", "", nil).try(t, "")
	}
	for _, header := range []string{"Item Weight", "Extra Weight Fee", "Billable Packed Weight"} {
		beside(header, "8", "", nil).try(t, "")
	}
}
