"""The audit trail: append-only, hash-chained events, written in the transaction of what they tell."""

from cecfp_portal.audit.chain import append, events_for
from cecfp_portal.audit.subjects import Actor, Subject

__all__ = ["Actor", "Subject", "append", "events_for"]
