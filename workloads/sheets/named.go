package sheets

import "slices"

// isNamed tells whether --columns names a field's column.
func (m *mapping) isNamed(f field) bool { return m.columns[f] != unmapped && m.ranks[f] == asNamed }

// unknownParty is the tier of a named column whose header names no party.
const unknownParty = -1

// party is how clearly the header of a field's column names the party, whether
// it was found by its header or by --columns.
func (m *mapping) party(f field) int {
	switch {
	case !m.isNamed(f):
		return m.tier(f)
	case !isOfParty(f):
		return 0
	}
	found, known := claimedParty(normalised(m.titles[m.columns[f]]))
	if !known || (ofRecipient(f) == f) != (ofRecipient(found.field) == found.field) {
		return unknownParty
	}
	return found.rank / partyRank
}

// isOfParty tells whether a field is one of the recipient's or the sender's.
func isOfParty(f field) bool {
	_, ofAddressee := ofSender[f]
	return ofAddressee || ofRecipient(f) != f
}

// mayBeOneParty tells whether a column of a tier belongs to the party of a
// field. Where the field's header names none, it may be any party except a
// buyer, since a buyer need not be the recipient.
func (m *mapping) mayBeOneParty(f field, tier int) bool {
	party := m.party(f)
	return party == tier || party == unknownParty && tier <= noParty
}

// compareWithNamed makes doubles of the other columns for a field that
// --columns names. The file's owner chooses the column that is used, but a row
// whose other columns differ from it is still an error.
func (m *mapping) compareWithNamed(f field, others []candidate) {
	if len(others) == 0 {
		return
	}
	tierOf := func(c candidate) int { return c.rank / partyRank }
	party := m.party(f)
	if party == unknownParty {
		party = min(noParty, tierOf(slices.MinFunc(others, func(a, b candidate) int { return tierOf(a) - tierOf(b) })))
	}
	for _, other := range others {
		if tierOf(other) == party {
			m.doubles = append(m.doubles, double{f, other.column, other.unit})
		}
	}
}

// isSpareCompany tells whether a column has the company that is the name of rows
// without one.
func (m *mapping) isSpareCompany(column int) bool {
	return m.spare[company] == column || m.spare[senderCompany] == column
}
