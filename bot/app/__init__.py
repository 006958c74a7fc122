"""The only place that wires; import what you need of it: `offers` is all, `running` is little."""
