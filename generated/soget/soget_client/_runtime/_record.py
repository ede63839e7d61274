# Copied verbatim from the runtime of Specwright; do not edit.
"""Turns keyword arguments into frozen values, without compiling methods for each class as dataclasses do at import."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, Self, dataclass_transform

from ._override import override

__all__ = ["Record"]


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
class Record:
    """A frozen value; its fields are the annotations of its class, their defaults the class's attributes.

    Two records are equal where they are the same one. A dozen dataclasses would add 15 ms to the import of a client.
    """

    _names: ClassVar[frozenset[str]] = frozenset()
    _required: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, **values: Any) -> None:
        if not (self._required <= values.keys() <= self._names):
            missing = sorted(self._required - values.keys())
            unknown = sorted(values.keys() - self._names)
            raise TypeError(
                f"{type(self).__name__} lacks {missing}" if missing else f"{type(self).__name__} has no {unknown}"
            )
        self.__dict__.update(values)
        self.__post_init__()

    def __post_init__(self) -> None:
        """Judge the fields together; a class that has something to say about them overrides it."""

    @override
    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        own = frozenset(name for name in cls.__annotations__ if not name.startswith("_"))
        cls._names |= own
        cls._required |= frozenset(name for name in own if name not in cls.__dict__)

    def replaced(self, **changes: Any) -> Self:
        """Give a copy with some fields changed."""
        return type(self)(**{**self.__dict__, **changes})

    @override
    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    @override
    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} is frozen")

    @override
    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"
