package easypost

// kept are the texts of an answer, which are made strings together: one allocation
// serves all of them.
type kept struct {
	bytes  []byte
	places []keptText
}

// A keptText is a part of the bytes, and the string that it will be.
type keptText struct {
	into     *string
	from, to int
}

// add keeps a text for a string, which has to stay where it is until assign.
func (k *kept) add(text []byte, into *string) {
	from := len(k.bytes)
	k.bytes = append(k.bytes, text...)
	k.places = append(k.places, keptText{into, from, len(k.bytes)})
}

// assign makes the strings, and begins anew.
func (k *kept) assign() {
	if len(k.places) == 0 {
		return
	}
	all := string(k.bytes)
	for i := range k.places {
		*k.places[i].into = all[k.places[i].from:k.places[i].to]
		k.places[i].into = nil // the shipment may be garbage before the next answer
	}
	k.bytes, k.places = k.bytes[:0], k.places[:0]
}
