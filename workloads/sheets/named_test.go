package sheets

import (
	"testing"

	"ep-benchmark/workloads/shipping"
)

// A field that --columns names is still compared with its other columns, unless
// they are ignored or another party's.
func TestNamedColumnsAreCompared(t *testing.T) {
	const rest = ",Reno,89501,9x6x3"
	street2Is := func(text string) func(*shipping.Shipment) bool {
		return func(s *shipping.Shipment) bool { return s.Recipient.Street2 == text }
	}
	nameIs := func(text string) func(*shipping.Shipment) bool {
		return func(s *shipping.Shipment) bool { return s.Recipient.FirstName == text }
	}
	const twice, named, weights = "Name,Street,Address 2,Apt,City,ZIP,Dimensions,Weight", ",Street,City,ZIP,Dimensions,Weight", ",Name,Street,City,ZIP,Dimensions"
	for _, test := range []struct {
		columns string
		rowsTest
	}{
		{"street2=D", rowsTest{twice, "Ann,1 Main St,Apt 7,Floor 2" + rest + ",1 lb", `column C "Address 2", street2 "Apt 7": column D "Apt" says something else: "Floor 2"; accepted: the same in both, or --columns 'ignore=C' to leave column C out`, nil}},
		{"street2=D,ignore=C", rowsTest{twice, "Ann,1 Main St,Apt 7,Floor 2" + rest + ",1 lb", "", street2Is("Floor 2")}},
		{"street2=D", rowsTest{twice, "Ann,1 Main St,Apt 7,Apt 7" + rest + ",1 lb", "", street2Is("Apt 7")}},
		{"street2=D", rowsTest{twice, "Ann,1 Main St,Apt 7," + rest + ",1 lb", "", street2Is("Apt 7")}},
		{"name=A", rowsTest{"Wer,Name" + named, "Ann,Ben,1 Main St" + rest + ",1 lb", `column B "Name", name "Ben": column A "Wer" says something else: "Ann"`, nil}},
		{"name=A,ignore=B", rowsTest{"Wer,Name" + named, "Ann,#1001,1 Main St" + rest + ",1 lb", "", nameIs("Ann")}},
		{"name=A", rowsTest{"Wer,Buyer Name" + named, "Ann,Ben,1 Main St" + rest + ",1 lb", "", nameIs("Ann")}},
		{"name=A", rowsTest{"Wer,First Name,Last Name" + named, "Ann Made,Ben,Made,1 Main St" + rest + ",1 lb", `column B "First Name", name "Ben"`, nil}},
		{"first name=A,last name=B", rowsTest{"Vor,Nach,Name" + named, "Ann,Made,Ann Made,1 Main St" + rest + ",1 lb", "", nameIs("Ann")}},
		{"first name=A,last name=B", rowsTest{"Vor,Nach,Name" + named, "Ann,Made,#1001,1 Main St" + rest + ",1 lb", `column C "Name", name "#1001": column A "Vor" says something else: "Ann"`, nil}},
		{"first name=A,last name=B,ignore=C", rowsTest{"Vor,Nach,Name" + named, "Ann,Made,#1001,1 Main St" + rest + ",1 lb", "", nameIs("Ann")}},
		{"weight=A", rowsTest{"Weight (lb),Weight (oz)" + weights, "1,16,Ann,1 Main St" + rest, "", weighs(16)}},
		{"weight=A", rowsTest{"Weight (lb),Weight (oz)" + weights, "1,5,Ann,1 Main St" + rest, `column B "Weight (oz)", weight "5"`, nil}},
		{"weight=A", rowsTest{"Weight (lb),Ounces" + weights, "1,24,Ann,1 Main St" + rest, `column B "Ounces", weight "24": column A "Weight (lb)" says something else: "1"`, nil}},
		{"weight=A,ignore=B", rowsTest{"Weight (lb),Ounces" + weights, "1,24,Ann,1 Main St" + rest, "", weighs(16)}},
		{"pounds=A,ounces=B", rowsTest{"Pfund,Unzen,Weight" + weights, "1,5,21 oz,Ann,1 Main St" + rest, "", weighs(21)}},
		{"pounds=A,ounces=B", rowsTest{"Pfund,Unzen,Weight" + weights, "1,5,2 lb,Ann,1 Main St" + rest, `column C "Weight", weight "2 lb": column A "Pfund" says something else`, nil}},
		{"", rowsTest{"Weight (lb),Ounces" + weights, "1,24,Ann,1 Main St" + rest, "accepted: whole pounds and less than 16 ounces, or the whole weight in one of the cells and nothing in the other", nil}},
		{"length=A,width=B,height=C,name=D", rowsTest{"Tief,Breit,Hoch,Wer" + named, "9,6,4,Ann,1 Main St" + rest + ",1 lb", `column H "Dimensions", dimensions "9x6x3": column A "Tief" says something else: "9"`, nil}},
		{"length=A,width=B,height=C,name=D", rowsTest{"Tief,Breit,Hoch,Wer" + named, "9,6,3,Ann,1 Main St" + rest + ",1 lb", "", anyShipment}},
	} {
		test.try(t, test.columns)
	}
}
