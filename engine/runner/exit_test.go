package runner

import "runtime"

// exitGoroutine ends the goroutine as a test's FailNow would.
func exitGoroutine() { runtime.Goexit() }
