package message

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"
)

// examine reads a block of a tenant's template without executing it, so that a branch
// no sample takes is read too. It reports calls of functions that could write without
// end, loops but the one over people, fields that do not exist, and HTML and links that
// a reader would see as they stand.
func examine(tree *parse.Tree, report func(n parse.Node, reason string)) {
	e := examiner{
		report: report, types: map[string]reflect.Type{"$": reflect.TypeFor[view]()},
		html:    regexp.MustCompile(`<[/!]?[A-Za-z][^<>]*>?|&#?\w+;`),
		address: regexp.MustCompile(`(?i)\b([a-z][a-z0-9+.-]*)://|\b(javascript|data|vbscript|file|http|ftp|sms|intent):\S`),
	}
	e.list(tree.Root, reflect.TypeFor[view]())
}

type examiner struct {
	report func(n parse.Node, reason string)
	// types are the variables that are known here; a nil type could be anything.
	types   map[string]reflect.Type
	looping bool
	// html finds what would be markup in a page, address what a mail program may make a link of.
	html, address *regexp.Regexp
}

func (e examiner) list(list *parse.ListNode, dot reflect.Type) {
	if list == nil {
		return
	}
	e.types = maps.Clone(e.types)
	for _, n := range list.Nodes {
		e.node(n, dot)
	}
}

func (e examiner) node(n parse.Node, dot reflect.Type) {
	switch n := n.(type) {
	case *parse.TextNode:
		e.words(n, string(n.Text))
	case *parse.ActionNode:
		t := e.pipe(n.Pipe, dot)
		if t != nil && len(n.Pipe.Decl) == 0 && (t.Kind() == reflect.Struct || t.Kind() == reflect.Slice) {
			e.report(n, fmt.Sprintf("%s is more than a word; name one of its fields, or use range", n))
		}
	case *parse.IfNode:
		e.pipe(n.Pipe, dot)
		e.list(n.List, dot)
		e.list(n.ElseList, dot)
	case *parse.WithNode:
		e.list(n.List, e.pipe(n.Pipe, dot))
		e.list(n.ElseList, dot)
	case *parse.RangeNode:
		e.loop(n, dot)
	case *parse.TemplateNode:
		e.report(n, "a block cannot call another one; write the words where they belong")
	}
}

// loop allows one loop over the people of a panel, which are few: the length of what comes out stays in proportion.
func (e examiner) loop(n *parse.RangeNode, dot reflect.Type) {
	over := e.pipe(n.Pipe, dot)
	switch people := reflect.TypeFor[[]person](); {
	case over != people:
		e.report(n, "range goes over .OwedPeople only")
	case e.looping:
		e.report(n, "range must not stand inside of another range")
	default:
		inner := e
		inner.looping = true
		inner.types = maps.Clone(e.types)
		if d := n.Pipe.Decl; len(d) > 0 {
			inner.types[d[len(d)-1].Ident[0]] = people.Elem()
		}
		inner.list(n.List, people.Elem())
	}
	e.list(n.ElseList, dot)
}

// pipe examines a pipeline; its type is known if it is nothing but a field or a variable.
func (e examiner) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	var t reflect.Type
	for _, command := range p.Cmds {
		for _, argument := range command.Args {
			t = e.argument(argument, dot)
		}
	}
	if len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		t = nil
	}
	for _, variable := range p.Decl {
		e.types[variable.Ident[0]] = t
	}
	return t
}

func (e examiner) argument(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return e.field(n, dot, n.Ident)
	case *parse.VariableNode:
		return e.field(n, e.types[n.Ident[0]], n.Ident[1:])
	case *parse.ChainNode:
		return e.field(n, e.argument(n.Node, dot), n.Field)
	case *parse.PipeNode:
		return e.pipe(n, dot)
	case *parse.StringNode:
		if strings.ContainsFunc(n.Text, isControl) {
			e.report(n, "there is a control character; remove it")
		}
		e.words(n, n.Text)
	case *parse.IdentifierNode:
		if !slices.Contains(allowed(), n.Ident) {
			e.report(n, fmt.Sprintf("the function %s cannot be used; there are %s", n.Ident, strings.Join(allowed(), ", ")))
		}
	}
	return nil
}

// allowed are the functions that a tenant's template may call: those whose result is about as long as what they are given.
func allowed() []string {
	return []string{"and", "email", "eq", "ge", "gt", "last", "le", "len", "link", "lt", "ne", "not", "or", "phone", "quote"}
}

// field follows a chain of names from a type.
func (e examiner) field(n parse.Node, t reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		if t == nil {
			return nil
		}
		if t.Kind() != reflect.Struct {
			e.report(n, fmt.Sprintf("%s has no field %s: it is a word", strings.TrimSuffix(n.String(), "."+name), name))
			return nil
		}
		f, ok := t.FieldByName(name)
		if !ok {
			e.report(n, fmt.Sprintf("there is no field .%s; there are %s", name, strings.Join(fieldsOf(t), ", ")))
			return nil
		}
		t = f.Type
	}
	return t
}

func fieldsOf(t reflect.Type) []string {
	var names []string
	for f := range t.Fields() {
		names = append(names, "."+f.Name)
	}
	return names
}

// words reports what the markup cannot show. A link is an https address, or made by email and phone.
func (e examiner) words(n parse.Node, text string) {
	if found := e.html.FindString(text); found != "" {
		e.report(n, fmt.Sprintf("%s is HTML, which the reader would see; write the words only", found))
	}
	for _, found := range e.address.FindAllStringSubmatch(text, -1) {
		if !strings.EqualFold(found[1], "https") {
			e.report(n, fmt.Sprintf("%s is no address for a letter; use https, or email and phone", found[0]))
		}
	}
}
