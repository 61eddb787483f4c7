package sheets

import (
	"fmt"
	"slices"
	"strings"
)

// addressFields are the parts of a recipient's address.
var addressFields = []field{street1, street2, city, state, postalCode, country}

func isOfAddress(f field) bool { return slices.Contains(addressFields, f) }

// oneParty refuses a file whose address would be put together from columns of
// two parties. Columns without a party may complete those that have one, where
// the header has no other address that they may belong to. Columns that
// --columns names are its owner's choice.
func (m *mapping) oneParty(candidates []candidate) error {
	best := m.clearest()
	if best == fieldCount {
		return nil
	}
	var unclear []field
	for _, f := range append([]field{name, firstName, lastName}, addressFields...) {
		if m.isClaimed(f) && m.isLessClear(f, best) && (m.isTwoParties(f, best) || m.hasOtherAddress(f, candidates) || m.isStrayStreet(f, best)) {
			unclear = append(unclear, f)
		}
	}
	if len(unclear) == 0 {
		return nil
	}
	titles, named := make([]string, len(unclear)), make([]string, len(unclear))
	for i, f := range unclear {
		at := m.columns[f]
		titles[i], named[i] = titled(at, m.titles[at]), fmt.Sprintf("%s=%s", f, letters(at))
	}
	at := m.columns[best]
	return fmt.Errorf("%s may belong to another address than %s: choose with %s, as in %s '%s', or rename what is not the recipient's, or leave it out by '%s=COLUMN'",
		strings.Join(titles, ", "), titled(at, m.titles[at]), m.named.option, m.named.option, strings.Join(named, ","), ignored)
}

// clearest is the field of the address whose header names the party most
// clearly; fieldCount where none is found by its header.
func (m *mapping) clearest() field {
	best := fieldCount
	for _, f := range addressFields {
		if m.isClaimed(f) && (best == fieldCount || m.isLessClear(best, f)) {
			best = f
		}
	}
	return best
}

// isLessClear tells whether a field's header names the party less clearly than
// that of another: not at all, or as a customer, who may not be the recipient.
func (m *mapping) isLessClear(f, than field) bool {
	if m.tier(f) == m.tier(than) {
		return false
	}
	return m.tier(f) == noParty || m.tier(than) != noParty && m.tier(f) > m.tier(than)
}

// isTwoParties tells whether the headers of two parts of an address name
// different parties.
func (m *mapping) isTwoParties(f, best field) bool {
	return isOfAddress(f) && m.tier(f) != noParty && m.tier(best) != noParty
}

// isClaimed tells whether a field has a column by its header.
func (m *mapping) isClaimed(f field) bool { return m.columns[f] != unmapped && m.ranks[f] != asNamed }

// tier is how clearly a field's header names the party.
func (m *mapping) tier(f field) int { return m.ranks[f] / partyRank }

// hasOtherAddress tells whether the header has a second address to which a
// field's column may belong: one of a party that pays, one without a party
// beside one with a party, or a sender's that lacks the field.
func (m *mapping) hasOtherAddress(f field, candidates []candidate) bool {
	if m.has(senderStreet1) && isOfAddress(f) && !m.has(ofSender[f]) {
		return true
	}
	other := func(c candidate) bool {
		return isOfAddress(c.field) && m.isClaimed(c.field) && c.rank/partyRank != m.tier(c.field)
	}
	return slices.ContainsFunc(candidates, other) || m.anyTitle(isStrangers)
}

// isStrayStreet tells whether a line of the street names the party less clearly
// than the city and the postal code do. It is false where one of these does not
// name the party either, since in many files only one line of the street does.
func (m *mapping) isStrayStreet(f, best field) bool {
	if f != street1 && f != street2 {
		return false
	}
	complete := func(f field) bool { return m.isClaimed(f) && m.isLessClear(f, best) }
	return !complete(city) && !complete(postalCode)
}
