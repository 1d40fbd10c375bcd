package python

// kind is what a token is. Operators of one byte are that byte.
type kind uint8

const (
	kEnd kind = iota // before the first and after the last token of the file
	kNumber
	kString
	kFStart          // the prefix and opening quote of an f-string
	kFMiddle         // text inside an f-string
	kFEnd            // its closing quote
	kFieldOpen       // { of a replacement field
	kFieldClose      // } of a replacement field
	kBang            // ! before a conversion
	kSpec            // : before a format
	kEllipsis        // ...
	kArrow           // ->
	kWalrus          // :=
	kPower           // **
	kFloorDiv        // //
	kShiftLeft       // <<
	kShiftRight      // >>
	kEqual           // ==
	kNotEqual        // != and <>
	kLessEqual       // <=
	kMoreEqual       // >=
	kAugmented       // += and its like
	kName       kind = 127
)

// Keywords. async and await may also be names.
const (
	kFalse kind = iota + 128
	kNone
	kTrue
	kAnd
	kAs
	kAssert
	kAsync
	kAwait
	kBreak
	kClass
	kContinue
	kDef
	kDel
	kElif
	kElse
	kExcept
	kFinally
	kFor
	kFrom
	kGlobal
	kIf
	kImport
	kIn
	kIs
	kLambda
	kNonlocal
	kNot
	kOr
	kPass
	kRaise
	kReturn
	kTry
	kWhile
	kWith
	kYield
)

var keywords = map[string]kind{
	"False": kFalse, "None": kNone, "True": kTrue, "and": kAnd, "as": kAs, "assert": kAssert, "async": kAsync,
	"await": kAwait, "break": kBreak, "class": kClass, "continue": kContinue, "def": kDef, "del": kDel, "elif": kElif,
	"else": kElse, "except": kExcept, "finally": kFinally, "for": kFor, "from": kFrom, "global": kGlobal, "if": kIf,
	"import": kImport, "in": kIn, "is": kIs, "lambda": kLambda, "nonlocal": kNonlocal, "not": kNot, "or": kOr,
	"pass": kPass, "raise": kRaise, "return": kReturn, "try": kTry, "while": kWhile, "with": kWith, "yield": kYield,
}

// token is a piece of the text. Its mate is the matching bracket, the other
// end of an f-string, or for a lambda its colon and back; 0 is none.
type token struct {
	kind       kind
	start, end int32
	mate       int32
}

// isName reports whether the token can be an identifier.
func (k kind) isName() bool { return k == kName || k == kAsync || k == kAwait }

// startsString reports whether a literal of text begins here.
func (k kind) startsString() bool { return k == kString || k == kFStart }

// startsOperand reports whether an expression may begin with the token.
func (k kind) startsOperand() bool {
	switch k {
	case kName, kNumber, kString, kFStart, kEllipsis, kFalse, kNone, kTrue, kAsync, kAwait,
		kLambda, kNot, kYield, kPower, '(', '[', '{', '-', '+', '~', '*':
		return true
	}
	return false
}

// beginsStatement reports whether the keyword can stand only at the start of a
// statement, so that inside brackets it proves that they were never closed.
func (k kind) beginsStatement() bool {
	switch k {
	case kAssert, kBreak, kClass, kContinue, kDef, kDel, kElif, kExcept, kFinally, kGlobal, kImport,
		kNonlocal, kPass, kRaise, kReturn, kTry, kWhile, kWith:
		return true
	}
	return false
}

// line is a logical line: one or more simple statements, or a header.
type line struct {
	first, last int32 // its tokens, from first up to but not including last
	start, end  int32 // its bytes
	indent      int   // column of its first token, tabs to the next multiple of 8
	bad         bool  // a problem was noted; it cannot be read further
}
