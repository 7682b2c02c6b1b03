"""Filters for log lines: the id of the request, and long complaints about the broker in one line."""

import logging

from cecfp_portal.audit.request_id import current_request_id


class RequestIdFilter(logging.Filter):
    """Adds ` request=…` to lines written while a request is answered."""

    def filter(self, record: logging.LogRecord) -> bool:
        request_id = current_request_id.get()
        record.request = f" request={request_id}" if request_id else ""
        return True


class OneLineFilter(logging.Filter):
    """Keeps the first line of a record: while the broker is away, beat and worker log tracebacks at every try."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = record.getMessage().split("\n", 1)[0], None
        record.exc_info = record.exc_text = record.stack_info = None
        return True
