package files

import (
	"errors"

	"ep-benchmark/baselines"
)

// Advised adds advice to the errors of a store that can't be used: how to do
// without it.
func Advised(err error) error {
	var store *baselines.StoreError
	if !errors.As(err, &store) {
		return err
	}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, one := range several.Unwrap() {
			all = append(all, Advised(one))
		}
		return errors.Join(all...)
	}
	return storeAdvice{err, store.Remedy != ""}
}

// storeAdvice is an error that ends with what to do instead.
type storeAdvice struct {
	error
	further bool // the error names another remedy
}

func (a storeAdvice) Error() string {
	const instead = "name another file with --store, or run with --no-save"
	if a.further {
		return a.error.Error() + ", " + instead
	}
	return a.error.Error() + ": " + instead
}

func (a storeAdvice) Unwrap() error { return a.error }
