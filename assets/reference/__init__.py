"""Facts kept in the repository as small CSV files with a source column, and the assets that load them."""
