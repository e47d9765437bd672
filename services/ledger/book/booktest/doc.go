// Package booktest opens books for tests: what a test says of one engine it says of both.
//
//	func TestMain(m *testing.M) { booktest.Main(m) }
//
//	func TestPages(t *testing.T) {
//		booktest.Each(t, func(t *testing.T, open func() *book.Book) {
//			b := open()
//			...
//		})
//	}
//
// SQLite is a file in the test's folder. PostgreSQL is a real server from the binaries that are installed (`make
// postgres`), started once for each test process and stopped with it; every test has a database of its own. A machine
// without PostgreSQL fails the tests: half a proof is none.
//
// Tests of any package of the ledger may import it, and the bench of package loadgen; nothing that ships does.
package booktest
