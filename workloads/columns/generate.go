package columns

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"ep-benchmark/engine/outfile"
	"ep-benchmark/workloads/analytics"
)

// The shape of generated sets. A row takes about bytesPerRow; a set has several files and row groups however small it is,
// so that there is something to share among workers.
const (
	bytesPerRow   = 4.75
	pageRows      = 16 << 10
	fewestGroups  = 32
	mostGroupRows = 1 << 20
	fewestFiles   = 4
	mostFileBytes = 256 << 20
	spareDisk     = 64 << 20
	mostRows      = 1<<32 - 1
)

// SmallestSet is the fewest bytes that Generate makes.
const SmallestSet = 64 << 10

// LargestSet is the most bytes that Generate makes: a stream counts about four billion shipments.
const LargestSet int64 = mostRows / 100 * 475

// Generated is a set of invented shipments.
type Generated struct {
	Paths []string
	Rows  int
	Bytes int64
	// Answer is the answer for the shipments as they were before they were written: by the algorithm for records in
	// memory, a stretch at a time.
	Answer analytics.Answer
}

// Generate writes invented shipments of about the given size into files of a directory, which is made where there is
// none. The same size and seed give the same files, byte by byte. It needs some megabytes of memory, whatever the size.
// Progress is called now and then with the share that is written. After an error, nothing that it wrote is left.
func Generate(ctx context.Context, directory string, size int64, seed uint64, progress func(share float64)) (made Generated, err error) {
	if size < SmallestSet || size > LargestSet {
		return made, fmt.Errorf("a set of %d bytes: expected %d to %d", size, SmallestSet, LargestSet)
	}
	fresh, err := prepare(directory, size)
	if err != nil {
		return made, err
	}
	g := &generation{directory: directory, rows: int(float64(size) / bytesPerRow)}
	defer func() {
		if err != nil {
			g.remove(fresh)
		}
	}()
	if err := g.write(ctx, seed, progress); err != nil {
		return made, outfile.Explain(err)
	}
	return Generated{Paths: g.paths, Rows: g.rows, Bytes: g.bytes, Answer: g.answer}, nil
}

// prepare makes the directory, and rejects one that has such files or too little room.
func prepare(directory string, size int64) (fresh bool, err error) {
	switch _, err := os.Stat(directory); {
	case errors.Is(err, os.ErrNotExist):
		fresh = true
		if err := os.MkdirAll(directory, 0o750); err != nil {
			return false, err
		}
	case err != nil:
		return false, err
	}
	if there, _ := filepath.Glob(filepath.Join(directory, "*"+extension)); len(there) > 0 {
		return false, fmt.Errorf("%s has Parquet files already, %s among them: expected a new or an empty directory", directory, filepath.Base(there[0]))
	}
	free, known := freeBytes(directory)
	if known && free < uint64(size)+spareDisk {
		if fresh {
			_ = os.Remove(directory) // it is empty
		}
		return false, fmt.Errorf("%s: there is room for %d bytes on the disk: expected %d, with some to spare", directory, free, size+spareDisk)
	}
	return fresh, nil
}

// generation writes the files one after another.
type generation struct {
	directory string
	rows      int
	paths     []string
	bytes     int64
	answer    analytics.Answer

	file *os.File
	w    *writer
}

// groupRows is how many rows a row group has.
func (g *generation) groupRows() int64 {
	return int64(min(max(g.rows/fewestGroups, 1), mostGroupRows))
}

// fileRows is how many rows a file has.
func (g *generation) fileRows() int {
	files := max(fewestFiles, int(float64(g.rows)*bytesPerRow/mostFileBytes)+1)
	return (g.rows + files - 1) / files
}

func (g *generation) write(ctx context.Context, seed uint64, progress func(float64)) error {
	page := int(min(pageRows, g.groupRows()))
	var sum *analytics.Accumulator
	var records *analytics.Records
	inFile, written := 0, 0
	for stretch := range analytics.Stretches(g.rows, seed, page) {
		if err := context.Cause(ctx); err != nil {
			g.abandon()
			return err
		}
		if records = stretch; sum == nil {
			sum = analytics.NewAccumulator(records)
		}
		sum.Add(0, records.Len())
		if g.w == nil {
			if err := g.begin(); err != nil {
				return err
			}
		}
		if err := g.w.add(records); err != nil {
			g.abandon()
			return err
		}
		inFile, written = inFile+records.Len(), written+records.Len()
		if inFile >= g.fileRows() {
			if err := g.end(); err != nil {
				return err
			}
			inFile = 0
		}
		progress(float64(written) / float64(g.rows))
	}
	if g.w != nil {
		if err := g.end(); err != nil {
			return err
		}
	}
	g.answer = analytics.Merge(records, []*analytics.Accumulator{sum})
	return nil
}

// begin begins a file.
func (g *generation) begin() error {
	path := filepath.Join(g.directory, fmt.Sprintf("shipments-%04d%s", len(g.paths)+1, extension))
	file, err := outfile.CreateNew(path)
	if err != nil {
		return err
	}
	g.paths, g.file = append(g.paths, path), file
	g.w = newWriter(file, g.groupRows())
	return nil
}

// end ends the file.
func (g *generation) end() error {
	err := g.w.close()
	g.bytes += g.w.offset
	g.w = nil
	if err != nil {
		return errors.Join(err, g.file.Close())
	}
	return g.file.Close()
}

// abandon closes a file that is not ended.
func (g *generation) abandon() {
	if g.w != nil {
		_ = g.file.Close() // it is removed
		g.w = nil
	}
}

// remove removes what was written.
func (g *generation) remove(directory bool) {
	for _, path := range g.paths {
		_ = os.Remove(path)
	}
	if directory {
		_ = os.Remove(g.directory) // no more than this: it may have something else in it by now
	}
}
