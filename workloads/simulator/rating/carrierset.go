package rating

// CarrierSet has a bit for each carrier.
type CarrierSet uint8

// AllCarriers is the set of every carrier.
const AllCarriers CarrierSet = 1<<Carriers - 1

// Has reports whether a carrier is in the set.
func (s CarrierSet) Has(c Carrier) bool { return s>>c&1 == 1 }

// Add returns the set with one carrier more.
func (s CarrierSet) Add(c Carrier) CarrierSet { return s | 1<<c }

// CarriersNamed is the carrier with a name, or all of them when none has it.
func CarriersNamed(name string) CarrierSet {
	for c := range Carriers {
		if companies[c].name == name {
			return 1 << c
		}
	}
	return AllCarriers
}
