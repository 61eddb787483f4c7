package objects

// Mode is which half of EasyPost a key opens. Objects of one mode do not exist for a key of the other.
type Mode uint8

// The two modes of EasyPost, and how many there are.
const (
	TestMode Mode = iota
	ProductionMode
	Modes
)

// String is the mode as answers have it.
func (m Mode) String() string {
	if m == ProductionMode {
		return "production"
	}
	return "test"
}
