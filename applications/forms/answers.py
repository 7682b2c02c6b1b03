"""The applicant's replies to requests and findings."""

from django.utils.translation import gettext_lazy as _

from applications.forms.drafts import DraftForm, text_field


class ReplyForm(DraftForm):
    """The reply to one request."""

    answer = text_field(
        _("Reply"), max_length=2000, help_text=_("Say what was corrected, or why nothing has to be corrected"), rows=3
    )
