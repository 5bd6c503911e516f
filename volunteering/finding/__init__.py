"""Finding a case by what somebody says on the telephone, without writing it into an address or a log."""
