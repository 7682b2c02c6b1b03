"""The public interface for machines: read-only, throttled, described by its own OpenAPI document."""
