package sheets

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"ep-benchmark/workloads/shipping"
)

// rawRows are the rows as they stand in the file.
type rawRows interface {
	shipping.Rows
	flaws() []flaw
}

// textRows are the rows of a text. Unlike those of a workbook they have no
// flaws.
type textRows struct{ shipping.Rows }

func (textRows) flaws() []flaw { return nil }

// headRow is one of a file's first rows.
type headRow struct {
	number int
	cells  []string // none where the row can't be read
	line   string
	layout shipping.Layout // that the line is read by
}

const (
	lookedAt   = 20 // rows with any text among which the header is looked for
	titleCells = 4  // a row above the header with more cells is no title: a shipment has five at least
)

// headOf are the first rows with any text.
func headOf(rows rawRows) ([]headRow, error) {
	var all []headRow
	for len(all) < lookedAt && rows.Next() {
		number, line, problem := rows.Row()
		row := headRow{number: number, line: line, layout: rows.Layout()}
		if problem == nil {
			row.cells = cellsOf(line)
		}
		if problem != nil || filled(row.cells) > 0 {
			all = append(all, row)
		}
	}
	return all, rows.Err()
}

// cellsOf are a line's cells, trimmed; none of a line with more than a
// spreadsheet can have.
func cellsOf(line string) []string {
	if strings.Count(line, "\t") >= mostCells {
		return nil
	}
	cells := strings.Split(line, "\t")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// filled counts the cells with a text.
func filled(cells []string) (count int) {
	for _, cell := range cells {
		if cell != "" {
			count++
		}
	}
	return count
}

// layoutOf finds out how a file's columns stand, by its first rows: a header
// with known names, or columns that are named. It returns nil when the file has
// neither: the columns then stand in the order of a spreadsheet line.
func layoutOf(head []headRow, named Columns) (*mapping, error) {
	for _, row := range head {
		if row.isHeader(named) {
			m, err := newMapping(trimmedEnd(row.cells), named)
			if err != nil {
				return nil, fmt.Errorf("line %d is its header: %w", row.number, err)
			}
			m.header = row.number
			return m, nil
		}
		if len(named.fields()) == 0 && row.isShipment() {
			return nil, named.refuseIgnored()
		}
	}
	if named.Empty() || len(head) == 0 {
		return nil, nil
	}
	return withoutHeader(head, named)
}

// isShipment tells whether a row reads as a shipment by the order of its cells.
func (r *headRow) isShipment() bool {
	var shipment shipping.Shipment
	return r.cells != nil && r.layout.ParseLine(r.line, &shipment) == nil
}

// isHeader tells whether a row names columns: three that are known, or the
// dimensions and the weight, or all that --columns names, one at least by its
// header.
func (r *headRow) isHeader(named Columns) bool {
	var known [fieldCount]bool
	for _, cell := range r.cells {
		if claim, is := claimed(cell); is && isSure(cell, r.cells) {
			known[claim.field] = true
		}
	}
	byHeader, all := false, true
	for _, column := range named.fields() {
		_, by, err := column.find(r.cells)
		if all = all && err == nil; err == nil && by {
			known[column.field], byHeader = true, true
		}
	}
	count := 0
	for _, is := range known {
		if is {
			count++
		}
	}
	return count >= 3 || known[dimensions] && known[weight] || byHeader && all
}

// withoutHeader is for files whose columns are all named by their letters. A
// first row whose weight column has no digit is taken for a header with unknown
// words.
func withoutHeader(head []headRow, named Columns) (*mapping, error) {
	titles := make([]string, widest(head))
	for _, column := range named.all {
		if _, ok := column.position(); !ok {
			return nil, named.wrong(column, fmt.Errorf("there is no column with that header; its first line has %s", listedTitles(head[0].cells)))
		}
	}
	for _, row := range head {
		if row.isTitles(named) {
			copy(titles, row.cells)
			m, err := newMapping(titles, named)
			if m != nil {
				m.header = row.number
			}
			return m, err
		}
	}
	return newMapping(titles, named)
}

// isTitles tells whether a row has texts and no digit in the named columns.
func (r *headRow) isTitles(named Columns) bool {
	fields := named.fields()
	return len(fields) > 0 && !slices.ContainsFunc(fields, func(c column) bool {
		at, _ := c.position()
		return at >= len(r.cells) || r.cells[at] == "" || strings.ContainsFunc(r.cells[at], unicode.IsDigit)
	})
}

// widest is how many columns the rows have.
func widest(head []headRow) (most int) {
	for _, row := range head {
		most = max(most, len(trimmedEnd(row.cells)))
	}
	return most
}

// trimmedEnd cuts empty cells off a row's end.
func trimmedEnd(cells []string) []string {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// notices are what a file's owner should know of how its columns are read.
func (m *mapping) notices(head []headRow) []string {
	if m == nil {
		return nil
	}
	var all []string
	if len(head) > 0 && head[0].number < m.header {
		all = append(all, fmt.Sprintf("its header is line %d; what stands above it is not read", m.header))
	}
	if len(m.unused) > 0 {
		all = append(all, "columns not used: "+listed(m.unused))
	}
	return all
}
