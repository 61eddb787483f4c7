package sysmon

import (
	"errors"
	"fmt"
	"sync"

	"github.com/ebitengine/purego"
)

// darwinLibraries calls macOS's own libraries. pmset reports the battery too,
// but starting it means a fork, which costs a process that holds gigabytes a
// lot, and would disturb a measurement.
//
// Handles of the system's objects are uintptr, since Go does not own their
// memory. Functions with Copy or Create in their name return objects that must
// be released. Objects from all other functions belong to the object that they
// were got from.
type darwinLibraries struct {
	once   sync.Once
	opened error

	notifyRegister func(name string, token *int32) uint32
	notifyState    func(token int32, state *uint64) uint32
	token          int32

	copySupplies  func() uintptr
	listSupplies  func(supplies uintptr) uintptr
	describe      func(supplies, supply uintptr) uintptr
	providingType func(supplies uintptr) uintptr

	release      func(object uintptr)
	typeOf       func(object uintptr) uint
	stringType   func() uint
	numberType   func() uint
	arrayLength  func(array uintptr) int
	arrayAt      func(array uintptr, index int) uintptr
	lookUp       func(dictionary, key uintptr) uintptr
	createString func(allocator uintptr, text string, encoding uint32) uintptr
	stringBytes  func(text uintptr, buffer *byte, size int, encoding uint32) bool
	numberValue  func(number uintptr, kind int, value *float64) bool
}

const (
	encodingUTF8  = 0x08000100 // kCFStringEncodingUTF8
	numberFloat64 = 6          // kCFNumberFloat64Type
)

func (d *darwinLibraries) open() error {
	d.once.Do(func() {
		d.opened = errors.Join(
			bind("/usr/lib/libSystem.B.dylib", map[string]any{
				"notify_register_check": &d.notifyRegister,
				"notify_get_state":      &d.notifyState,
			}),
			bind("/System/Library/Frameworks/IOKit.framework/IOKit", map[string]any{
				"IOPSCopyPowerSourcesInfo":        &d.copySupplies,
				"IOPSCopyPowerSourcesList":        &d.listSupplies,
				"IOPSGetPowerSourceDescription":   &d.describe,
				"IOPSGetProvidingPowerSourceType": &d.providingType,
			}),
			bind("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation", map[string]any{
				"CFRelease":                 &d.release,
				"CFGetTypeID":               &d.typeOf,
				"CFStringGetTypeID":         &d.stringType,
				"CFNumberGetTypeID":         &d.numberType,
				"CFArrayGetCount":           &d.arrayLength,
				"CFArrayGetValueAtIndex":    &d.arrayAt,
				"CFDictionaryGetValue":      &d.lookUp,
				"CFStringCreateWithCString": &d.createString,
				"CFStringGetCString":        &d.stringBytes,
				"CFNumberGetValue":          &d.numberValue,
			}),
		)
		if d.opened == nil {
			d.opened = d.register()
		}
	})
	return d.opened
}

// bind points each function at its symbol. Libraries stay open: the handles
// of closed ones have crashed programs.
func bind(library string, functions map[string]any) error {
	handle, err := purego.Dlopen(library, purego.RTLD_LAZY|purego.RTLD_GLOBAL)
	if err != nil {
		return err
	}
	for symbol, function := range functions {
		address, err := purego.Dlsym(handle, symbol)
		if err != nil {
			return err
		}
		purego.RegisterFunc(function, address)
	}
	return nil
}

func (d *darwinLibraries) register() error {
	if status := d.notifyRegister("com.apple.system.thermalpressurelevel", &d.token); status != 0 {
		return fmt.Errorf("the thermal pressure level is not told (status %d)", status)
	}
	return nil
}

// pressure returns the thermal pressure level.
func (d *darwinLibraries) pressure() (uint64, error) {
	if err := d.open(); err != nil {
		return 0, err
	}
	var level uint64
	if status := d.notifyState(d.token, &level); status != 0 {
		return 0, fmt.Errorf("the thermal pressure level could not be read (status %d)", status)
	}
	return level, nil
}

// supplies returns the sources of power.
func (d *darwinLibraries) supplies() (appleSupplies, error) {
	if err := d.open(); err != nil {
		return appleSupplies{}, err
	}
	info := d.copySupplies()
	if info == 0 {
		return appleSupplies{}, errors.New("the system reports no power supply")
	}
	defer d.release(info)
	s := appleSupplies{providing: d.text(d.providingType(info))}
	list := d.listSupplies(info)
	if list == 0 {
		return s, nil
	}
	defer d.release(list)
	for i := range d.arrayLength(list) {
		supply := d.describe(info, d.arrayAt(list, i))
		if supply == 0 || d.text(d.property(supply, "Type")) != "InternalBattery" {
			continue
		}
		now, ok1 := d.number(d.property(supply, "Current Capacity"))
		full, ok2 := d.number(d.property(supply, "Max Capacity"))
		if ok1 && ok2 {
			s.batteries = append(s.batteries, store{now, full})
		}
	}
	return s, nil
}

func (d *darwinLibraries) property(dictionary uintptr, key string) uintptr {
	name := d.createString(0, key, encodingUTF8)
	if name == 0 {
		return 0
	}
	defer d.release(name)
	return d.lookUp(dictionary, name)
}

func (d *darwinLibraries) text(object uintptr) string {
	if object == 0 || d.typeOf(object) != d.stringType() {
		return ""
	}
	var buffer [128]byte
	if !d.stringBytes(object, &buffer[0], len(buffer), encodingUTF8) {
		return ""
	}
	return untilNUL(buffer[:])
}

func (d *darwinLibraries) number(object uintptr) (float64, bool) {
	if object == 0 || d.typeOf(object) != d.numberType() {
		return 0, false
	}
	var value float64
	exact := d.numberValue(object, numberFloat64, &value)
	return value, exact
}
