package story

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// maxFaults is how many events at fault Each names before it gives up.
const maxFaults = 20

// Each reads recorded facts, an array of CloudEvents or one after the other, and hands
// them on normalised, without holding more than one of them: exports are large. Events that are no
// facts are left out and counted. When a fact came in nobody knows, so it is held to every rule except
// those about its age. The error is an *InvalidError, or a sentence about the input.
func Each(r io.Reader, take func(events.Event) error) (others int, err error) {
	input := bufio.NewReaderSize(r, 1<<20)
	first, line, err := firstByte(input)
	if err != nil {
		return 0, err
	}
	ahead := &lookahead{input: input, line: line}
	decoder := json.NewDecoder(ahead)
	array := first == '['
	before := "" // What stands for the part of the array that was read.
	if array {
		before = "["
		if _, err := decoder.Token(); err != nil {
			return 0, fmt.Errorf("the input is not JSON: %w", err)
		}
		ahead.drop(decoder.InputOffset())
	}
	var faults []string
	for i := 0; ; i++ {
		if array && !decoder.More() {
			if _, err := decoder.Token(); err != nil {
				return others, ahead.fault(before, err)
			}
			if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
				return others, errors.New("there is something after the array; hand in one array, or an event on each line")
			}
			break
		}
		var raw json.RawMessage
		err := decoder.Decode(&raw)
		if errors.Is(err, io.EOF) && !array {
			break
		}
		if err != nil {
			return others, ahead.fault(before, err)
		}
		ahead.drop(decoder.InputOffset())
		if array {
			before = "[0"
		}
		fact, err := recordedFact(raw)
		if err != nil {
			if faults = append(faults, faultsOf(fmt.Sprintf("[%d]", i), err)...); len(faults) >= maxFaults {
				break
			}
			continue
		}
		if !fact.Type.IsFact() {
			others++
			continue
		}
		if err := take(fact); err != nil {
			return others, err
		}
	}
	if len(faults) > 0 {
		return others, &InvalidError{Faults: faults}
	}
	return others, nil
}

func recordedFact(raw json.RawMessage) (events.Event, error) {
	fact, err := events.ParseEvent(raw)
	if err != nil {
		return fact, err
	}
	if fact.Type.IsFact() && (fact.Time.IsZero() || fact.Subject == "") {
		return fact, &events.InvalidError{Fields: []events.FieldError{
			{Message: "must have a subject and a time: of which follow-up it speaks, and when it became known"},
		}}
	}
	fact = events.Normalize(fact)
	if !fact.Type.IsFact() {
		return fact, nil
	}
	return fact, validAtSomeTime(fact)
}

// validAtSomeTime holds a fact to the rules whatever the clock: a clock that is far behind finds nothing
// too old, and one that is far ahead nothing too early, so what both refuse is wrong in itself.
func validAtSomeTime(fact events.Event) error {
	if events.Validate(fact, fact.Time) == nil {
		return nil
	}
	behind := events.Validate(fact, time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC))
	ahead := events.Validate(fact, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC))
	var early, late *events.InvalidError
	if !errors.As(behind, &early) {
		return behind
	}
	if !errors.As(ahead, &late) {
		return ahead
	}
	wrong := slices.DeleteFunc(slices.Clone(early.Fields), func(f events.FieldError) bool {
		return !slices.Contains(late.Fields, f)
	})
	if len(wrong) == 0 {
		return nil
	}
	return &events.InvalidError{Fields: wrong}
}

// lookahead keeps what a decoder has read of the input and not yet handed on, to tell the line of a fault.
type lookahead struct {
	input io.Reader
	kept  []byte
	// dropped are the bytes before kept, and line is where kept begins.
	dropped int64
	line    int
}

func (l *lookahead) Read(p []byte) (int, error) {
	n, err := l.input.Read(p)
	l.kept = append(l.kept, p[:n]...)
	return n, err
}

// drop forgets the input up to an offset.
func (l *lookahead) drop(offset int64) {
	n := offset - l.dropped
	l.line += bytes.Count(l.kept[:n], []byte("\n"))
	l.kept, l.dropped = l.kept[n:], offset
}

// fault says where the input that is kept stops being JSON, in the words of Read. before stands for what
// was dropped.
func (l *lookahead) fault(before string, err error) error {
	if syntax := new(json.SyntaxError); !errors.As(err, &syntax) && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("read the input: %w", err)
	}
	raw := append([]byte(before), l.kept...)
	var value json.RawMessage
	if found := json.Unmarshal(raw, &value); found != nil {
		err = found
	}
	return notJSON(raw, l.line, err)
}

// firstByte skips what may stand before a document and returns its first byte, unread, and its line.
func firstByte(input *bufio.Reader) (first byte, line int, err error) {
	if mark, err := input.Peek(3); err == nil && bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		if _, err := input.Discard(len(mark)); err != nil {
			return 0, 0, fmt.Errorf("read the input: %w", err)
		}
	}
	line = 1
	for {
		c, err := input.ReadByte()
		switch {
		case errors.Is(err, io.EOF):
			return 0, 0, errors.New("the input is empty")
		case err != nil:
			return 0, 0, fmt.Errorf("read the input: %w", err)
		case c == '\n':
			line++
		case c == ' ' || c == '\t' || c == '\r':
		case c == '[' || c == '{':
			return c, line, input.UnreadByte()
		default:
			return 0, 0, errors.New("the input is neither a JSON object nor a JSON array")
		}
	}
}
