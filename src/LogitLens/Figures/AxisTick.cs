namespace LogitLens.Figures;

/// <summary>A labelled place on an axis.</summary>
public sealed record AxisTick(double Value, string Label);
