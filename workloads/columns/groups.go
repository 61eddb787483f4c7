package columns

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// bufferSize is what a column reads ahead; pages that are larger are read whole.
const bufferSize = 32 << 10

// windowMemory is what a decoder of GZIP, BROTLI or ZSTD keeps of what it has decoded.
const windowMemory = 4 << 20

// addGroups checks a file's row groups, and adds them.
func (s *Set) addGroups(f *file, opened *parquet.File, size int64) error {
	for number, rowGroup := range opened.RowGroups() {
		about := &opened.Metadata().RowGroups[number]
		g := group{file: f, number: number, rows: rowGroup.NumRows()}
		if g.rows == 0 {
			continue
		}
		var err error
		if g.chunks, err = chunksOf(rowGroup, &f.layout); err != nil {
			return err
		}
		for i, at := range f.layout.index {
			chunk := &about.Columns[at]
			if err := checkChunk(chunk, g.rows, size); err != nil {
				return fmt.Errorf("the column %s of row group %d: %w", wanted[i].name, number+1, err)
			}
		}
		s.groups = append(s.groups, g)
		s.rows += g.rows
	}
	return measurePages(opened, s.groups[len(s.groups)-countOf(s.groups, f):])
}

// countOf is how many of the last groups are a file's.
func countOf(groups []group, f *file) int {
	n := 0
	for i := len(groups) - 1; i >= 0 && groups[i].file == f; i-- {
		n++
	}
	return n
}

// checkChunk rejects a column chunk that can't be read.
func checkChunk(chunk *format.ColumnChunk, rows, size int64) error {
	about := &chunk.MetaData
	if chunk.CryptoMetadata.Value != nil || len(chunk.EncryptedColumnMetadata) > 0 {
		return errors.New("it is encrypted: expected a file without encryption")
	}
	if chunk.FilePath != "" {
		return fmt.Errorf("it is in another file, %q: expected all columns in one", chunk.FilePath)
	}
	if !slices.Contains(codecs, about.Codec) {
		return fmt.Errorf("it is compressed by %s: expected %s", about.Codec, strings.Join(codecNames(), ", "))
	}
	start := about.DataPageOffset
	if about.DictionaryPageOffset > 0 {
		start = min(start, about.DictionaryPageOffset)
	}
	if start < 0 || about.TotalCompressedSize < 0 || about.TotalUncompressedSize < 0 || start > size-about.TotalCompressedSize {
		return errors.New("it goes on beyond the end of the file: the file is damaged, or cut short")
	}
	if about.NumValues != rows {
		return fmt.Errorf("it has %d values: expected one for each of the %d rows", about.NumValues, rows)
	}
	return nil
}

// codecs are the kinds of compression that can be read.
//
// Note: LZ4_RAW is not among them. The library (parquet-go v0.32.0, Column.decompress) loses a page that its decoder has
// put into another buffer when that has just the page's size, and goes on with what the buffer held before.
var codecs = []format.CompressionCodec{format.Uncompressed, format.Snappy, format.Gzip, format.Brotli, format.Zstd}

func codecNames() []string {
	var names []string
	for _, c := range codecs {
		names = append(names, c.String())
	}
	return names
}

// measurePages bounds what reading each row group takes. Where a file has an index of its pages, it is by their size;
// else a column could be a single page.
func measurePages(opened *parquet.File, groups []group) error {
	_, indexes, err := opened.ReadPageIndex()
	if err != nil {
		return fmt.Errorf("its page index can't be read: %w", err)
	}
	columns := 0
	if n := len(opened.Metadata().RowGroups); n > 0 && len(indexes) > 0 {
		columns = len(indexes) / n
	}
	for i := range groups {
		g, window := &groups[i], int64(0)
		for r, at := range g.file.layout.index {
			about := &opened.Metadata().RowGroups[g.number].Columns[at].MetaData
			var pages []format.PageLocation
			if columns > 0 {
				pages = indexes[g.number*columns+at].PageLocations
			}
			g.memory += pageMemory(role(r), about, pages, g.rows)
			if about.Codec != format.Uncompressed && about.Codec != format.Snappy {
				window = windowMemory
			}
		}
		g.memory += window
	}
	return nil
}

// pageMemory bounds what reading a column takes: what is read ahead, and of the largest page the compressed bytes, the
// plain bytes, the values, and as much again that the pools of buffers keep. Of a column without a page index any page
// may be the whole column.
func pageMemory(r role, about *format.ColumnMetaData, pages []format.PageLocation, rows int64) int64 {
	compressed, most := about.TotalCompressedSize, rows
	if len(pages) > 0 {
		compressed, most = 0, 0
		for i, page := range pages {
			next := rows
			if i+1 < len(pages) {
				next = pages[i+1].FirstRowIndex
			}
			compressed, most = max(compressed, int64(page.CompressedPageSize)), max(most, next-page.FirstRowIndex)
		}
	}
	width := int64(8)
	if wanted[r].kind != quantity {
		width = 4
	}
	// A text that is not in a dictionary lies in the page; a dictionary is no larger than the column.
	plain := about.TotalUncompressedSize
	if len(pages) > 0 && about.TotalCompressedSize > 0 {
		plain = min(plain, max(compressed, about.TotalUncompressedSize/int64(len(pages)))*2)
	}
	return 2*bufferSize + 2*(compressed+plain) + 2*most*(width+1)
}
