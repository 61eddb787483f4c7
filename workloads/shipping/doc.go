// Package shipping reads what shippers paste out of a spreadsheet: one shipment a line, tab-separated, with sizes and weights as people
// write them ("11 1/2 x 9 x 6 in", "1 lb 2 oz").
//
// The opinion behind it: a parser that guesses is worse than one that refuses, since a guess is found out only when the carrier's invoice
// comes. So each parser here accepts a written-down grammar and nothing beside it, and an error says where it is, what was found and what
// would be accepted.
//
// The second opinion: this text is clean enough to be read in one pass, by hand. Nothing here allocates when it succeeds; every string of a
// [Shipment] is a substring of the line it was read from. The one exception is a text in ="…" that has doubled quotation marks, which are made
// single. The regular expressions that say the same at less than a tenth of the speed are kept in the tests, as the reference that the fast
// parsers are checked against.
//
// Note: encoding/csv was rejected for the lines. A cell such as 12" x 9" x 6" is no CSV quoting, and a spreadsheet's clipboard
// quotes by no rule that a cell's text could be told from; so a quote is a character like any other.
package shipping
