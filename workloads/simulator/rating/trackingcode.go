package rating

import "ep-benchmark/workloads/simulator/wire"

// The tracking codes of bought shipments look like each carrier's and hold its check digit. They are a function of the
// shipment's serial number, which repeats no code until all numbers of the code's length are used.

// scattered spreads serial numbers over the numbers below modulus, a power of ten. Multiplying by a number that is
// prime to ten is a bijection there.
func scattered(serial, modulus uint64) uint64 {
	const multiplier = 61_803_398_874_989 % 10_000_000_000 // prime to ten
	return (serial%modulus*multiplier%modulus + modulus/3) % modulus
}

// appendUSPSCode renders 22 digits that begin with 9400, as recorded; the last one checks the others.
func appendUSPSCode(b []byte, serial uint64) []byte {
	begin := len(b)
	b = wire.AppendDigits(append(b, `940010011036`...), scattered(serial, 1e9), 9)
	sum := 0
	for i, digit := range b[begin:] {
		weight := 3 - 2*(i%2) // 3, 1, 3, 1, …
		sum += weight * int(digit-'0')
	}
	return append(b, byte('0'+(10-sum%10)%10))
}

// appendUPSCode renders 1Z, a shipper of six, a service of two and eight digits, the last one to check the others.
func appendUPSCode(b []byte, serial uint64) []byte {
	begin := len(b)
	b = wire.AppendDigits(append(b, `1ZE6A48503`...), scattered(serial, 1e7), 7)
	sum := 0
	for i, c := range b[begin+2:] {
		value := int(c - '0')
		if c >= 'A' {
			value = int(c-'A'+2) % 10
		}
		sum += value * (1 + i%2)
	}
	return append(b, byte('0'+(10-sum%10)%10))
}

// appendFedExCode renders twelve digits, the last one to check the others.
func appendFedExCode(b []byte, serial uint64) []byte {
	begin := len(b)
	b = wire.AppendDigits(append(b, `79`...), scattered(serial, 1e9), 9)
	weights, sum := [...]int{3, 1, 7}, 0
	for i, digit := range b[begin:] {
		sum += weights[i%3] * int(digit-'0')
	}
	return append(b, byte('0'+sum%11%10))
}

// appendDHLCode renders ten digits, the last one being the rest of the others divided by seven.
func appendDHLCode(b []byte, serial uint64) []byte {
	number := 100_000_000 + scattered(serial, 1e8)
	b = wire.AppendDigits(b, number, 9)
	return append(b, byte('0'+number%7))
}
