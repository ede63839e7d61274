"""Gives the description of the depot with all that campaigns over it share, made once for all tests."""

from functools import cache
from pathlib import Path
from typing import Final

from conform.depot_server import KEY
from specwright.conform.campaign import CampaignOptions
from specwright.conform.fixtures import Fixtures
from specwright.conform.kit import Kit
from specwright.loader import load

__all__ = ["DEPOT", "OPTIONS", "depot_kit"]

DEPOT: Final = Path(__file__).parent / "depot.yaml"
OPTIONS: Final = CampaignOptions(fixtures=Fixtures(credentials={"key": KEY}), seed=3)


@cache
def depot_kit() -> Kit:
    """Read the description; what Schemathesis draws takes long, and is drawn once."""
    return Kit(load(DEPOT, keep_going=True))
