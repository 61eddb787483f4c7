package simulator

// mode is which half of EasyPost a key opens. Objects of one mode do not exist for a key of the other.
type mode uint8

const (
	testMode mode = iota
	productionMode
	modes
)

func (m mode) String() string {
	if m == productionMode {
		return "production"
	}
	return "test"
}
