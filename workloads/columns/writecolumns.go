package columns

import (
	"encoding/binary"

	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"ep-benchmark/workloads/analytics"
)

// writtenColumn is a column of generated files.
type writtenColumn struct {
	name  string
	kind  kind
	field analytics.Field
}

// written are the columns of generated files: those that are read, and two that are not.
var written = []writtenColumn{
	{"carrier", name, analytics.FieldCarrier},
	{"service", name, analytics.FieldService},
	{"cost_cents", quantity, analytics.FieldCost},
	{"zone", quantity, analytics.FieldZone},
	{"created", date, analytics.FieldCreated},
	{"origin", name, analytics.FieldOrigin},
	{"destination", name, analytics.FieldDestination},
	{"status", name, analytics.FieldStatus},
	{"delivery_days", quantity, analytics.FieldDeliveryDays},
}

// dictionary are the values that the pages' numbers stand for, as a dictionary page has them, and how many there are.
func (c *chunk) dictionary() (values []byte, n int) {
	switch c.column.kind {
	case name:
		names := c.names
		for _, text := range names {
			values = binary.LittleEndian.AppendUint32(values, uint32(len(text)))
			values = append(values, text...)
		}
		return values, len(names)
	case date:
		for _, day := range c.days {
			values = binary.LittleEndian.AppendUint32(values, uint32(int32(day)))
		}
		return values, len(c.days)
	}
	for _, value := range c.values {
		values = binary.LittleEndian.AppendUint32(values, uint32(int32(value)))
	}
	return values, len(c.values)
}

// schemaElements is the schema of generated files. The kinds of values are said twice, as older programs know only one
// way.
func schemaElements() []format.SchemaElement {
	elements := []format.SchemaElement{{Name: "shipments", NumChildren: thrift.New(int32(len(written)))}}
	for _, column := range written {
		element := format.SchemaElement{Name: column.name, RepetitionType: thrift.New(format.Required), Type: thrift.New(column.kind.physical())}
		switch column.kind {
		case name:
			element.LogicalType.Value, element.ConvertedType = &format.StringType{}, thrift.New(deprecated.UTF8)
		case date:
			element.LogicalType.Value, element.ConvertedType = &format.DateType{}, thrift.New(deprecated.Date)
		case quantity:
			element.LogicalType.Value, element.ConvertedType = &format.IntType{BitWidth: 32, IsSigned: true}, thrift.New(deprecated.Int32)
		}
		elements = append(elements, element)
	}
	return elements
}

// physical is the type that a kind has in generated files.
func (k kind) physical() format.Type {
	if k == name {
		return format.ByteArray
	}
	return format.Int32
}

// writeTo writes the column, and empties it for the next row group.
func (c *chunk) writeTo(w *writer) (about format.ColumnChunk, index format.OffsetIndex, err error) {
	values, n := c.dictionary()
	header := format.PageHeader{Type: format.DictionaryPage}
	header.DictionaryPageHeader = thrift.New(format.DictionaryPageHeader{NumValues: int32(n), Encoding: format.Plain})
	dictionary, plain, err := c.page(&header, values)
	if err != nil {
		return about, index, err
	}
	start := w.offset
	w.write(dictionary)
	first := w.offset
	w.write(c.pages)
	for i := range c.index {
		c.index[i].Offset += first
	}
	about.MetaData = format.ColumnMetaData{
		Type: c.column.kind.physical(), Encoding: []format.Encoding{format.Plain, format.RLE, format.RLEDictionary},
		PathInSchema: []string{c.column.name}, Codec: format.Snappy,
		DictionaryPageOffset: start, DataPageOffset: first,
		TotalCompressedSize: w.offset - start, TotalUncompressedSize: c.plain + plain,
	}
	index.PageLocations = c.index
	c.pages, c.index, c.plain, c.values = c.pages[:0], nil, 0, c.values[:0]
	clear(c.codes)
	return about, index, nil
}
