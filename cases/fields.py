"""Model fields of our own: a state that only transitions move, and text that is encrypted at rest."""

import json
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django_fsm import FSMField, FSMFieldDescriptor

from cases import crypto


class _Guard(FSMFieldDescriptor):
    """Refuses assignment to a stored state. django-fsm's own protection is switched per class, not per object."""

    def __set__(self, instance: Any, value: Any) -> None:
        name = self.field.name
        values = instance.__dict__
        if (
            name in values
            and values[name] != value
            and not instance._state.adding
            and "_loading" not in values
        ):
            raise AttributeError(f"{name} changes by an act, not by assignment")
        self.field.set_proxy(instance, value)
        self.field.set_state(instance, value)


class StateField(FSMField):  # django_fsm is untyped here
    """The state of a small or big machine; migrations see a plain CharField."""

    descriptor_class = _Guard

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("protected", None)
        return name, "django.db.models.CharField", args, kwargs


class StateModel(models.Model):
    """Lets a refresh load the state without opening the guard for anybody else."""

    class Meta:
        abstract = True

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__["_loading"] = True
        try:
            super().refresh_from_db(*args, **kwargs)
        finally:
            self.__dict__.pop("_loading", None)


class _Sealed(str):
    """A ciphertext as it came from the database, not opened yet."""

    __slots__ = ()


class _Opening(DeferredAttribute):
    """Opens the ciphertext when somebody asks for it: it needs the row's identifier, which loading does not know."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, _Sealed):
            field: Any = self.field
            packed = crypto.unseal(value, field.place(instance))
            instance.__dict__[f"_sealed_{field.attname}"] = (packed, value)
            value = instance.__dict__[field.attname] = field.unpack(packed)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        # With a setter Python asks this descriptor first; without one it would hand out what lies in the instance.
        instance.__dict__[self.field.attname] = value


class EncryptedText(models.TextField):
    """Text that is ciphertext in the database, bound to its table, column and row. Not searchable."""

    descriptor_class = _Opening

    def pack(self, value: Any) -> str:
        return str(value)

    def unpack(self, packed: str) -> Any:
        return packed

    def place(self, instance: Any) -> str:
        """Where the ciphertext belongs. A history row is the same place as the row it is the history of."""
        model = getattr(type(instance), "instance_type", type(instance))
        return f"{model._meta.label_lower}.{self.attname}.{instance.id}"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return _Sealed(value) if value else value

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value is None or value == "" or isinstance(value, _Sealed):
            return value if value is None else str(value)
        packed = self.pack(value)
        opened = model_instance.__dict__.get(f"_sealed_{self.attname}")
        if opened and opened[0] == packed and opened[1]:
            return str(opened[1])
        return crypto.seal(packed, self.place(model_instance))

    def same_as_stored(self, instance: Any, stored: Any) -> bool:
        """Is the present value the one in the database?"""
        value = instance.__dict__[self.attname]
        opened = instance.__dict__.get(f"_sealed_{self.attname}")
        if isinstance(stored, _Sealed) and opened and opened[1] == stored:
            return bool(self.pack(value) == opened[0]) if value else False
        return bool(value == stored)


class EncryptedJSON(EncryptedText):
    """A JSON value that is ciphertext in the database."""

    # What type checkers take the attribute for; at run time these are annotations only.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def pack(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)

    def unpack(self, packed: str) -> Any:
        return json.loads(packed)
