"""Every feature there is."""

from handlers import conversation, help, hotspots  # noqa: A004 - the feature is named help
from handlers.surface import Feature

FEATURES: tuple[Feature, ...] = (hotspots.FEATURE, help.FEATURE, conversation.FEATURE)
