package shipping

import (
	_ "embed"
	"strings"
)

// sampleFile is made by the generator beside this package's tests, which also check that it is up to date.
//
//go:generate go test -run TestSampleIsWhatItsGeneratorMakes -count=1 . -update
//go:embed sample.tsv
var sampleFile string

// Sample returns the built-in lines, each of which parses: domestic and international shipments in every form that this package accepts.
// The people are invented, and their phone numbers and e-mail addresses belong to no real person. The caller may change the slice.
func Sample() []string {
	return strings.Split(strings.TrimSuffix(sampleFile, "\n"), "\n")
}
