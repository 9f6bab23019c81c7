using LogitLens.Figures;
using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>A figure of a run: its file name without extension, and the drawing.</summary>
public sealed record DrawnFigure(string Name, SvgDocument Svg) : IFigure
{
    /// <inheritdoc/>
    public void WriteSvg(TextWriter writer) => writer.Write(Svg.ToXml());
}
