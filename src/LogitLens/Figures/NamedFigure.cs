namespace LogitLens.Figures;

/// <summary>A figure of a run: its file name without extension, and the drawing.</summary>
public sealed record NamedFigure(string Name, SvgDocument Svg);
