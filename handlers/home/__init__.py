"""Home: what matters to one person, as soon as they open the bot."""

from handlers.home import command
from handlers.surface import Event, Feature
from knowledge.access import Permission

FEATURE = Feature(
    # Whoever opens it has a Home; what it shows is decided by what they may do.
    events=(Event("app_home_opened", Permission.HELP_READ, command.on_opened, quiet=True),),
    home=command.draw,
)
