package sheets

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/workloads/shipping"
)

const (
	noteHeader  = "Name,Contents,Address 1,City,State,Zip,Dimensions,Weight,Phone,Email,Notes\n"
	wideHeader  = "Item,Name,Address 1,City,State,Zip,Dimensions,Weight,Gift note,Option 1,Option 2,Option 3,Option 4,Option 5,Option 6,Option 7,Option 8,Option 9,Option 10,Option 11\n"
	giftHeader  = "Name,Address 1,City,State,Zip,Dimensions,Weight,Contents,Gift message,Coupon\n"
	partsHeader = "Item,Name,Address 1,City,State,Zip,Length (in),Width (in),Height (in),Weight (oz),Gift note,Option 1,Option 2,Option 3,Option 4,Option 5,Option 6,Option 7,Option 8,Option 9,Option 10\n"
)

// tabHeader are the columns of wideHeader that fit into a line of tabs.
var tabHeader = strings.ReplaceAll(strings.TrimSuffix(wideHeader, ",Option 9,Option 10,Option 11\n")+"\n", ",", "\t")

// outcome is how the lines of a file are read.
type outcome struct{ good, bad []int }

func outcomeOf(t *testing.T, name, text string) (is outcome) {
	t.Helper()
	good, bad := lines(t, open(t, file(t, name, []byte(text)), ""))
	is.good = slices.Sorted(maps.Keys(good))
	for _, err := range bad {
		var failure *shipping.ParseError
		if !errors.As(err, &failure) {
			t.Fatal(err)
		}
		is.bad = append(is.bad, failure.Line)
	}
	return is
}

func (o outcome) equals(other outcome) bool {
	return slices.Equal(o.good, other.good) && slices.Equal(o.bad, other.bad)
}

