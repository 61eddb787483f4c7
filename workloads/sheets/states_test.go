package sheets

import "testing"

func TestSameState(t *testing.T) {
	for _, test := range []struct {
		a, b, country string
		want          bool
	}{
		{"ME", "Oregon", "US", false},
		{"OR", "Oregon", "US", true},
		{"or", "OREGON", "US", true},
		{"US-OR", "Oregon", "US", true},
		{"MI", "Missouri", "US", false}, // its letters are in it
		{"AK", "Arkansas", "US", false},
		{"VA", "West Virginia", "US", false},
		{"DC", "District of Columbia", "US", true},
		{"DC", "Washington, D.C.", "US", true},
		{"D.C.", "DC", "US", true},
		{"AE", "Armed Forces Europe", "US", true},
		{"AP", "Armed Forces Europe", "US", false},
		{"PR", "Puerto Rico", "US", true},
		{"VI", "U.S. Virgin Islands", "US", true},
		{"CA", "NV", "US", false},
		{"California", "Nevada", "US", false},
		{"CA", "Calif.", "US", false},
		{"XX", "XX", "US", true},
		{"ON", "Ontario", "CA", true},
		{"CA-ON", "Ontario", "CA", true},
		{"BC", "Ontario", "CA", false},
		{"QC", "Québec", "CA", true},
		{"YT", "Yukon", "CA", true},
		{"YT", "Yukon Territory", "CA", true},
		{"YT", "Manitoba", "CA", false},
		{"NL", "Newfoundland and Labrador", "CA", true},
		{"NT", "Northwest Territories", "CA", true},
		{"New South Wales", "NSW", "AU", true},
		{"QLD", "Queensland", "AU", true},
		{"QLD", "Victoria", "AU", false},
		{"ÎF", "Ile-de-France", "FR", true},
		{"JP-13", "Tokyo", "JP", true},
		{"13", "Tokyo", "JP", true},
		{"NSW", "VIC", "AU", false},
		{"Victoria", "Queensland", "AU", false},
	} {
		if got := sameState(test.a, test.b, test.country); got != test.want {
			t.Errorf("%q and %q in %s: %v", test.a, test.b, test.country, got)
		}
	}
}

// Two columns of a state are compared by the row's country.
func TestStatesThatDisagreeInARow(t *testing.T) {
	const header = "State,State Code,Country,Name,Street,City,ZIP,Weight,Dimensions"
	for cells, problem := range map[string]string{
		"Oregon,OR,US,Ann,1 Main St,Salem,97301":           "",
		"Oregon,OR,,Ann,1 Main St,Salem,97301":             "",
		"Oregon,,,Ann,1 Main St,Salem,97301":               "",
		"Oregon,ME,US,Ann,1 Main St,Salem,97301":           `column A "State", state "Oregon": column B "State Code" says something else: "ME"; accepted: the same in both, or --columns 'ignore=A' to leave column A out`,
		"Yukon,YT,Canada,Ann,1 Main St,Whitehorse,Y1A 1A1": "",
		"Ontario,BC,CA,Ann,1 Main St,Toronto,M5V 2T6":      "says something else",
	} {
		test := rowsTest{header, cells + ",1 lb,9x6x3", problem, anyShipment}
		test.try(t, "")
	}
	sender := rowsTest{
		"Name,Street,City,ZIP,Weight,Dimensions,Sender Name,Sender Street,Sender City,Sender Country,Sender State,Sender State Code",
		"Ann,1 Main St,Reno,89501,1 lb,9x6x3,A,1 Dock St,Toronto,CA,Ontario,BC", "says something else", nil,
	}
	sender.try(t, "")
}
