using LogitLens.Figures;
using LogitLens.Runs;

namespace LogitLens.Experiments;

/// <summary>A figure of a run: its file name without extension, and the drawing.</summary>
internal sealed record DrawnFigure(string Name, SvgDocument Svg) : IFigure
{
    public void WriteSvg(TextWriter writer) => writer.Write(Svg.ToXml());
}
