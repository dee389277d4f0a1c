"""Everything a lead assessor looks at first: as a page, as sentences and as plain numbers."""
