package report

// A column is one of a table's columns.
type column struct {
	title string
	// name stands before a cell of the column where the cell is not below the
	// title: "baseline 8.31 ms". Empty for a cell that explains itself.
	name string
	// beneath says that the column is the first to go where the width does not
	// hold all of them: its cells then have a line of their own.
	beneath bool
}

// A tableRow has a cell for each column, and lines beneath them.
type tableRow struct {
	cells []value
	under []value
}

// table is rows in columns, each column as wide as its widest cell.
type table struct {
	columns []column
	rows    []tableRow
	// grouped says that the first cell names a group of rows, in its first one.
	grouped bool
}

// A layout is one way to show a table.
type layout struct {
	apart   bool // groups have their names on lines of their own
	beneath bool // so have the cells of columns that say so
	gap     int  // between two columns
}

// layouts lists the ways to show a table, the widest first.
func (t *table) layouts() []layout {
	var all []layout
	for _, l := range []layout{{}, {apart: true}, {beneath: true}, {apart: true, beneath: true}} {
		if l.apart && !t.grouped || t.grouped && l.beneath && !l.apart {
			continue
		}
		for _, l.gap = range []int{between, between - 1} {
			all = append(all, l)
		}
	}
	return all
}

// table writes a table as the width allows: a line for each row, or with some
// of its cells on other lines, or cell by cell.
func (p *page) table(t *table) {
	if len(t.rows) == 0 {
		return
	}
	for _, l := range t.layouts() {
		d := drawing{table: t, layout: l, widths: t.widths(l)}
		if p.style.columns() == 0 || d.total() <= p.style.columns() {
			p.aligned(&d)
			return
		}
	}
	p.stacked(t)
}

// widths are those of the columns; 0 for one that is not on the rows' lines.
func (t *table) widths(l layout) []int {
	widths := make([]int, len(t.columns))
	for i, c := range t.columns {
		if c.beneath && l.beneath || i == 0 && l.apart {
			continue
		}
		widths[i] = columns(c.title)
		for _, row := range t.rows {
			widths[i] = max(widths[i], row.cells[i].columns())
		}
	}
	return widths
}

// drawing is a table in one layout.
type drawing struct {
	*table
	layout
	widths []int
}

// start is the column where rows begin.
func (d *drawing) start() int {
	if d.apart {
		return 2 * labelColumn
	}
	return labelColumn
}

func (d *drawing) total() int {
	total := d.start() - d.gap
	for _, w := range d.widths {
		if w > 0 {
			total += w + d.gap
		}
	}
	return total
}

// indent is the column where lines beneath a row begin: that of the second
// cell on its line.
func (d *drawing) indent() int {
	for _, w := range d.widths {
		if w > 0 {
			return d.start() + w + d.gap
		}
	}
	return d.start()
}

// aligned writes the rows below their titles.
func (p *page) aligned(d *drawing) {
	titles := make([]value, len(d.columns))
	for i, c := range d.columns {
		titles[i] = coloured(faint, c.title)
	}
	p.cells(d, titles)
	for _, row := range d.rows {
		if d.apart && row.cells[0].columns() > 0 {
			p.indented(labelColumn, row.cells[0])
		}
		p.cells(d, row.cells)
		if beneath := d.outside(row); len(beneath) > 0 {
			p.indented(d.indent(), beneath...)
		}
		for _, line := range row.under {
			p.indented(d.indent(), line)
		}
	}
}

// cells writes the cells of a row that are on its line.
func (p *page) cells(d *drawing, cells []value) {
	at := d.start()
	for i, cell := range cells {
		if d.widths[i] == 0 {
			continue
		}
		if cell.columns() > 0 {
			p.pad(at)
			p.place(at, cell)
		}
		at += d.widths[i] + d.gap
	}
	p.write("\n")
	p.used = 0
}

// outside are the cells of a row that go beneath its line.
func (d *drawing) outside(row tableRow) []value {
	var found []value
	for i, c := range d.columns {
		if c.beneath && d.beneath && row.cells[i].columns() > 0 {
			found = append(found, named(c.name, row.cells[i]))
		}
	}
	return found
}

// stacked writes a row's cells one after another, as the lines hold them.
func (p *page) stacked(t *table) {
	for _, row := range t.rows {
		indent, cells, columns := labelColumn, row.cells, t.columns
		if t.grouped {
			if cells[0].columns() > 0 {
				p.indented(indent, cells[0])
			}
			indent, cells, columns = 2*labelColumn, cells[1:], columns[1:]
		}
		p.indented(indent, cells[0])
		var rest []value
		for i, cell := range cells[1:] {
			if cell.columns() > 0 {
				rest = append(rest, named(columns[i+1].name, cell))
			}
		}
		if indent += labelColumn; len(rest) > 0 {
			p.indented(indent, rest...)
		}
		for _, line := range row.under {
			p.indented(indent, line)
		}
	}
}

// named puts a name before a cell.
func named(name string, cell value) value {
	if name != "" {
		cell.spans = append([]span{{cell.spans[0].colour, name + " "}}, cell.spans...)
	}
	return cell
}

// indented writes values from a column on.
func (p *page) indented(indent int, values ...value) {
	p.pad(indent)
	p.flow(indent, values)
}
