"""A field for several files at once."""

from typing import Any

from django import forms


class FilesInput(forms.FileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to `max_files` files; the value is a list, empty where none is attached."""

    widget = FilesInput

    def __init__(self, *, max_files: int, too_many: str, **options: Any) -> None:
        super().__init__(allow_empty_file=True, max_length=None, **options)
        self.max_files, self.too_many = max_files, too_many

    def clean(self, data: Any, initial: Any = None) -> Any:
        given = [data] if data and not isinstance(data, list | tuple) else list(data or ())
        if len(given) > self.max_files:
            raise forms.ValidationError(self.too_many, params={"limit": self.max_files})
        return [super(FilesField, self).clean(file, initial) for file in given]
