namespace LogitLens.Figures;

/// <summary>One of several heatmaps side by side.</summary>
/// <param name="Title">What sets it apart, such as a class.</param>
/// <param name="Values">Values [row][column]; NaN draws a cell without a value.</param>
/// <param name="Muted">Cells [row][column] to fade and hatch; null for none.</param>
public sealed record HeatmapPanel(string Title, IReadOnlyList<IReadOnlyList<double>> Values, IReadOnlyList<IReadOnlyList<bool>>? Muted = null);
