package columns

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding"

	"ep-benchmark/workloads/analytics"
)

// cursor goes through a column of a row group, page by page. Of the current page it has the values as a slice of their
// own type, or as indexes into the dictionary.
type cursor struct {
	role   role
	kind   kind
	perDay int64
	number func([]byte) uint32 // of a name

	pages *parquet.FilePages
	page  parquet.Page
	rows  int // of the page
	at    int // rows of it that were read

	levels []byte // which rows have a value; nil where all do
	full   byte   // the level of those
	dense  int    // values that were read, with levels

	indexed    bool
	values     encoding.Values
	int32s     []int32 // values, or indexes where indexed
	int64s     []int64
	bytes      []byte
	offsets    []uint32
	dictionary parquet.Dictionary
	codes      []uint32 // of the dictionary's names and dates
	quantities []int64  // of the dictionary
}

// open begins a column chunk.
func (c *cursor) open(chunk *parquet.FileColumnChunk, from *source) {
	c.pages = chunk.PagesFrom(from)
	c.rows, c.at, c.dictionary = 0, 0, nil
}

// close gives back what the column chunk took.
func (c *cursor) close() {
	c.release()
	if c.pages != nil {
		_ = c.pages.Close() // nothing was written
		c.pages = nil
	}
}

func (c *cursor) release() {
	if c.page != nil {
		parquet.Release(c.page)
		c.page = nil
	}
}

// left returns how many rows of the page are left. It reads the next page where there is none; 0 at the end.
func (c *cursor) left(work *Work) (int, error) {
	for c.at == c.rows {
		start, read := time.Now(), work.Reading
		err := c.next()
		work.Decoding += time.Since(start) - (work.Reading - read)
		if errors.Is(err, io.EOF) {
			return 0, nil
		}
		if err != nil {
			return 0, fmt.Errorf("the column %s: %w", wanted[c.role].name, err)
		}
	}
	return c.rows - c.at, nil
}

// next decodes the next page.
func (c *cursor) next() error {
	c.release()
	page, err := c.pages.ReadPage()
	if err != nil {
		return err
	}
	c.page, c.rows, c.at, c.dense, c.levels = page, int(page.NumRows()), 0, 0, nil
	if page.NumNulls() > 0 {
		if c.role != deliveryDays {
			return errors.New("a row has no value: expected one in each")
		}
		c.levels, c.full = page.DefinitionLevels(), 1
	}
	c.values = page.Data()
	c.int32s, c.int64s, c.bytes, c.offsets = nil, nil, nil, nil
	if c.indexed = page.Dictionary() != nil; c.indexed {
		c.int32s = c.values.Int32()
		if page.Dictionary() != c.dictionary {
			c.dictionary = page.Dictionary()
			return c.translate()
		}
		return nil
	}
	switch c.values.Kind() {
	case encoding.Int32:
		c.int32s = c.values.Int32()
	case encoding.Int64:
		c.int64s = c.values.Int64()
	case encoding.ByteArray:
		c.bytes, c.offsets = c.values.ByteArray()
	}
	return nil
}

// translate reads a dictionary, so that each of its values is looked up once.
func (c *cursor) translate() error {
	values := c.dictionary.Page().Data()
	n := c.dictionary.Len()
	c.codes, c.quantities = c.codes[:0], c.quantities[:0]
	for i := range n {
		if c.kind == name {
			data, offsets := values.ByteArray()
			c.codes = append(c.codes, c.number(data[offsets[i]:offsets[i+1]]))
			continue
		}
		var value int64
		if values.Kind() == encoding.Int64 {
			value = values.Int64()[i]
		} else {
			value = int64(values.Int32()[i])
		}
		if c.kind == quantity {
			c.quantities = append(c.quantities, value)
			continue
		}
		code, err := c.dateCode(value)
		if err != nil {
			return err
		}
		c.codes = append(c.codes, code)
	}
	return nil
}

// dateCode is the code of a date, or of a timestamp's date in UTC.
func (c *cursor) dateCode(value int64) (uint32, error) {
	day := value
	if c.perDay > 0 {
		if day = value / c.perDay; value%c.perDay < 0 {
			day--
		}
	}
	code, ok := analytics.DateCode(analytics.Day(day))
	if !ok {
		return 0, fmt.Errorf("a date is %v: expected %v to %v", dayText(day), analytics.FirstDay, analytics.LastDay)
	}
	return code, nil
}

// dayText is a day for an error. Very far ones have no calendar date.
func dayText(day int64) string {
	if day < -1<<24 || day > 1<<24 {
		return fmt.Sprintf("%d days from 1970-01-01", day)
	}
	return analytics.Day(day).String()
}
