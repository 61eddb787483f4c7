package claims

import _ "embed" // for the ledger

//go:embed m3-max.toml
var builtIn []byte

// BuiltInName is the name of the ledger that comes with the program.
const BuiltInName = "m3-max"

// BuiltIn is the ledger that comes with the program: the report that it grew from.
func BuiltIn() (Ledger, error) { return parse(BuiltInName+".toml", builtIn, true) }
