"""The queue of submissions, and bundles on their way into it."""
