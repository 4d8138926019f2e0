"""The data dictionary as rows: what the contracts say of tables, columns and keys, for every product that prints it."""
