package rating

// Measures are a parcel's inches and ounces. Zero stands for one that was not given.
type Measures struct{ Length, Width, Height, Weight float64 }

// lengthAndGirth is the longest side and the way around the other two.
func (m *Measures) lengthAndGirth() float64 {
	longest := max(m.Length, m.Width, m.Height)
	return longest + 2*(m.Length+m.Width+m.Height-longest)
}
