"""Writes what CPython makes of Python source in the notation of dump_test.go.

    python3 golden.py snippets.txt > golden.txt   the golden file (CPython 3.13)
    python3 golden.py --library FOLDER            the trees of a folder's files

snippets.txt holds snippets between lines of "----". Places are written
@line:column-line:column, lines from 1 and columns in bytes from 0, as CPython
gives them.
"""

import ast
import sys

OPS = {
    "Add": "+", "Sub": "-", "Mult": "*", "MatMult": "@", "Div": "/", "Mod": "%", "Pow": "**", "LShift": "<<",
    "RShift": ">>", "BitOr": "|", "BitXor": "^", "BitAnd": "&", "FloorDiv": "//", "Invert": "~", "Not": "not",
    "UAdd": "+", "USub": "-", "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is",
    "IsNot": "is_not", "In": "in", "NotIn": "not_in", "And": "and", "Or": "or",
}


def op(node):
    return OPS[type(node).__name__]


def quote(value):
    if isinstance(value, str):
        value = value.encode("utf-8", "surrogatepass")
    text = "".join(chr(c) if 32 <= c <= 126 and c not in b'"\\' else "\\x%02x" % c for c in value)
    return '"%s"' % text


class Dump:
    def __init__(self, places):
        self.places = places

    def at(self, n):
        if not self.places:
            return ""
        return "@%d:%d-%d:%d" % (n.lineno, n.col_offset, n.end_lineno, n.end_col_offset)

    def node(self, name, n, *parts):
        words = ["(" + name + self.at(n)]
        for p in parts:
            if isinstance(p, list):
                words += p
            else:
                words.append(p)
        return " ".join(words) + ")"

    def opt(self, n):
        return "-" if n is None else self.expr(n)

    def exprs(self, nodes):
        return [self.opt(n) for n in nodes]

    def expr(self, n):
        return getattr(self, "e_" + type(n).__name__)(n)

    def e_Name(self, n):
        return n.id + self.at(n)

    def e_Constant(self, n):
        v = n.value
        if v is None or v is True or v is False:
            return str(v) + self.at(n)
        if v is ...:
            return "Ellipsis" + self.at(n)
        if isinstance(v, str):
            return self.node("Str", n, quote(v))
        if isinstance(v, bytes):
            return self.node("Bytes", n, quote(v))
        if isinstance(v, complex):
            return go_float(v.imag) + "j" + self.at(n)
        if isinstance(v, int):
            return str(v) + self.at(n)
        return go_float(v) + self.at(n)

    def e_JoinedStr(self, n):
        return self.node("JoinedStr", n, self.exprs(n.values))

    def e_FormattedValue(self, n):
        parts = [self.expr(n.value)]
        if n.conversion >= 0:
            parts.append("!" + chr(n.conversion))
        if n.format_spec is not None:
            parts.append(self.expr(n.format_spec))
        return self.node("Field", n, parts)

    def e_List(self, n):
        return self.node("List", n, self.exprs(n.elts))

    def e_Tuple(self, n):
        return self.node("Tuple", n, self.exprs(n.elts))

    def e_Set(self, n):
        return self.node("Set", n, self.exprs(n.elts))

    def e_Dict(self, n):
        parts = []
        for k, v in zip(n.keys, n.values):
            parts += [self.opt(k), self.expr(v)]
        return self.node("Dict", n, parts)

    def e_Starred(self, n):
        return self.node("Starred", n, self.expr(n.value))

    def e_Attribute(self, n):
        return self.node("Attr", n, self.expr(n.value), n.attr)

    def e_Subscript(self, n):
        return self.node("Sub", n, self.expr(n.value), self.expr(n.slice))

    def e_Slice(self, n):
        return self.node("Slice", n, self.exprs([n.lower, n.upper, n.step]))

    def e_Call(self, n):
        return self.node("Call", n, self.expr(n.func), self.exprs(n.args), self.keywords(n.keywords))

    def keywords(self, nodes):
        return [self.node("kw", k, k.arg or "**", self.expr(k.value)) for k in nodes]

    def e_BinOp(self, n):
        return self.node(op(n.op), n, self.exprs([n.left, n.right]))

    def e_UnaryOp(self, n):
        return self.node("u" + op(n.op), n, self.expr(n.operand))

    def e_BoolOp(self, n):
        return self.node(op(n.op), n, self.exprs(n.values))

    def e_Compare(self, n):
        parts = [self.expr(n.left)]
        for o, c in zip(n.ops, n.comparators):
            parts += [op(o), self.expr(c)]
        return self.node("Compare", n, parts)

    def e_IfExp(self, n):
        return self.node("IfExp", n, self.exprs([n.test, n.body, n.orelse]))

    def e_Lambda(self, n):
        return self.node("Lambda", n, self.params(n.args), self.expr(n.body))

    def generators(self, n):
        parts = []
        for g in n.generators:
            words = ["(for"] + (["async"] if g.is_async else [])
            parts.append(" ".join(words + self.exprs([g.target, g.iter] + g.ifs)) + ")")
        return parts

    def e_ListComp(self, n):
        return self.node("ListComp", n, self.expr(n.elt), self.generators(n))

    def e_SetComp(self, n):
        return self.node("SetComp", n, self.expr(n.elt), self.generators(n))

    def e_GeneratorExp(self, n):
        return self.node("Gen", n, self.expr(n.elt), self.generators(n))

    def e_DictComp(self, n):
        return self.node("DictComp", n, self.exprs([n.key, n.value]), self.generators(n))

    def e_Await(self, n):
        return self.node("Await", n, self.expr(n.value))

    def e_Yield(self, n):
        return self.node("Yield", n, self.opt(n.value))

    def e_YieldFrom(self, n):
        return self.node("YieldFrom", n, self.expr(n.value))

    def e_NamedExpr(self, n):
        return self.node(":=", n, self.exprs([n.target, n.value]))

    def param(self, kind, a, default):
        text = "(" + kind + a.arg + self.at(a)
        if a.annotation is not None:
            text += " : " + self.expr(a.annotation)
        if default is not None:
            text += " = " + self.expr(default)
        return text + ")"

    def params(self, a):
        plain = a.posonlyargs + a.args
        defaults = [None] * (len(plain) - len(a.defaults)) + a.defaults
        out = []
        for i, (p, d) in enumerate(zip(plain, defaults)):
            out.append(self.param("/ " if i < len(a.posonlyargs) else "", p, d))
        if a.vararg:
            out.append(self.param("* ", a.vararg, None))
        for p, d in zip(a.kwonlyargs, a.kw_defaults):
            out.append(self.param("name ", p, d))
        if a.kwarg:
            out.append(self.param("** ", a.kwarg, None))
        return "[" + "".join(out) + "]"

    def type_params(self, nodes):
        out = []
        for p in nodes or []:
            kind = {"TypeVar": "", "TypeVarTuple": "*", "ParamSpec": "**"}[type(p).__name__]
            parts = [kind + p.name]
            if getattr(p, "bound", None) is not None:
                parts += [":", self.expr(p.bound)]
            if getattr(p, "default_value", None) is not None:
                parts += ["=", self.expr(p.default_value)]
            out.append(self.node("T", p, parts))
        return out

    def body(self, nodes):
        return " ".join(self.stmt(n) for n in nodes)

    def block(self, name, nodes):
        return ["(%s %s)" % (name, self.body(nodes))] if nodes else []

    def stmt(self, n):
        return getattr(self, "s_" + type(n).__name__)(n)

    def s_Assign(self, n):
        return self.node("=", n, self.exprs(n.targets), self.expr(n.value))

    def s_AnnAssign(self, n):
        return self.node("Ann", n, self.exprs([n.target, n.annotation, n.value]))

    def s_AugAssign(self, n):
        return self.node(op(n.op) + "=", n, self.exprs([n.target, n.value]))

    def s_Expr(self, n):
        return self.node("Expr", n, self.expr(n.value))

    def s_If(self, n):
        return self.node("If", n, self.expr(n.test), self.block("do", n.body), self.block("else", n.orelse))

    def s_For(self, n, name="For"):
        return self.node(name, n, self.exprs([n.target, n.iter]), self.block("do", n.body), self.block("else", n.orelse))

    def s_AsyncFor(self, n):
        return self.s_For(n, "AsyncFor")

    def s_While(self, n):
        return self.node("While", n, self.expr(n.test), self.block("do", n.body), self.block("else", n.orelse))

    def s_Try(self, n, name="Try"):
        handlers = [
            self.node("except", h, self.opt(h.type), [h.name] if h.name else [], self.block("do", h.body)) for h in n.handlers
        ]
        return self.node(
            name, n, self.block("do", n.body), handlers, self.block("else", n.orelse), self.block("finally", n.finalbody)
        )

    def s_TryStar(self, n):
        return self.s_Try(n, "TryStar")

    def s_With(self, n, name="With"):
        items = ["(item %s)" % " ".join(self.exprs([i.context_expr, i.optional_vars])) for i in n.items]
        return self.node(name, n, items, self.block("do", n.body))

    def s_AsyncWith(self, n):
        return self.s_With(n, "AsyncWith")

    def s_FunctionDef(self, n, name="Def"):
        parts = [n.name]
        for d in n.decorator_list:
            parts += ["@", self.expr(d)]
        parts += self.type_params(getattr(n, "type_params", []))
        parts.append(self.params(n.args))
        if n.returns is not None:
            parts += ["->", self.expr(n.returns)]
        return self.node(name, n, parts, self.block("do", n.body))

    def s_AsyncFunctionDef(self, n):
        return self.s_FunctionDef(n, "AsyncDef")

    def s_ClassDef(self, n):
        parts = [n.name]
        for d in n.decorator_list:
            parts += ["@", self.expr(d)]
        parts += self.type_params(getattr(n, "type_params", []))
        return self.node("Class", n, parts, self.exprs(n.bases), self.keywords(n.keywords), self.block("do", n.body))

    def s_Return(self, n):
        return self.node("Return", n, self.opt(n.value))

    def s_Raise(self, n):
        return self.node("Raise", n, self.exprs([n.exc, n.cause]))

    def s_Delete(self, n):
        return self.node("Del", n, self.exprs(n.targets))

    def s_Assert(self, n):
        return self.node("Assert", n, self.exprs([n.test, n.msg]))

    def aliases(self, nodes):
        return [a.name + self.at(a) + (" as " + a.asname if a.asname else "") for a in nodes]

    def s_Import(self, n):
        return self.node("Import", n, self.aliases(n.names))

    def s_ImportFrom(self, n):
        return self.node("From", n, "." * n.level + (n.module or ""), self.aliases(n.names))

    def s_Global(self, n):
        return self.node("Global", n, n.names)

    def s_Nonlocal(self, n):
        return self.node("Nonlocal", n, n.names)

    def s_Pass(self, n):
        return self.node("Pass", n)

    def s_Break(self, n):
        return self.node("Break", n)

    def s_Continue(self, n):
        return self.node("Continue", n)

    def s_TypeAlias(self, n):
        return self.node("Type", n, self.expr(n.name), self.type_params(n.type_params), self.expr(n.value))

    def s_Match(self, n):
        cases = []
        for c in n.cases:
            words = ["(case", self.pattern(c.pattern), self.opt(c.guard)] + self.block("do", c.body)
            cases.append(" ".join(words) + ")")
        return self.node("Match", n, self.expr(n.subject), cases)

    # Patterns are kept as the expressions they look like, without places.

    def pattern(self, p):
        places, self.places = self.places, False
        text = getattr(self, "p_" + type(p).__name__)(p)
        self.places = places
        return text

    def patterns(self, nodes):
        return [self.pattern(p) for p in nodes]

    def p_MatchValue(self, p):
        return self.expr(p.value)

    def p_MatchSingleton(self, p):
        return str(p.value) + self.at(p)

    def p_MatchSequence(self, p):
        start = SOURCE[p.lineno - 1][p.col_offset:p.col_offset + 1]
        end = SOURCE[p.end_lineno - 1][p.end_col_offset - 1:p.end_col_offset]
        return self.node("List" if start == b"[" and end == b"]" else "Tuple", p, self.patterns(p.patterns))

    def p_MatchStar(self, p):
        return self.node("Starred", p, p.name or "_")

    def p_MatchMapping(self, p):
        parts = []
        for k, v in zip(p.keys, p.patterns):
            parts += [self.expr(k), self.pattern(v)]
        if p.rest:
            parts += ["-", p.rest]
        return self.node("Dict", p, parts)

    def p_MatchClass(self, p):
        words = [self.expr(p.cls)] + self.patterns(p.patterns)
        for name, value in zip(p.kwd_attrs, p.kwd_patterns):
            words.append("(kw %s %s)" % (name, self.pattern(value)))
        return self.node("Call", p, words)

    def p_MatchAs(self, p):
        if p.pattern is None:
            return p.name or "_"
        return self.node("As", p, self.pattern(p.pattern), p.name)

    def p_MatchOr(self, p):
        text = self.pattern(p.patterns[0])  # a | b | c is a chain of binary operators
        for q in p.patterns[1:]:
            text = "(| %s %s)" % (text, self.pattern(q))
        return text


