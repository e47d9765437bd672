package story

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/afterword-io/afterword/pkg/events"
)

// maxFaults is how many events at fault Each names before it gives up.
const maxFaults = 20

// Each reads recorded facts, an array of CloudEvents or one after the other, and hands
// them on normalised, without holding more than one of them: exports are large. Events that are no
// facts are left out and counted. What was recorded was valid when it came in, so it is held to the
// form of an event only. The error is an *InvalidError, or a sentence about the input.
func Each(r io.Reader, take func(events.Event) error) (others int, err error) {
	input := bufio.NewReaderSize(r, 1<<20)
	first, err := firstByte(input)
	if err != nil {
		return 0, err
	}
	decoder := json.NewDecoder(input)
	array := first == '['
	if array {
		if _, err := decoder.Token(); err != nil {
			return 0, fmt.Errorf("the input is not JSON: %w", err)
		}
	}
	var faults []string
	for i := 0; ; i++ {
		if array && !decoder.More() {
			if _, err := decoder.Token(); err != nil {
				return others, fmt.Errorf("after event %d: %w", i, jsonFault(err))
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
			return others, fmt.Errorf("event %d: %w", i+1, jsonFault(err))
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
	return events.Normalize(fact), nil
}

// firstByte skips what may stand before a document and returns its first byte, unread.
func firstByte(input *bufio.Reader) (byte, error) {
	if mark, err := input.Peek(3); err == nil && bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		if _, err := input.Discard(len(mark)); err != nil {
			return 0, fmt.Errorf("read the input: %w", err)
		}
	}
	for {
		c, err := input.ReadByte()
		switch {
		case errors.Is(err, io.EOF):
			return 0, errors.New("the input is empty")
		case err != nil:
			return 0, fmt.Errorf("read the input: %w", err)
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
		case c == '[' || c == '{':
			return c, input.UnreadByte()
		default:
			return 0, errors.New("the input is neither a JSON object nor a JSON array")
		}
	}
}

func jsonFault(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("the JSON ends before it is complete")
	}
	return fmt.Errorf("the input is not JSON: %w", err)
}
