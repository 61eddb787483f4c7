package cli

import (
	"github.com/spf13/pflag"
)

// sourceKey is the annotation of a flag that has a value from elsewhere.
const sourceKey = "ep-benchmark_source"

// Preset gives a flag a value from elsewhere, such as a variable, which holds where
// the command line has none. The source names it in errors, in place of the flag.
func Preset(set *pflag.FlagSet, name, value, source string) error {
	flag := set.Lookup(name)
	if flag.Changed {
		return nil
	}
	flag.Annotations[sourceKey] = []string{source}
	if err := flag.Value.Set(value); err != nil {
		return Unexpected(flag, value)
	}
	return nil
}

// IsGiven reports whether a flag has a value other than by default: from the command
// line or from elsewhere.
func IsGiven(set *pflag.FlagSet, name string) bool {
	flag := set.Lookup(name)
	return flag != nil && (flag.Changed || annotation(flag, sourceKey) != "")
}

// SourceOf returns where a flag's value comes from: the flag as it is typed, or a
// source elsewhere; "" for its default.
func SourceOf(flag *pflag.Flag) string {
	if flag.Changed {
		return "--" + flag.Name
	}
	return annotation(flag, sourceKey)
}

// named is how errors name a flag with a wrong value: by where the value is from.
func named(flag *pflag.Flag) string {
	if source := SourceOf(flag); source != "" {
		return source
	}
	return "--" + flag.Name
}
