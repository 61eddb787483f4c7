package shipping

// A Shipment is the content of one line of a spreadsheet. Its strings are substrings of that line, without the white space around them and
// without the guards that keep a spreadsheet from taking text for a number (="02108", '02108).
type Shipment struct {
	References [3]string  // the cells that stand before the origin, left to right; empty where there are fewer
	Origin     string     // origin state, as written; may be empty
	Carrier    string     // carrier preference, as written ("FEDEX- Priority"); may be empty, or a carrier unknown to this package
	Recipient  Party      // FirstName and LastName are set, Name is not
	Sender     Party      // Name is set, FirstName and LastName are not; empty unless HasSender
	HasSender  bool       // whether the line names a sender
	Dimensions Dimensions // inches
	Weight     float64    // ounces
	Contents   string     // as written, with HTS codes and values if it has any
}

// A Party is one end of a shipment: the recipient, or the sender.
type Party struct {
	Name                string // in one piece, as a sheet has it for the sender
	FirstName, LastName string // in two pieces, as a sheet has it for the recipient
	Street1, Street2    string
	City, State         string
	PostalCode          string // of the country, as typed, without the country's prefix (80331 for D-80331)
	Country             string // ISO 3166-1 alpha-2, upper case
	Phone, Email        string
}

// FullName returns Name if there is one, or else the first and the last name. It allocates only when it has two pieces to join.
func (p *Party) FullName() string {
	switch {
	case p.Name != "":
		return p.Name
	case p.FirstName == "":
		return p.LastName
	case p.LastName == "":
		return p.FirstName
	}
	return p.FirstName + " " + p.LastName
}

// Dimensions are the sides of a parcel in inches, in the order in which they were written.
type Dimensions struct {
	Length, Width, Height float64
}
