package command

import (
	"context"
	"errors"
	"time"
)

// lastWords is how long a command that concludes or cleans up may go on after the
// run was stopped. The program has two seconds for the whole stop, and has to report
// in them what was measured.
const lastWords = 400 * time.Millisecond

var errTooLong = errors.New("it was ended, since it took longer than " + lastWords.String() + " after the run was stopped")

// lastly is a context for what comes last: it outlives ctx by lastWords.
func lastly(ctx context.Context) (context.Context, func()) {
	longer, end := context.WithCancelCause(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		timer := time.AfterFunc(lastWords, func() { end(errTooLong) })
		context.AfterFunc(longer, func() { timer.Stop() })
	})
	return longer, func() { stop(); end(nil) }
}
