namespace LogitLens.Figures;

/// <summary>What stands above a figure, and what a reader who cannot see it is told.</summary>
/// <param name="Title">One line that says what is shown.</param>
/// <param name="Subtitle">Model, dataset, number of examples, what the intervals are.</param>
/// <param name="Description">Alternative text; when null, the figure describes its own data.</param>
public sealed record FigureHeading(string Title, string? Subtitle = null, string? Description = null);

/// <summary>A dashed line across a plot at one value, such as the majority baseline; its label goes to the legend.</summary>
public sealed record ReferenceLine(string Label, double Value);