// A missing quote never silently swallows an order, in short rows or in wide ones: each line inside the quotes is a bad
// line.
func TestMissingQuotesInShortAndWideRows(t *testing.T) {
	for _, test := range []struct {
		name, file, text string
		want             outcome
	}{
		{
			"short rows", "a.csv", noteHeader + "Ann,\"Mug,1 Main St,Boston,MA,02108,10x8x4,2 lb\nBob,Frame 12\",2 Oak St,Boston,MA,02108,10x8x4,2 lb\n",
			outcome{nil, []int{2, 3}},
		},
		{
			"short rows after a full one", "a.csv", noteHeader + "Cy,Cup,3 Elm St,Boston,MA,02108,10x8x4,2 lb,,,\n" +
				"Ann,\"Mug,1 Main St,Boston,MA,02108,10x8x4,2 lb\nBob,Frame 12\",2 Oak St,Boston,MA,02108,10x8x4,2 lb\nDi,Cup,4 Elm St,Boston,MA,02108,10x8x4,2 lb\n",
			outcome{[]int{2, 5}, []int{3, 4}},
		},
		{
			"short rows without units", "a.csv", "Name,Contents,Address 1,City,Country,Length (in),Width (in),Height (in),Weight (oz),Phone,Email,Notes,O1,O2,O3,O4\n" +
				"Ann,\"Mug,1 Main St,Central,HK,10,8,4,32\nBob,Frame 12\",2 Oak St,Central,HK,10,8,4,12\n",
			outcome{nil, []int{2, 3}},
		},
		{
			"wide rows", "a.csv", wideHeader + "Mug,Ann,1 Main St,Boston,MA,02108,10x8x4,2 lb,\"Love,,,,,,,,,,,\n" +
				"Poster 24\",Bob,2 Oak St,Boston,MA,02108,10x8x4,2 lb,,,,,,,,,,,,\nCup,Cy,3 Elm St,Boston,MA,02108,10x8x4,2 lb,,,,,,,,,,,,\n",
			outcome{[]int{4}, []int{2, 3}},
		},
		{
			"a quote in the last of the options", "a.csv", wideHeader + "Mug,Ann,1 Main St,Boston,MA,02108,10x8x4,2 lb,,,,,,,,,\"Red,,,\n" +
				"Poster 24\",Bob,2 Oak St,Boston,MA,02108,10x8x4,2 lb,,,,,,,,,,,,\nCup,Cy,3 Elm St,Boston,MA,02108,10x8x4,2 lb,,,,,,,,,,,,\n",
			outcome{[]int{4}, []int{2, 3}},
		},
		{
			"more cells than any row, none of them filled behind the header", "a.csv", "Item,Name,Address 1,City,Country,Length (cm),Width (cm),Height (cm),Weight (kg),Note,O1,O2,O3,O4,O5,O6,O7,O8,O9,O10\n" +
				"Mug,Ann,1 Main St,Central,HK,20,10,5,2,,,,,,,,,,,\nMug,Ann,1 Main St,Central,HK,20,10,5,2,\"Love\nPoster 24\",Bob,2 Oak St,,HK,20,10,5,2,,,,,,,,,,,\n",
			outcome{[]int{2}, []int{3, 4}},
		},
		{
			"tabs, rows that end at their last filled cell", "a.tsv", tabHeader + "Mug\tAnn\t1 Main St\tBoston\tMA\t02108\t10x8x4\t2 lb\t\"Love\n" +
				"Poster 24\"\tBob\t2 Oak St\tBoston\tMA\t02108\t10x8x4\t2 lb\nCup\tCy\t3 Elm St\tBoston\tMA\t02108\t10x8x4\t2 lb\n",
			outcome{[]int{4}, []int{2, 3}},
		},
		{
			"an order of another country in the options", "a.tsv", tabHeader + "Mug\tAnn\t1 Main St\tBoston\tMA\t02108\t10x8x4\t2 lb\t\"Love\n" +
				"Poster 24\"\tBob\t2 Oak St\tLondon\t\tSW1A 1AA\t10x8x4\t2 lb\n",
			outcome{nil, []int{2, 3}},
		},
		{
			"an order without its weight in the options", "a.tsv", tabHeader + "Mug\tAnn\t1 Main St\tBoston\tMA\t02108\t10x8x4\t2 lb\t\"Love\n" +
				"Poster 24\"\tBob\t2 Oak St\tBoston\tMA\t02108\t10x8x4\n",
			outcome{nil, []int{2, 3}},
		},
		{
			"an order without its ZIP code and weight in the options", "a.tsv", tabHeader + "Mug\tAnn\t1 Main St\tBoston\tMA\t02108\t10x8x4\t2 lb\t\"Love\n" +
				"Poster 24\"\tBob\t2 Oak St\tBoston\tMA\t\t10x8x4\n",
			outcome{nil, []int{2, 3}},
		},
		{
			"an order that ends with its state", "a.tsv", tabHeader + "Mug\tAnn\t1 Main St\tBoston\tMA\t02108\t10x8x4\t2 lb\t\"Love\n" +
				"Poster 24\"\tBob\t2 Oak St\tBoston\tMA\n",
			outcome{nil, []int{2, 3}},
		},
		{
			"an order that ends with its country", "a.tsv", strings.ReplaceAll(strings.Replace(partsHeader, "Zip", "Country", 1), ",", "\t") +
				"Mug\tAnn\t1 Main St\tCentral\t\tHK\t10\t8\t4\t32\t\"Love\nPoster 24\"\tBob\t2 Oak St\tCentral\t\tHK\n",
			outcome{nil, []int{2, 3}},
		},
		{
			"sides in columns of their own", "a.tsv", strings.ReplaceAll(partsHeader, ",", "\t") + "Mug\tAnn\t1 Main St\tBoston\tMA\t02108\t10\t8\t4\t32\t\"Love\n" +
				"Poster 24\"\tBob\t2 Oak St\tBoston\tMA\t02108\t10\t8\t4\t12\n",
			outcome{nil, []int{2, 3}},
		},
		{
			"sides, and no postal code", "a.tsv", strings.ReplaceAll(strings.Replace(partsHeader, "Zip", "Country", 1), ",", "\t") + "Mug\tAnn\t1 Main St\tCentral\t\tHK\t10\t8\t4\t32\t\"Love\n" +
				"Poster 24\"\tBob\t2 Oak St\tCentral\t\tHK\t10\t8\t4\t12\n",
			outcome{nil, []int{2, 3}},
		},
		{
			"a quote that opens before its line ends", "a.tsv", tabHeader + "Mug\tAnn\t1 Main St\tBoston\tMA\t02108\t10x8x4\t2 lb\t\"\n" +
				"Poster 24\"\tBob\t2 Oak St\tBoston\tMA\t02108\t10x8x4\t2 lb\n",
			outcome{nil, []int{2, 3}},
		},
		{
			"text behind the header that other rows have, too", "a.tsv", tabHeader + "Cup\tCy\t3 Elm St\tBoston\tMA\t02108\t10x8x4\t2 lb" + strings.Repeat("\tx", 20) + "\n" +
				"Mug\tAnn\t1 Main St\tBoston\tMA\t02108\t10x8x4\t2 lb\t\"Love\nPoster 24\"" + strings.Repeat("\tx", 10) + "\n",
			outcome{nil, []int{2, 3, 4}},
		},
		{
			"several orders", "a.csv", giftHeader + "A,1 Main St,Boston,MA,02108,10x8x4,2 lb,\"Mug\nB,2 Oak St,Boston,MA,02108,10x8x4,2 lb\n" +
				"C,3 Elm St,Boston,MA,02108,10x8x4,2 lb,Frame 12\"\nD,4 Elm St,Boston,MA,02108,10x8x4,2 lb\n",
			outcome{[]int{5}, []int{2, 3, 4}},
		},
		{
			"several orders, with empty lines", "a.csv", giftHeader + "A,1 Main St,Boston,MA,02108,10x8x4,2 lb,\"Mug\n\n\n\nB,2 Oak St,Boston,MA,02108,10x8x4,2 lb\n\n\n" +
				"C,3 Elm St,Boston,MA,02108,10x8x4,2 lb,Frame 12\"\n",
			outcome{nil, []int{2, 6, 9}},
		},
		{
			"semicolons and decimal commas", "a.csv", "Name;Contents;Address 1;City;Zip;Country;Dimensions;Weight;Note\n" +
				"Ann;\"Tasse;Traumweg 5;Berlin;AB1;DE;30,5 x 20 x 10 cm;2,5 kg\nUwe;Bild 12\";Traumweg 6;Berlin;10115;DE;30 x 20 x 10 cm;1,5 kg\n",
			outcome{nil, []int{2, 3}},
		},
	} {
		if got := outcomeOf(t, test.file, test.text); !got.equals(test.want) {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

// Texts on several lines are read in these files too.
func TestTextOnSeveralLinesIsNoOrder(t *testing.T) {
	const ann = "Ann,1 Main St,Boston,MA,02108,10x8x4,2 lb,"
	for _, test := range []struct {
		name, file, text string
		want             outcome
	}{
		{"prose", "a.csv", giftHeader + ann + "Mug,\"Dear Ann, Bob and Cy,\n\nMerry Christmas, and a happy, healthy year.\nLove, Joe\",X\n", outcome{[]int{2}, nil}},
		{"contents", "a.csv", giftHeader + ann + "\"Mug, red\nCup, blue, large\n3 spoons\"\n", outcome{[]int{2}, nil}},
		{"a street", "a.csv", giftHeader + "Ann,\"12 Main St\nApt 4\",Boston,MA,02108,10x8x4,2 lb\n", outcome{[]int{2}, nil}},
		{"breaks at the ends", "a.csv", giftHeader + "\"Ann\n\",1 Main St,\"\nBoston\",MA,\"02108\n\n\",\"10x8x4\n\",2 lb\n", outcome{[]int{2}, nil}},
		{"a weight before a break at the end", "a.csv", giftHeader + ann + "\"Mug, 2 lb\n\n\"\n", outcome{[]int{2}, nil}},
		{"a ZIP code behind a break", "a.csv", giftHeader + "Ann,1 Main St,Boston,MA,\"\n02108\",10x8x4,2 lb\n", outcome{[]int{2}, nil}},
		{"a header on two lines", "a.tsv", "Name\tAddress 1\tCity\tState\tZip\tDimensions\t\"Weight\n(lb)\"\tNote\n" + "Ann\t1 Main St\tBoston\tMA\t02108\t10x8x4\t2\t\"Dear\nAnn\"\n", outcome{[]int{3}, nil}},
		{"an empty cell more than the header", "a.csv", giftHeader + ann + "Mug,\"Dear\nAnn\",X,\n", outcome{[]int{2}, nil}},
		{
			"numbers behind a note", "a.csv", "Name,Address 1,City,State,Zip,Dimensions,Weight,Note,Order No,Billing name,Billing street,Billing city,Billing zip,Price,Product size\n" +
				"Ann,1 Main St,Boston,MA,02108,10x8x4,2 lb,\"Dear\nAnn\",10234,Ann,1 Main St,Boston,02108,9.99,4x4x4\n",
			outcome{[]int{2}, nil},
		},
		{
			"an order's number and a product behind a note", "a.tsv", strings.ReplaceAll("Name,Address 1,City,State,Zip,Dimensions,Weight,Note,SKU,Product name,Color code,Price\n", ",", "\t") +
				"Ann\t1 Main St\tBoston\tMA\t02108\t10x8x4\t2 lb\t\"Dear\nAnn\"\tAB 12\tMug\tRD\t9.99\n",
			outcome{[]int{2}, nil},
		},
		{
			"an address of others behind a note", "a.tsv", strings.ReplaceAll("Name,Address 1,City,State,Zip,Dimensions,Weight,Note,Billing street,Billing city,Billing state\n", ",", "\t") +
				"Ann\t1 Main St\tBoston\tMA\t02108\t10x8x4\t2 lb\t\"Dear\nAnn\"\t2 Oak St\tBoston\tMA\n",
			outcome{[]int{2}, nil},
		},
		{
			"a weight twice behind the contents", "a.csv", "Contents,Name,Address 1,City,State,Zip,Dimensions,Weight,Gross Weight\n" +
				"\"Mug\nCup\",Ann,1 Main St,Boston,MA,02108,10x8x4,2 lb,2 lb\n\"Mug, red\nCup, blue\",Ann,1 Main St,Boston,MA,02108,10x8x4,2 lb,2 lb\n",
			outcome{[]int{2, 4}, nil},
		},
		{"Ctrl-Z at the end", "a.csv", giftHeader + ann + "Mug\r\n\x1a", outcome{[]int{2}, nil}},
		{"Ctrl-Z in a line", "a.csv", giftHeader + ann + "Mug\x1a\r\n\x1a\r\n\x1a", outcome{nil, []int{2, 3}}},
		{"Ctrl-Z at the end of tabs", "a.tsv", strings.ReplaceAll(giftHeader+ann, ",", "\t") + "Mug\n\x1a", outcome{[]int{2}, nil}},
	} {
		if got := outcomeOf(t, test.file, test.text); !got.equals(test.want) {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

// A file from German Excel is read with semicolons, however many commas one of its orders has.
func TestSemicolonsBesideCommas(t *testing.T) {
	text := "Name;Address 1;City;Zip;Country;Dimensions;Weight (kg);Contents\n" +
		"Uwe Erfunden;Traumweg 5, Hinterhaus, 2. OG;Berlin;10115;DE;30,5 x 20,5 x 10,5 cm;1,5;Hemd, blau, XL\n"
	good, bad := lines(t, open(t, file(t, "bestellungen.csv", []byte(text)), ""))
	want, err := shipping.Layout{}.ParseWeight("1.5 kg")
	if got := good[2]; err != nil || len(bad) > 0 || got.Weight != want || got.Recipient.Street1 != "Traumweg 5, Hinterhaus, 2. OG" || got.Contents != "Hemd, blau, XL" {
		t.Errorf("%+v, %v", good, bad)
	}
}
