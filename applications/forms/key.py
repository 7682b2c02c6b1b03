"""The hidden key by which a form that was sent twice is recognised."""

from typing import Any
from uuid import uuid4

from django import forms


class KeyedForm(forms.Form):
    """A form that carries an idempotency key; a page sent without one, or with a broken one, gets a new key."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4