def go_float(v):
    """Writes a float as Go's %x does."""
    if v == float("inf"):
        return "+Inf"
    if v == 0:
        return "0x0p+00"
    text = v.hex()
    sign, text = ("-", text[1:]) if text[0] == "-" else ("", text)
    mantissa, exponent = text[2:].split("p")
    whole, _, digits = mantissa.partition(".")
    digits = digits.rstrip("0")
    exponent = int(exponent)
    if whole == "0":  # a denormal number: Go shifts it to 1.…
        bits = int(digits, 16)
        width = 4 * len(digits)
        exponent -= width - bits.bit_length() + 1
        bits = (bits << (width - bits.bit_length() + 1)) & ((1 << width) - 1)
        digits = ("%0*x" % (len(digits), bits)).rstrip("0")
    e = "%+03d" % exponent
    return sign + "0x1" + ("." + digits if digits else "") + "p" + e


SOURCE = []


def tree(source, places=True):
    global SOURCE
    SOURCE = source.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return Dump(places).body(ast.parse(source).body)


def library(folder):
    """Writes path, tab and tree of every file that CPython accepts."""
    import os

    for at, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if not name.endswith(".py"):
                continue
            path = os.path.join(at, name)
            with open(path, "rb") as f:
                source = f.read()
            try:
                sys.stdout.write("%s\t%s\n" % (path, tree(source)))
            except (SyntaxError, ValueError, RecursionError):
                continue


def main():
    sys.setrecursionlimit(20000)
    sys.stdout.reconfigure(encoding="utf-8", errors="surrogatepass")
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    if sys.argv[1] == "--library":
        library(sys.argv[2])
        return
    with open(sys.argv[1], "rb") as f:
        snippets = f.read().split(b"----\n")
    for s in snippets:
        sys.stdout.write(tree(s) + "\n")


if __name__ == "__main__":
    main()
