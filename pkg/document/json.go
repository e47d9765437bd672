package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// checkJSON says on which line raw stops being JSON.
func checkJSON(name string, raw []byte) error {
	var value json.RawMessage
	err := json.Unmarshal(raw, &value)
	if err == nil {
		return nil
	}
	line := 0
	if syntax := new(json.SyntaxError); errors.As(err, &syntax) {
		line = 1 + bytes.Count(raw[:max(int(syntax.Offset)-1, 0)], []byte("\n"))
	}
	return faultAt(name, line, "this is not JSON: %v", err)
}

// jsonLines notes the lines of the names in a valid document; of one that is there twice, the first.
func jsonLines(raw []byte) map[string]int {
	lines := map[string]int{}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	line, counted := 1, int64(0)
	var walk func(path string)
	walk = func(path string) {
		open, _ := decoder.Token()
		if _, composite := open.(json.Delim); !composite {
			return
		}
		for decoder.More() {
			inner := path
			if open == json.Delim('{') {
				name, _ := decoder.Token()
				line += bytes.Count(raw[counted:decoder.InputOffset()], []byte("\n"))
				counted = decoder.InputOffset()
				inner = strings.TrimPrefix(fmt.Sprintf("%s.%s", path, name), ".")
				if _, known := lines[inner]; !known {
					lines[inner] = line
				}
			}
			walk(inner)
		}
		_, _ = decoder.Token()
	}
	walk("")
	return lines
}
