"""What can go wrong in a way a person can mend: the message is what they read."""


class BotError(Exception):
    """Something a person can act on; shown to them exactly as it is written."""


class UsageError(BotError):
    """The request could not be understood, so asking differently will help."""


class RefusedError(BotError):
    """The person may not do this; the message says why and what they can do instead."""


class NothingKnownError(BotError):
    """What was asked for has not been imported yet; the message says what to import."""


class DataError(BotError):
    """A file cannot be taken in as it is; nothing was changed."""
