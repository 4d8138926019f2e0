"""Pure statistics: arrays and frames in, numbers out; no table of the lake, no contract."""
