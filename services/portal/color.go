package portal

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// defaultColor is that of a tenant without one.
const defaultColor = "2f7d78"

// readable is the contrast that text needs (WCAG 2.2, success criterion 1.4.3).
const readable = 4.5

// rgb is a colour, each part 0 to 1.
type rgb [3]float64

// colorFile names the stylesheet of a brand's colour, #rgb or #rrggbb; anything else is the default's. The colour is
// part of the name, so that the sheet may be kept for ever.
func colorFile(color string) string {
	digits := strings.ToLower(strings.TrimPrefix(color, "#"))
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	if _, ok := parseColor(digits); !ok {
		digits = defaultColor
	}
	return "brand-" + digits + ".css"
}

// colorSheet is the stylesheet with that name. ok is false for any other name.
func colorSheet(name string) (sheet []byte, ok bool) {
	digits, first := strings.CutPrefix(name, "brand-")
	digits, last := strings.CutSuffix(digits, ".css")
	brand, known := parseColor(digits)
	if !first || !last || !known {
		return nil, false
	}
	white, nearBlack := rgb{1, 1, 1}, rgb{0.09, 0.09, 0.09}
	on := white
	if contrast(brand, white) < contrast(brand, rgb{}) {
		on = rgb{}
	}
	return fmt.Appendf(nil, ":root{--brand:%s;--on-brand:%s;--brand-ink:%s}\n@media (prefers-color-scheme:dark){:root{--brand-ink:%s}}\n",
		brand, on, towards(brand, rgb{}, white), towards(brand, white, nearBlack)), true
}

// parseColor reads six lower-case hex digits.
func parseColor(digits string) (rgb, bool) {
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 || digits != strings.ToLower(digits) {
		return rgb{}, false
	}
	return rgb{float64(n>>16) / 255, float64(n>>8&0xff) / 255, float64(n&0xff) / 255}, true
}

// String is the colour in CSS.
func (c rgb) String() string {
	part := func(i int) int { return int(math.Round(c[i] * 255)) }
	return fmt.Sprintf("#%02x%02x%02x", part(0), part(1), part(2))
}

// towards mixes as much of another colour into c as it takes to read it on a ground.
func towards(c, other, ground rgb) rgb {
	const steps = 40
	for i := range steps + 1 {
		share := float64(i) / steps
		var mixed rgb
		for p := range mixed {
			// What will be shown has whole steps of 1/255.
			mixed[p] = math.Round((c[p]*(1-share)+other[p]*share)*255) / 255
		}
		if contrast(mixed, ground) >= readable {
			return mixed
		}
	}
	return other
}

// contrast is 1 to 21 (WCAG 2.2, "contrast ratio").
func contrast(a, b rgb) float64 {
	one, two := luminance(a), luminance(b)
	return (max(one, two) + 0.05) / (min(one, two) + 0.05)
}

// luminance is 0 to 1 (WCAG 2.2, "relative luminance").
func luminance(c rgb) float64 {
	linear := func(part float64) float64 {
		if part <= 0.04045 {
			return part / 12.92
		}
		return math.Pow((part+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c[0]) + 0.7152*linear(c[1]) + 0.0722*linear(c[2])
}
