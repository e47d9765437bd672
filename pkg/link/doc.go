// Package link makes and reads what stands in the links that candidates get: the notifier puts them into messages,
// the portal opens them. It knows no bus and no clock.
//
// A token names a follow-up without naming anybody, says what it is good for and until when, and is signed. There is
// no list of them: whoever has the keys can tell a token that was made here from every other text.
//
//	token = key id · purpose · expiry · follow-up [· address] · HMAC-SHA256, cut to 16 bytes; in base64url
//
// What is wrong with a token is told to nobody: a forged, damaged, expired or misused one is ErrRefused, after the
// same work.
//
// Keys rotate: the first of a Keys signs, all of them are accepted. To rotate, put a new key behind the others,
// wherever links are made and read; once all know it, put it before them; take an old one away once the links that
// it signed have expired. A new key that signs before all know it makes links that some refuse.
//
// The same keys seal a text that somebody else keeps, such as a cookie (Seal, Open).
//
// The local part of a return address (VERP) is signed by the same keys, in letters that survive mail servers which
// do not keep upper case.
package link
