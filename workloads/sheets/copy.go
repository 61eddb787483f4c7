package sheets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// pipe is a file that is opened at the first Read, since opening waits until
// another process opens the pipe for writing.
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

// mostCopied is the most bytes that are copied of an input that can't be read
// twice.
const mostCopied = 4 << 30

// Copy copies what a reader gives into a temporary file, which is kept until
// Close, and opens that. The format is found by the content. Copy returns when
// the context ends; the goroutine that reads from a waiting reader then
// remains.
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
