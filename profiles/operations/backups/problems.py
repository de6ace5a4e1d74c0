"""What can be wrong with a backup, in a sentence for whoever asked for it."""


class Broken(Exception):
    """This backup is not what its manifest says, or cannot be read with what was given."""


class Refused(Exception):
    """What was asked for cannot be done as things are; nothing was changed."""
