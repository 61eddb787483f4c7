package simulator

// carrierSet has a bit for each carrier.
type carrierSet uint8

const allCarriers carrierSet = 1<<carriers - 1

func (s carrierSet) has(c carrierID) bool { return s>>c&1 == 1 }

// add returns the set with one carrier more.
func (s carrierSet) add(c carrierID) carrierSet { return s | 1<<c }

// carrierNamed is the carrier with a name, or all of them when none has it.
func carrierNamed(name string) carrierSet {
	for c := range carriers {
		if carrierTable[c].name == name {
			return 1 << c
		}
	}
	return allCarriers
}
