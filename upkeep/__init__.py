"""What keeps an archive in order: it checks, mends and curates."""
