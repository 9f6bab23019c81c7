using LogitLens.Figures;

namespace LogitLens.Runs;

/// <summary>A figure of a run.</summary>
/// <param name="Name">The file's name without extension, in kebab-case.</param>
/// <param name="Svg">The drawing.</param>
public sealed record DrawnFigure(string Name, SvgDocument Svg);
