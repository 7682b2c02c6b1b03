"""Forms that change something."""

import uuid
from typing import Any

from django import forms


class KeyedForm(forms.Form):
    """A form that changes something, recognised by its key when it is sent twice."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid.uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
