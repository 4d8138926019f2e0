"""How figures become colours: palette, class limits, and what each layer and indicator is drawn by. No file format here."""
