package api

import "strconv"

// writeList renders the objects under a name.
func writeList[T any](c *Call, name string, found []*T, more bool, render func(b []byte, object *T) []byte) {
	c.Out = append(append(c.Out, `{"has_more":`...), strconv.FormatBool(more)...)
	c.Out = append(append(append(c.Out, `,"`...), name...), `":[`...)
	for i, object := range found {
		if i > 0 {
			c.Out = append(c.Out, ',')
		}
		c.Out = render(c.Out, object)
	}
	c.Out = append(c.Out, `]}`...)
}
