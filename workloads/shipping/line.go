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
	_ // a flag or a package type: ignored
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

// ParseLine reads one line of a spreadsheet into shipment, whose strings become substrings of line. It overwrites all of shipment; after an
// error, which is of type *[ParseError] and names the first cell at fault, shipment is empty.
//
// Columns are aligned by the carrier preference. With one at the sheet's column 0 the line has lost its empty origin (as a
// trimmed line does) and is read as if it had one. With none at all, column 1 is taken as it stands: the preference is not required and
// may be of a carrier unknown here. A line may end in LF or CRLF; a line break inside, or invalid UTF-8, is an error.
func ParseLine(line string, shipment *Shipment) error { return Options{}.ParseLine(line, shipment) }

// ParseLine is [ParseLine] with options.
func (o Options) ParseLine(line string, shipment *Shipment) error {
	if failure := parseLine(line, shipment, o.notation()); failure != nil {
		*shipment = Shipment{}
		return failure
	}
	return nil
}

func parseLine(line string, shipment *Shipment, style notation) *ParseError {
	var row columns
	if failure := row.split(line); failure != nil {
		return failure
	}
	if failure := row.align(); failure != nil {
		return failure
	}
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
	shipment.HasSender = row.count-row.first >= senderColumns && row.cell(columnSenderName) != ""
	if shipment.HasSender {
		return row.readSender(&shipment.Sender)
	}
	shipment.Sender = Party{}
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
	recipient.PostalCode = row.cell(columnPostalCode)
	country, problem := lookUpCountry(row.cell(columnCountry))
	recipient.Country = country
	switch {
	case recipient.FirstName == "" && recipient.LastName == "":
		return row.missing(columnFirstName, "recipient name", "a first name, a last name or both")
	case recipient.Street1 == "":
		return row.missing(columnStreet1, "recipient street1", "a street address")
	case recipient.City == "":
		return row.missing(columnCity, "recipient city", "a city")
	case problem != "":
		return row.failure(columnCountry, "recipient country", problem, wantCountry)
	case recipient.PostalCode == "" && hasPostalCodes(country):
		return row.missing(columnPostalCode, "recipient postal code", "a postal code, since "+country+" has them")
	}
	return nil
}

func (row *columns) readParcel(shipment *Shipment, style notation) *ParseError {
	var problem string
	if shipment.Dimensions, problem = scanDimensions(row.cell(columnDimensions), style); problem != "" {
		return row.failure(columnDimensions, "dimensions", problem, wantDimensions)
	}
	if shipment.Weight, problem = scanWeight(row.cell(columnWeight), style); problem != "" {
		return row.failure(columnWeight, "weight", problem, wantWeight)
	}
	shipment.Contents = row.cell(columnContents)
	return nil
}

func (row *columns) readSender(sender *Party) *ParseError {
	country, problem := lookUpCountry(row.cell(columnSenderCountry))
	if problem != "" {
		return row.failure(columnSenderCountry, "sender country", problem, wantCountry)
	}
	*sender = Party{
		Name:       row.cell(columnSenderName),
		Street1:    row.cell(columnSenderStreet1),
		Street2:    row.cell(columnSenderStreet2),
		City:       row.cell(columnSenderCity),
		State:      row.cell(columnSenderState),
		PostalCode: row.cell(columnSenderPostalCode),
		Country:    country,
		Phone:      row.cell(columnSenderPhone),
		Email:      row.cell(columnSenderEmail),
	}
	return nil
}

// missing returns the error for a required cell that is empty.
func (row *columns) missing(column int, field, want string) *ParseError {
	return row.failure(column, field, "required, but empty", want)
}

// failure returns the error for a cell, by the column that the sheet's owner sees.
func (row *columns) failure(column int, field, problem, want string) *ParseError {
	return &ParseError{Column: row.first + column, Field: field, Text: row.cell(column), Problem: problem, Want: want}
}
