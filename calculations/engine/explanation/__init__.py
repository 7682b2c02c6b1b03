"""What lies behind a verdict, in sentences a factory can act on; ``report.explanation`` gathers it."""
