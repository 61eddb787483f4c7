package files

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
)

// ReadSmall reads a file of at most longest bytes. The file may be a pipe or a
// terminal without input so far. The end of the context ends the wait. A read
// that is still blocked then ends with the process.
func ReadSmall(ctx context.Context, path string, longest int64) ([]byte, error) {
	type outcome struct {
		text []byte
		err  error
	}
	read := make(chan outcome, 1)
	go func() {
		text, err := readNow(path, longest)
		read <- outcome{text, err}
	}()
	select {
	case <-ctx.Done():
		return nil, errors.New("interrupted while waiting for what is in it")
	case o := <-read:
		return o.text, o.err
	}
}

func readNow(path string, longest int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, WithoutPath(err)
	}
	defer func() { _ = file.Close() }() // it was read only
	text, err := io.ReadAll(io.LimitReader(file, longest+1))
	switch {
	case err != nil:
		return nil, WithoutPath(err)
	case int64(len(text)) > longest:
		return nil, errors.New("it is too long to be one")
	}
	return text, nil
}

// WithoutPath removes the path from an error, for messages that already name
// the file as the user did.
func WithoutPath(err error) error {
	if problem, ok := errors.AsType[*fs.PathError](err); ok {
		return problem.Err
	}
	return err
}
