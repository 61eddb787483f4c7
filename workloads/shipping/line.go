package shipping

// The domain's columns: the sheet's, when no reference columns stand before them (docs/domain.md, "A spreadsheet line").
const (
	columnOrigin = iota
	columnCarrier
	columnFirstName
	columnLastName
	columnPhone
	columnEmail
	columnStreet1
	columnStreet2
	columnCity
	columnState
	columnPostalCode
	columnCountry
	columnFlag // or a package type: ignored
	columnDimensions
	columnWeight
	columnContents
	columnSenderName
	columnSenderStreet1
	columnSenderStreet2
	columnSenderCity
	columnSenderState
	columnSenderPostalCode
	columnSenderCountry
	columnSenderPhone
	columnSenderEmail
)

// fieldNames are the columns' names in errors.
var fieldNames = [...]string{
	columnOrigin: "origin", columnCarrier: "carrier", columnFirstName: "recipient first name", columnLastName: "recipient last name",
	columnPhone: "recipient phone", columnEmail: "recipient email", columnStreet1: "recipient street1", columnStreet2: "recipient street2",
	columnCity: "recipient city", columnState: "recipient state", columnPostalCode: "recipient postal code", columnCountry: "recipient country",
	columnDimensions: "dimensions", columnWeight: "weight", columnContents: "contents",
	columnSenderName: "sender name", columnSenderStreet1: "sender street1", columnSenderStreet2: "sender street2", columnSenderCity: "sender city",
	columnSenderState: "sender state", columnSenderPostalCode: "sender postal code", columnSenderCountry: "sender country",
	columnSenderPhone: "sender phone", columnSenderEmail: "sender email",
}

// ParseLine reads one line of a spreadsheet into shipment, whose strings become substrings of line. It overwrites all of shipment; after an
// error, which is of type *[ParseError] and names the first cell at fault, shipment is empty.
//
// Columns are aligned by the carrier preference. With one at the sheet's column 0 the line has lost its empty origin (as a
// trimmed line does) and is read as if it had one. With none at all, column 1 is taken as it stands: the preference is not required and
// may be of a carrier unknown here. A text in any column of the sender makes it a line with a sender; columns that the line does not have are
// empty. A line may end in LF or CRLF; a line break inside, or invalid UTF-8, is an error.
func ParseLine(line string, shipment *Shipment) error { return Layout{}.ParseLine(line, shipment) }

// ParseLine is [ParseLine] for lines of the layout.
func (l Layout) ParseLine(line string, shipment *Shipment) error {
	if failure := l.parse(line, shipment); failure != nil {
		*shipment = Shipment{}
		return failure
	}
	return nil
}

func (l Layout) parse(line string, shipment *Shipment) *ParseError {
	var row columns
	if failure := row.split(line); failure != nil {
		return failure
	}
	if failure := row.place(l); failure != nil {
		return failure
	}
	if row.controls {
		if failure := row.controlCell(); failure != nil {
			return failure
		}
	}
	failure := row.tooMany()
	if failure == nil {
		failure = row.read(shipment, l.notation())
	}
	spoilt := row.spoiltCell()                                                // a spoilt carrier may be why the line seems to have too many columns
	if spoilt == nil || failure != nil && failure.Problem == spoilt.Problem { // a postal code's error says more
		return failure
	}
	return spoilt
}

// read reads the cells of a line that is aligned, up to the first that is at fault.
func (row *columns) read(shipment *Shipment, style notation) *ParseError {
	for i := range shipment.References {
		shipment.References[i] = ""
		if i < row.first {
			shipment.References[i] = row.sheetCell(i)
		}
	}
	shipment.Origin = ""
	if row.first >= 0 {
		shipment.Origin = row.cell(columnOrigin)
	}
	shipment.Carrier = row.cell(columnCarrier)
	if failure := row.readRecipient(&shipment.Recipient); failure != nil {
		return failure
	}
	if failure := row.readParcel(shipment, style); failure != nil {
		return failure
	}
	shipment.Sender = Party{}
	given := row.firstOfSender()
	if shipment.HasSender = given != 0; shipment.HasSender {
		return row.readSender(&shipment.Sender, given)
	}
	return nil
}

func (row *columns) readRecipient(recipient *Party) *ParseError {
	recipient.Name = ""
	recipient.FirstName = row.cell(columnFirstName)
	recipient.LastName = row.cell(columnLastName)
	recipient.Phone = row.cell(columnPhone)
	recipient.Email = row.cell(columnEmail)
	recipient.Street1 = row.cell(columnStreet1)
	recipient.Street2 = row.cell(columnStreet2)
	recipient.City = row.cell(columnCity)
	recipient.State = row.cell(columnState)
	country, problem := lookUpCountry(row.cell(columnCountry))
	recipient.Country = country
	switch {
	case recipient.FirstName == "" && recipient.LastName == "":
		failure := row.missing(columnFirstName, "a first name, a last name or both")
		failure.Field = "recipient name"
		return failure
	case recipient.Street1 == "":
		return row.missing(columnStreet1, "a street address")
	case recipient.City == "":
		return row.missing(columnCity, "a city")
	case problem != "":
		return row.failure(columnCountry, problem, wantCountry)
	case isDecimalOf(recipient.Phone):
		return row.failure(columnPhone, problemDecimals, wantText)
	}
	if failure := row.readState(recipient, columnState, columnCountry); failure != nil {
		return failure
	}
	return row.readPostalCode(recipient, columnPostalCode)
}

// readState checks a state where no country is named.
func (row *columns) readState(party *Party, column, countryColumn int) *ParseError {
	if party.State != "" && row.cell(countryColumn) == "" && isElsewhere(party.State) {
		return row.failure(column, problemOtherState, wantState)
	}
	return nil
}

// readPostalCode reads a postal code once the country and the state are known. A sender's may be missing.
func (row *columns) readPostalCode(party *Party, column int) *ParseError {
	code := row.cell(column)
	switch {
	case isZIP(code) && party.Country == "US":
	case code != "":
		kept, wrong := checkPostalCode(code, party.Country, party.State)
		if wrong != nil {
			return row.failure(column, wrong.problem, wrong.want)
		}
		code = kept
	case column == columnPostalCode && postalCodeOf(party.Country) != nil:
		return row.missing(column, postalCodeOf(party.Country).description())
	}
	party.PostalCode = code
	return nil
}

func (row *columns) readParcel(shipment *Shipment, style notation) *ParseError {
	var problem string
	if shipment.Dimensions, problem = scanDimensions(row.cell(columnDimensions), style); problem != "" {
		return row.failure(columnDimensions, problem, wantDimensions)
	}
	if shipment.Weight, problem = scanWeight(row.cell(columnWeight), style); problem != "" {
		return row.failure(columnWeight, problem, wantWeight)
	}
	shipment.Contents = row.cell(columnContents)
	return nil
}

// missing returns the error for a required cell that is empty.
func (row *columns) missing(column int, want string) *ParseError {
	return row.failure(column, "required, but empty", want)
}

// failure returns the error for a cell, by the column that the sheet's owner sees.
func (row *columns) failure(column int, problem, want string) *ParseError {
	return &ParseError{Column: row.first + column, Field: fieldNames[column], Text: row.cell(column), Problem: problem, Want: want}
}
