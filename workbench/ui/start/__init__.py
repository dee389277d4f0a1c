"""What happens before the window shows: store, assessor, passphrase."""
