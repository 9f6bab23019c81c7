namespace LogitLens.Figures;

/// <summary>A dashed line across a plot at one value, such as the majority baseline; its label goes to the legend.</summary>
public sealed record ReferenceLine(string Label, double Value);
