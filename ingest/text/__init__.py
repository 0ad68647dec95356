"""What is found in plain text without any parse: wallets, money, dates."""
