package simulator

// Measures are a parcel's inches and ounces. Zero stands for one that was not given.
type Measures struct{ length, width, height, weight float64 }

// lengthAndGirth is the longest side and the way around the other two.
func (m *Measures) lengthAndGirth() float64 {
	longest := max(m.length, m.width, m.height)
	return longest + 2*(m.length+m.width+m.height-longest)
}
