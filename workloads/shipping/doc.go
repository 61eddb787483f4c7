// Package shipping reads what shippers paste out of a spreadsheet: one shipment a line, tab-separated, with sizes and weights as people
// write them ("11 1/2 x 9 x 6 in", "1 lb 2 oz").
//
// The parsers do not guess, since a wrong guess is noticed only when the carrier's invoice arrives. So each parser here accepts a
// documented grammar and nothing else. An error says where it is, what was found and what would be accepted.
//
// The text is regular enough to be read in one pass, by hand-written parsers. Nothing here allocates when it succeeds; every string of a
// [Shipment] is a substring of the line it was read from. The one exception is a text in ="…" that has doubled quotation marks, which are
// made single. The tests keep regular expressions for the same grammars, which are more than ten times slower. The fast parsers are checked
// against them.
//
// Note: encoding/csv is not used for the lines. A cell such as 12" x 9" x 6" is no CSV quoting, and a spreadsheet's clipboard follows no
// rule by which its quotes could be distinguished from those of a cell's text. So a quote is a character like any other.
package shipping
