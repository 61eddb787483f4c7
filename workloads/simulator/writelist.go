package simulator

import "strconv"

// writeList renders the objects under a name.
func writeList[T any](c *call, name string, found []*T, more bool, render func(b []byte, object *T) []byte) {
	c.out = append(append(c.out, `{"has_more":`...), strconv.FormatBool(more)...)
	c.out = append(append(append(c.out, `,"`...), name...), `":[`...)
	for i, object := range found {
		if i > 0 {
			c.out = append(c.out, ',')
		}
		c.out = render(c.out, object)
	}
	c.out = append(c.out, `]}`...)
}
