package columns

import (
	"encoding/binary"
	"io"
	"math/bits"

	"github.com/parquet-go/parquet-go/compress/snappy"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"ep-benchmark/workloads/analytics"
)

// A writer writes records to one file. It writes the pages itself: the records have the numbers that a dictionary page
// would give their values, and the format's library would look each value up again, at ten times the cost.
type writer struct {
	to      io.Writer
	offset  int64
	chunks  []chunk
	rows    int64 // of the row group that is being filled
	most    int64 // rows of a row group
	groups  []format.RowGroup
	indexes [][]format.OffsetIndex
	err     error // the first of writing
}

// magic begins and ends a file.
const magic = "PAR1"

// newWriter begins a file whose row groups have the given rows, or a little more.
func newWriter(to io.Writer, rows int64) *writer {
	w := &writer{to: to, most: rows}
	for i := range written {
		w.chunks = append(w.chunks, chunk{column: &written[i]})
	}
	w.write([]byte(magic))
	return w
}

func (w *writer) write(data []byte) {
	if w.err == nil {
		_, w.err = w.to.Write(data)
		w.offset += int64(len(data))
	}
}

// add adds records, as one page of each column.
func (w *writer) add(records *analytics.Records) error {
	for i := range w.chunks {
		if err := w.chunks[i].add(records, w.rows); err != nil {
			return err
		}
	}
	if w.rows += int64(records.Len()); w.rows >= w.most {
		return w.flush()
	}
	return w.err
}

// flush writes the row group.
func (w *writer) flush() error {
	if w.rows == 0 {
		return w.err
	}
	group := format.RowGroup{NumRows: w.rows, FileOffset: w.offset, Ordinal: int16(len(w.groups))}
	var indexes []format.OffsetIndex
	for i := range w.chunks {
		about, index, err := w.chunks[i].writeTo(w)
		if err != nil {
			return err
		}
		about.MetaData.NumValues = w.rows
		group.Columns = append(group.Columns, about)
		group.TotalByteSize += about.MetaData.TotalUncompressedSize
		group.TotalCompressedSize += about.MetaData.TotalCompressedSize
		indexes = append(indexes, index)
	}
	w.groups, w.indexes, w.rows = append(w.groups, group), append(w.indexes, indexes), 0
	return w.err
}

// close writes what is left, the index of the pages, and the footer.
func (w *writer) close() error {
	if err := w.flush(); err != nil {
		return err
	}
	footer := format.FileMetaData{Version: 2, Schema: schemaElements(), RowGroups: w.groups, CreatedBy: "ep-benchmark"}
	for g := range w.groups {
		footer.NumRows += w.groups[g].NumRows
		for i := range w.indexes[g] {
			index, err := thrift.Marshal(new(thrift.CompactProtocol), &w.indexes[g][i])
			if err != nil {
				return err
			}
			column := &w.groups[g].Columns[i]
			column.OffsetIndexOffset, column.OffsetIndexLength = w.offset, int32(len(index))
			w.write(index)
		}
	}
	text, err := thrift.Marshal(new(thrift.CompactProtocol), &footer)
	if err != nil {
		return err
	}
	w.write(text)
	w.write(binary.LittleEndian.AppendUint32(nil, uint32(len(text))))
	w.write([]byte(magic))
	return w.err
}

// chunk is a column of the row group that is being filled, encoded.
type chunk struct {
	column *writtenColumn
	pages  []byte
	index  []format.PageLocation // offsets are from the first page on
	plain  int64                 // bytes of the pages before compression

	codes  []int32 // by value, of a column of quantities: its code plus 1, 0 for none
	values []int64 // by code

	names []string        // by code, of a column of names
	days  []analytics.Day // by code, of dates

	numbers    []int64 // of the page that is being encoded, as the records have them
	indexes    []int32 // into the dictionary
	encoded    []byte
	compressed []byte
}

// add encodes a page, whose first row is the given one of the row group.
func (c *chunk) add(records *analytics.Records, first int64) error {
	n := records.Len()
	if cap(c.numbers) < n {
		c.numbers, c.indexes = make([]int64, n), make([]int32, n)
	}
	numbers, indexes := c.numbers[:n], c.indexes[:n]
	records.Read(c.column.field, numbers, 0)
	c.names, c.days = records.Names(c.column.field), records.Days()
	most := c.number(numbers, indexes)
	width := bits.Len(uint(max(most, 1) - 1))
	encoding := rle.Encoding{BitWidth: width}
	var err error
	if c.encoded, err = encoding.EncodeInt32(c.encoded, indexes); err != nil {
		return err
	}
	c.index = append(c.index, format.PageLocation{Offset: int64(len(c.pages)), FirstRowIndex: first})
	header := format.PageHeader{Type: format.DataPage}
	header.DataPageHeader = thrift.New(format.DataPageHeader{
		NumValues: int32(n), Encoding: format.RLEDictionary, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE,
	})
	page, plain, err := c.page(&header, append([]byte{byte(width)}, c.encoded...))
	if err != nil {
		return err
	}
	c.pages, c.plain = append(c.pages, page...), c.plain+plain
	c.index[len(c.index)-1].CompressedPageSize = int32(len(page))
	return nil
}

// number gives each value its code, and returns how many codes there are.
func (c *chunk) number(numbers []int64, codes []int32) int {
	if c.column.kind != quantity {
		for i, number := range numbers {
			codes[i] = int32(number)
		}
		if c.column.kind == date {
			return len(c.days)
		}
		return len(c.names)
	}
	for i, number := range numbers {
		if int(number) >= len(c.codes) {
			c.codes = append(c.codes, make([]int32, int(number)+1-len(c.codes))...)
		}
		code := c.codes[number]
		if code == 0 {
			c.values = append(c.values, number)
			code = int32(len(c.values))
			c.codes[number] = code
		}
		codes[i] = code - 1
	}
	return len(c.values)
}

// page compresses a page, and puts its header before it. It returns the bytes that it would have without compression.
func (c *chunk) page(header *format.PageHeader, data []byte) (page []byte, plain int64, err error) {
	if c.compressed, err = (&snappy.Codec{}).Encode(c.compressed, data); err != nil {
		return nil, 0, err
	}
	header.UncompressedPageSize, header.CompressedPageSize = int32(len(data)), int32(len(c.compressed))
	if page, err = thrift.Marshal(new(thrift.CompactProtocol), header); err != nil {
		return nil, 0, err
	}
	plain = int64(len(page) + len(data))
	return append(page, c.compressed...), plain, nil
}
