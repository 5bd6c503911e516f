"""The accounts that the demo makes, and production refuses."""

DEMO_PASSWORD = "demo-portal-2026"  # noqa: S105
DEMO_ACCOUNTS = [
    "admin",
    "team",
    "editor-varsinais-suomi",
    "editor-lansi-suomi",
    "editor-oulu",
    "editor-kaakkois-suomi",
    "editor-only-oulu",
    "contributor-salo",
    "contributor-kokkola",
    "translator-ar",
    "researcher",
]
