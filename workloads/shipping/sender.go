package shipping

import "strings"

// What a sender's columns have to hold. A line may also have no sender.
const (
	wantSenderName    = "a name, or no sender"
	wantSenderStreet1 = "a street address, or no sender"
	wantSenderCity    = "a city, or no sender"
	wantSenderColumns = "; the nine columns after the contents (16 to 24, with the origin as 0) are the sender's: name, street1, street2, city, state, " +
		"postal code, country, phone, email"
)

// firstOfSender returns the first of the sender's columns with a text, or 0 for a line without a sender.
func (row *columns) firstOfSender() int {
	for column := columnSenderName; column <= columnSenderEmail && row.first+column < row.count; column++ {
		if row.cell(column) != "" {
			return column
		}
	}
	return 0
}

// readSender reads the sender of a line; given is the first of its columns with a text.
func (row *columns) readSender(sender *Party, given int) *ParseError {
	country, problem := lookUpCountry(row.cell(columnSenderCountry))
	*sender = Party{
		Name:    row.cell(columnSenderName),
		Street1: row.cell(columnSenderStreet1),
		Street2: row.cell(columnSenderStreet2),
		City:    row.cell(columnSenderCity),
		State:   row.cell(columnSenderState),
		Country: country,
		Phone:   row.cell(columnSenderPhone),
		Email:   row.cell(columnSenderEmail),
	}
	switch {
	case sender.Name == "":
		return row.missingOfSender(columnSenderName, given, wantSenderName)
	case sender.Street1 == "":
		return row.missingOfSender(columnSenderStreet1, given, wantSenderStreet1)
	case sender.City == "":
		return row.missingOfSender(columnSenderCity, given, wantSenderCity)
	case problem != "":
		return row.failure(columnSenderCountry, problem, wantCountry)
	case isDecimalOf(sender.Phone):
		return row.failure(columnSenderPhone, problemDecimals, wantText)
	}
	if failure := row.readState(sender, columnSenderState, columnSenderCountry); failure != nil {
		return failure
	}
	return row.readPostalCode(sender, columnSenderPostalCode)
}

// missingOfSender returns the error for a cell that a sender needs. In a line that was not put in order by a header, the text that is given
// may not have been meant as a sender, so the error says which columns are the sender's.
func (row *columns) missingOfSender(column, given int, want string) *ParseError {
	if !row.ordered {
		want += wantSenderColumns
	}
	what := strings.TrimPrefix(fieldNames[given], "sender ")
	return row.failure(column, "required, but empty, where a sender's "+what+" is given", want)
}
