package sheets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// pipe is a file that is opened when it is read, since that waits until
// somebody writes into it.
type pipe struct {
	path string
	file *os.File
}

// Read reads on.
func (p *pipe) Read(b []byte) (n int, err error) {
	if p.file == nil {
		if p.file, err = os.Open(p.path); err != nil {
			return 0, err
		}
	}
	if n, err = p.file.Read(b); err != nil {
		_ = p.file.Close() // it was read only
	}
	return n, err
}

// mostCopied is the most that is copied of what can't be read twice.
const mostCopied = 4 << 30

// Copy opens what a reader gives, kept in a temporary file until Close. The
// format is known by the content. When the context ends, Copy does, and leaves
// a reader behind that waits.
func Copy(ctx context.Context, r io.Reader, options Options) (*Input, error) {
	input := &Input{options: options, files: newScratch(options.Folder)}
	file, err := input.files.create(inputCopy)
	if err != nil {
		return nil, err
	}
	input.path = file.Name()
	done := make(chan error, 1)
	go func() {
		copied, err := io.Copy(file, io.LimitReader(&obedient{ctx, r}, mostCopied+1))
		if err = errors.Join(err, file.Close()); err == nil && copied > mostCopied {
			err = fmt.Errorf("it gives more than the %d GiB that are read of a pipe", mostCopied>>30)
		}
		done <- err
	}()
	select {
	case err = <-done:
	case <-ctx.Done():
		err = context.Cause(ctx)
	}
	if err != nil {
		err = input.files.explained(err)
		_ = input.files.remove() // the error says more
		return nil, err
	}
	return input.opened(ctx, "")
}
