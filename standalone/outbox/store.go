package outbox

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
)

// Store keeps the accepted messages in a file of JSON lines.
type Store struct {
	clock clock.Clock

	mu       sync.Mutex
	file     *os.File
	messages []Message
	raw      map[int]string
	// known finds a message that comes again.
	known map[identity]int
	// changed is closed and replaced at every change.
	changed chan struct{}
}

// identity is what makes two messages the same one.
type identity struct {
	channel   events.Channel
	to        string
	messageID string
}

func identityOf(m Message) identity { return identity{m.Channel, m.To, m.MessageID} }

// OpenStore reads the file, or makes it. A last line that a crash has torn was never acknowledged and is cut off.
func OpenStore(path string, c clock.Clock) (*Store, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the outbox: %w", err)
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return nil, errors.Join(fmt.Errorf("keep the outbox's name on disk: %w", err), file.Close())
	}
	s := &Store{clock: c, file: file, raw: map[int]string{}, known: map[identity]int{}, changed: make(chan struct{})}
	if err := s.load(); err != nil {
		return nil, errors.Join(fmt.Errorf("read the outbox %s: %w", path, err), file.Close())
	}
	return s, nil
}

// syncDir puts the names in a directory on disk: a synced file without a name is lost all the same.
func syncDir(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

func (s *Store) load() error {
	var whole int64
	lines := bufio.NewReader(s.file)
	for {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		var entry stored
		if err := json.Unmarshal(bytes.TrimSpace(line), &entry); err != nil {
			return fmt.Errorf("at byte %d: %w", whole, err)
		}
		whole += int64(len(line))
		s.take(entry)
	}
	if err := s.file.Truncate(whole); err != nil {
		return err
	}
	_, err := s.file.Seek(whole, io.SeekStart)
	return err
}

func (s *Store) take(entry stored) {
	if entry.CopyOf > 0 {
		s.messages[entry.CopyOf-1].Copies++
		return
	}
	s.messages = append(s.messages, entry.Message)
	s.raw[entry.Message.ID] = entry.Raw
	if entry.Message.MessageID != "" {
		s.known[identityOf(entry.Message)] = entry.Message.ID
	}
}

// Accept stores a message and returns it once it is on disk; its ID, its times and its number of copies are set here.
func (s *Store) Accept(m Message, raw string) (Message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	entry := stored{Raw: raw}
	if earlier := s.known[identityOf(m)]; earlier > 0 {
		entry = stored{CopyOf: earlier}
	} else {
		m.ID, m.Copies = len(s.messages)+1, 1
		m.AcceptedAt, m.ReceivedAt = s.clock.Now(), time.Now().UTC()
		entry.Message = m
	}
	if err := s.write(entry); err != nil {
		return Message{}, err
	}
	s.take(entry)
	close(s.changed)
	s.changed = make(chan struct{})
	if entry.CopyOf > 0 {
		return s.messages[entry.CopyOf-1], nil
	}
	return m, nil
}

// write appends a line and syncs it. A line that could not be written whole is cut off again.
func (s *Store) write(entry stored) error {
	line, err := json.Marshal(entry)
	if err != nil {
		return fmt.Errorf("encode a message: %w", err)
	}
	before, err := s.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return fmt.Errorf("write a message: %w", err)
	}
	if _, err := s.file.Write(append(line, '\n')); err != nil {
		_, back := s.file.Seek(before, io.SeekStart)
		return fmt.Errorf("write a message: %w", errors.Join(err, s.file.Truncate(before), back))
	}
	if err := s.file.Sync(); err != nil {
		return fmt.Errorf("sync a message: %w", err)
	}
	return nil
}

// Query narrows a list; empty fields match everything.
type Query struct {
	Channel  events.Channel
	To       string
	Reminder string
	// After leaves out messages up to this ID.
	After int
	// Since leaves out what was accepted before, by the clock.
	Since time.Time
}

func (q Query) matches(m Message) bool {
	return (q.Channel == "" || q.Channel == m.Channel) && (q.To == "" || q.To == m.To) &&
		(q.Reminder == "" || q.Reminder == m.Reminder) && !m.AcceptedAt.Before(q.Since)
}

// List returns the messages that match, oldest first.
func (s *Store) List(q Query) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []Message{}
	for _, m := range s.messages[min(q.After, len(s.messages)):] {
		if q.matches(m) {
			list = append(list, m)
		}
	}
	return list
}

// Get returns one message and its source.
func (s *Store) Get(id int) (m Message, raw string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if id < 1 || id > len(s.messages) {
		return Message{}, "", false
	}
	return s.messages[id-1], s.raw[id], true
}

// Changed returns a channel that is closed at the next change.
func (s *Store) Changed() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed
}

// Close closes the file.
func (s *Store) Close() error { return s.file.Close() }
