"""Turns an expression's text into its syntax tree; what the profile does not hold is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from specwright.rules.faults import RuleError, Snippet
from specwright.rules.lexer import RESERVED, Kind, Token, read_tokens
from specwright.rules.macros import GLOBAL_MACRO, MACROS, read_has, read_macro
from specwright.rules.nodes import (
    Binary,
    Call,
    Conditional,
    Expression,
    Index,
    ListLiteral,
    Literal,
    MapLiteral,
    Name,
    Select,
    Unary,
    children,
)

__all__ = ["MAX_DEPTH", "parse"]

_Reader: TypeAlias = Callable[[], Expression]

MAX_DEPTH: Final = 32
_MAX_HEIGHT: Final = 80
_INT_LIMIT: Final = 2**63
_RELATIONS: Final = frozenset({"==", "!=", "<", "<=", ">", ">=", "in"})
_CONSTANTS: Final = {"true": True, "false": False, "null": None}


def parse(snippet: Snippet) -> Expression:
    """Parse one expression.

    Raises:
        RuleError: it is no CEL, or outside the profile.
    """
    node = _Parser(snippet).parse()
    if _height(node) > _MAX_HEIGHT:
        raise snippet.fault(0, 1, "an expression is nested too deeply", hint="Split it with let.", rule="rule-syntax")
    return node


def _height(node: Expression) -> int:
    height, level = 0, [node]
    while level:
        height += 1
        level = [child for parent in level for child in children(parent)]
    return height


class _Parser:
    """Recursive descent, one method a level of precedence."""

    def __init__(self, snippet: Snippet) -> None:
        self._snippet = snippet
        self._tokens = read_tokens(snippet)
        self._at = 0
        self._depth = 0

    def parse(self) -> Expression:
        if self._peek().kind is Kind.END:
            hint = "Write an expression such as: self.name != ''"
            raise self._fault(self._peek(), "an expression is empty", hint)
        node = self._expression()
        if self._peek().kind is not Kind.END:
            hint = "Join two conditions with && or ||."
            raise self._fault(self._peek(), f"{self._peek().text!r} stands where the expression has ended", hint)
        return node

    def _expression(self) -> Expression:
        condition = self._or()
        if not self._takes("?"):
            return condition
        then = self._deeper(self._or)
        self._expect(":", "Write: condition ? then : otherwise")
        otherwise = self._deeper(self._expression)
        return Conditional(
            start=condition.start, end=otherwise.end, condition=condition, then=then, otherwise=otherwise
        )

    def _or(self) -> Expression:
        return self._logical("||", lambda: self._logical("&&", self._relation))

    def _logical(self, operator: str, operand: _Reader) -> Expression:
        operands = [operand()]
        places: list[int] = []
        while self._peek().text == operator and self._peek().kind is Kind.OPERATOR:
            places.append(self._next().start)
            operands.append(operand())
        return _balance(operator, operands, places)

    def _relation(self) -> Expression:
        return self._chain(_RELATIONS, self._sum)

    def _sum(self) -> Expression:
        return self._chain(frozenset("+-"), lambda: self._chain(frozenset("*/%"), self._unary))

    def _chain(self, operators: frozenset[str], operand: _Reader) -> Expression:
        left = operand()
        length = 0
        while self._peek().text in operators and self._peek().kind in (Kind.OPERATOR, Kind.NAME):
            operator = self._next()
            length += 1
            if length + self._depth > MAX_DEPTH:
                raise self._fault(operator, "an expression is nested too deeply", "Split it with let.")
            right = operand()
            left = Binary(
                start=left.start, end=right.end, operator=operator.text, left=left, right=right, at=operator.start
            )
        return left

    def _unary(self) -> Expression:
        signs: list[Token] = []
        while self._peek().kind is Kind.OPERATOR and self._peek().text in ("!", "-"):
            signs.append(self._next())
            if signs[-1].text != signs[0].text:
                what = f"{signs[0].text} and {signs[-1].text} cannot stand side by side"
                raise self._fault(signs[0], what, "Put the inner one into parentheses.")
            if len(signs) + self._depth > MAX_DEPTH:
                raise self._fault(signs[-1], "an expression is nested too deeply", "Remove some of these.")
        if len(signs) == 1 and signs[0].text == "-" and self._peek().kind is Kind.NUMBER:
            # One sign belongs to the number, so that the smallest int64 can be written; more of them are operators.
            return self._postfix(self._number(self._next(), start=signs[0].start, sign=-1))
        node = self._member()
        for sign in reversed(signs):
            node = Unary(start=sign.start, end=node.end, operator=sign.text, operand=node)
        return node

    def _member(self) -> Expression:
        return self._postfix(self._primary())

    def _postfix(self, node: Expression) -> Expression:
        length = 0
        while True:
            length += 1
            if length + self._depth > MAX_DEPTH:
                raise self._fault(self._peek(), "an expression is nested too deeply", "Split it with let.")
            if self._takes("."):
                node = self._dotted(node)
            elif self._takes("["):
                if self._peek().text == "?":
                    raise self._outside(self._peek(), "optional access [?…]", "Guard the read with has().")
                index = self._deeper(self._expression)
                end = self._expect("]", "Close the index.")
                node = Index(start=node.start, end=end.end, operand=node, index=index)
            else:
                return node

    def _dotted(self, operand: Expression) -> Expression:
        token = self._next()
        if token.text == "?" and token.kind is Kind.OPERATOR:
            raise self._outside(token, "optional access .?", "Guard the read with has().")
        if token.kind is Kind.QUOTED:
            return Select(start=operand.start, end=token.end, operand=operand, field=token.text)
        if token.kind is not Kind.NAME or token.text in _CONSTANTS or token.text == "in":
            hint = "Write a property name; one with other letters stands in backticks: self.`x-name`."
            raise self._fault(token, "a property name is missing after the dot", hint)
        if not self._takes("("):
            return Select(start=operand.start, end=token.end, operand=operand, field=token.text)
        arguments = self._arguments(")")
        end = self._tokens[self._at - 1].end
        if token.text in MACROS:
            return read_macro(self._snippet, token, operand, arguments, end)
        return Call(start=operand.start, end=end, function=token.text, target=operand, arguments=arguments)

    def _primary(self) -> Expression:
        token = self._next()
        if token.kind is Kind.NUMBER:
            return self._number(token, start=token.start, sign=1)
        if token.kind is Kind.STRING:
            return Literal(start=token.start, end=token.end, value=token.value)
        if token.kind is Kind.NAME:
            return self._named(token)
        if token.text == "(" and token.kind is Kind.OPERATOR:
            inner = self._deeper(self._expression)
            self._expect(")", "Close the parenthesis.")
            return inner
        if token.text == "[":
            items = self._arguments("]")
            return ListLiteral(start=token.start, end=self._tokens[self._at - 1].end, items=items)
        if token.text == "{":
            return self._map(token)
        if token.text == ".":
            raise self._outside(token, "a name that starts with a dot", "Write self.")
        raise self._fault(token, "an operand is missing", "Write a literal, self, or a name.")

    def _named(self, token: Token) -> Expression:
        if token.text in _CONSTANTS:
            return Literal(start=token.start, end=token.end, value=_CONSTANTS[token.text])
        if token.text in RESERVED or token.text == "in":
            raise self._fault(token, f"{token.text!r} is reserved by CEL", "Choose another name.")
        if self._takes("("):
            arguments = self._arguments(")")
            end = self._tokens[self._at - 1].end
            if token.text == GLOBAL_MACRO:
                return read_has(self._snippet, token, arguments, end)
            return Call(start=token.start, end=end, function=token.text, target=None, arguments=arguments)
        if self._peek().text == "{" and self._peek().kind is Kind.OPERATOR:
            raise self._outside(token, "a message literal", "Write a map: {'name': value}.")
        return Name(start=token.start, end=token.end, name=token.text)

    def _map(self, opening: Token) -> Expression:
        entries: list[tuple[Expression, Expression]] = []
        while not self._takes("}"):
            if self._peek().text == "?" and self._peek().kind is Kind.OPERATOR:
                raise self._outside(self._peek(), "an optional entry", "Write the entry without the question mark.")
            key = self._deeper(self._expression)
            self._expect(":", "Write: {key: value}")
            entries.append((key, self._deeper(self._expression)))
            if not self._takes(","):
                self._expect("}", "Close the map.")
                break
        return MapLiteral(start=opening.start, end=self._tokens[self._at - 1].end, entries=tuple(entries))

    def _arguments(self, closing: str) -> tuple[Expression, ...]:
        found: list[Expression] = []
        while not self._takes(closing):
            if self._peek().text == "?" and self._peek().kind is Kind.OPERATOR:
                raise self._outside(self._peek(), "an optional element", "Write it without the question mark.")
            found.append(self._deeper(self._expression))
            if not self._takes(","):
                self._expect(closing, f"Close with {closing}")
                break
            if closing == ")" and self._peek().text == ")":
                raise self._fault(self._peek(), "an argument is missing after the comma", "Remove the comma.")
        return tuple(found)

    def _number(self, token: Token, *, start: int, sign: int) -> Expression:
        value = token.value
        if isinstance(value, float):
            return Literal(start=start, end=token.end, value=sign * value)
        number = sign * value if isinstance(value, int) else 0
        if not -_INT_LIMIT <= number < _INT_LIMIT:
            hint = "Whole numbers go from -2^63 to 2^63-1; write a double: 1e19"
            raise self._fault(token, "this number is no int64", hint)
        return Literal(start=start, end=token.end, value=number)

    def _deeper(self, read: _Reader) -> Expression:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._fault(self._peek(), "an expression is nested too deeply", "Split it with let.")
        node = read()
        self._depth -= 1
        return node

    def _peek(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._tokens[self._at]
        if token.kind is not Kind.END:
            self._at += 1
        return token

    def _takes(self, text: str) -> bool:
        token = self._peek()
        if token.kind is not Kind.OPERATOR or token.text != text:
            return False
        self._at += 1
        return True

    def _expect(self, text: str, hint: str) -> Token:
        token = self._peek()
        if not self._takes(text):
            raise self._fault(token, f"{text!r} is missing", hint)
        return token

    def _fault(self, token: Token, what: str, hint: str) -> RuleError:
        return self._snippet.fault(token.start, token.end, what, hint=hint, rule="rule-syntax")

    def _outside(self, token: Token, what: str, hint: str) -> RuleError:
        return self._snippet.fault(
            token.start, token.end, f"{what} is outside the profile", hint=hint, rule="rule-profile"
        )


def _balance(operator: str, operands: list[Expression], places: list[int]) -> Expression:
    """Join operands of an associative operator into a tree of little depth."""
    if len(operands) == 1:
        return operands[0]
    middle = len(operands) // 2
    left = _balance(operator, operands[:middle], places[: middle - 1])
    right = _balance(operator, operands[middle:], places[middle:])
    return Binary(start=left.start, end=right.end, operator=operator, left=left, right=right, at=places[middle - 1])
