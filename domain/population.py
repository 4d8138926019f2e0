"""Who is counted: concepts of population, never mixed in one series."""

from __future__ import annotations

# Everyone registered, and those of them who are residents: without overseas nationals and unknown abodes.
REGISTRATION_CONCEPTS = ("registration", "registration_residents")
# Of the nation as a whole.
NATIONAL_CONCEPTS = ("census", "mid_year_registration", "projection")
