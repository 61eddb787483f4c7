package sheets

import (
	"testing"

	"ep-benchmark/workloads/shipping"
)

// A second street column may go on after the street only with other parts of
// the address. Any other text makes the row bad, since it would be dropped.
func TestStreetsThatGoOn(t *testing.T) {
	const header = "Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping City,Shipping Province,Shipping Zip,Shipping Country,Weight,Dimensions"
	for _, test := range []struct{ street, second, problem string }{
		{`"12 Main St, Apt 4"`, "Apt 4", ""},
		{`"12 Main St, apt. #4"`, "Apt 4", ""},
		{`12 Main St`, "Apt 4", ""},
		{`"12 Main St, Apt 4"`, "", `column B "Shipping Street", street1 "12 Main St, Apt 4": column C "Shipping Address1" says something else: "12 Main St"; accepted: the same in both, the rest of the street in a column such as Address 2, or --columns 'ignore=B' to leave column B out`},
		{`"12 Main St, Apt 4"`, "Floor 2", "says something else"},
		{`"12 Main St, Apt 4"`, "Apt 5", "says something else"},
		{`"12 Main St, Reno, NV 89501"`, "", ""},
		{`"12 Main St, Reno, Nevada 89501, United States"`, "", ""},
		{`"12 Main St, Reno, Nevada 89501, USA"`, "", ""},
		{`"12 Main St, Reno, NV 89501, Canada"`, "", "says something else"},
		{`"12 Main St, Apt 4, Reno, NV 89501"`, "", "says something else"},
		{`"12 Main St, Sparks"`, "", "says something else"},
		{`12 Main Street`, "", "says something else"},
	} {
		row := rowsTest{header, "Ann," + test.street + ",12 Main St," + test.second + ",Reno,NV,89501,US,1 lb,9x6x3", test.problem, func(s *shipping.Shipment) bool {
			return s.Recipient.Street1 == "12 Main St" && s.Recipient.Street2 == test.second
		}}
		row.try(t, "")
	}
	for columns, address := range map[string]string{"street1=B": "12 Main St, Apt 4", "street1=B,street2=D": "12 Main St, Apt 4", "street1=C": "12 Main St"} {
		longer := rowsTest{header, `Ann,"12 Main St, Apt 4",12 Main St,Apt 4,Reno,NV,89501,US,1 lb,9x6x3`, "", func(s *shipping.Shipment) bool {
			return s.Recipient.Street1 == address && s.Recipient.Street2 == "Apt 4"
		}}
		longer.try(t, columns)
	}
	without := rowsTest{"Name,Street,Address 1,City,ZIP,Weight,Dimensions", `Ann,"1 Main St, Reno",1 Main St,Reno,89501,1 lb,9x6x3`, "", anyShipment}
	without.try(t, "")
}
